"""What the boundary costs: the gateway beside its bare upstream, the scan beside Presidio's patterns, as ratios.

    python bench/gateway.py                    5 rounds of 400 requests (about a minute after the first run)
    python bench/gateway.py --rounds 2         a shorter look

One connection, one request after the other, to an upstream that answers at once. A round asks the upstream itself, then
through the plain and the guarded route (no second tier) and the anonymised one. The scan goes over the guard's labelled
corpus and over long texts. Presidio runs in an environment of its own, without a model for names.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.metadata
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT), str(ROOT / "build")]

from build_peers.machine import described  # noqa: E402 (the path comes first)

from tests.llm.guard_corpus import corpus  # noqa: E402
from votewatch.llm.guard import scan  # noqa: E402

CACHE = ROOT / ".cache" / "bench"
WAYS = ("bare", "plain", "guarded", "anonymised")
QUESTION = "Which clubs voted for the change of the law on waste, and what came of it in the second reading? " * 20


def main() -> None:
    """Measure, print the tables, write the raw figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=400, help="a round and way")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "results")
    asked = parser.parse_args()
    times = _requests(asked.rounds, asked.requests)
    medians = {way: statistics.median(times[way]) * 1000 for way in WAYS}
    for way in WAYS:
        p99 = statistics.quantiles(times[way], n=100)[98] * 1000
        print(f"{way:>10}: {medians[way]:6.2f} ms median, {p99:6.2f} ms p99, +{medians[way] - medians['bare']:.2f} ms")
    scans = _scans(asked.rounds)
    for name, row in scans.items():
        print(f"{name}: ours {row['ours']:.3f} ms/kB, Presidio {row['presidio']:.2f} ms/kB, {row['ratio']:.0f} times")
    day = dt.datetime.now(dt.UTC).date().isoformat()
    machine = {k: v for k, v in described(CACHE / "presidio").items() if k not in ("hugo", "pelican")}
    told = {"day": day, "machine": machine, "requests": times, "medians_ms": medians, "scan_ms_per_kb": scans}
    told["versions"] = {name: importlib.metadata.version(name) for name in ("starlette", "uvicorn", "httpx")}
    asked.out.mkdir(exist_ok=True)
    path = asked.out / f"gateway-{day}.json"
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"raw figures: {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}")


@contextmanager
def _program(command: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[None]:
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | (environment or {}), stdout=subprocess.DEVNULL
    ) as process:
        try:
            until = time.monotonic() + 30
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 0.2).close()
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > until:
                        sys.exit(f"did not start: {' '.join(command)}")
                    time.sleep(0.05)
            yield
        finally:
            process.terminate()


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _requests(rounds: int, count: int) -> dict[str, list[float]]:
    behind, door = _free(), _free()
    routes = [way for way in WAYS if way != "bare"]
    settings = {f"VOTEWATCH_GATEWAY_{way.upper()}_BASE_URL": f"http://127.0.0.1:{behind}/v1" for way in routes}
    upstream = [sys.executable, "bench/gateway_peers/upstream.py", str(behind)]
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "votewatch.toml"
        empty.touch()
        gateway = [sys.executable, "-m", "votewatch", "--config", str(empty), "gateway", "--port", str(door)]
        times: dict[str, list[float]] = {way: [] for way in WAYS}
        with (
            _program(upstream, behind),
            _program(gateway, door, settings | {"PYTHONPATH": str(ROOT / "build")}),
            httpx.Client() as client,
        ):
            for turn in range(rounds + 1):  # the first warms up
                for way in WAYS[turn % 4 :] + WAYS[: turn % 4]:
                    url = f"http://127.0.0.1:{behind if way == 'bare' else door}/v1/chat/completions"
                    for _ in range(count if turn else 50):
                        seconds = _asked(client, url, way)
                        times[way] += [seconds] if turn else []
    return times


def _asked(client: httpx.Client, url: str, way: str) -> float:
    body = {"model": way, "messages": [{"role": "user", "content": QUESTION}]}
    started = time.perf_counter()
    reply = client.post(url, json=body)
    seconds = time.perf_counter() - started
    if reply.status_code != 200 or b"does not tell" not in reply.content:
        sys.exit(f"{way}: {reply.status_code} {reply.text[:200]}")
    return seconds


def _scans(rounds: int) -> dict[str, dict[str, float]]:
    python = _presidio(CACHE / "presidio")
    labelled = [case.text for case in corpus()]
    prose = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "site_src/text").glob("*.md"))]
    prose += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))]
    sets = {
        "prose: the site's texts and docs": prose,
        "labelled texts": labelled,
        "the same joined to twenty": ["\n".join(labelled[i::20]) for i in range(20)],
    }
    found: dict[str, dict[str, float]] = {}
    for name, texts in sets.items():
        size = sum(len(text.encode()) for text in texts) / 1000
        passes = []
        for _ in range(rounds):
            started = time.perf_counter()
            for text in texts:
                scan(text)
            passes.append(time.perf_counter() - started)
        command = [str(python), "bench/gateway_peers/presidio.py", str(max(rounds // 2, 1))]
        done = subprocess.run(command, cwd=ROOT, input=json.dumps(texts), capture_output=True, text=True, check=True)
        theirs = json.loads(done.stdout.splitlines()[-1])
        row = {"ours": statistics.median(passes) * 1000 / size}
        row["presidio"] = statistics.median(theirs["passes"]) * 1000 / size
        found[name] = row | {"ratio": row["presidio"] / row["ours"]}
    return found


def _presidio(folder: Path) -> Path:
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print(f"installing presidio-analyzer into {folder} ...", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "presidio-analyzer"]
        subprocess.run(pip, check=True)
        (folder / "ready").touch()
    return python


if __name__ == "__main__":
    main()
