"""The whole site from nothing, after one changed vote, and unchanged; then the same of the record ten times over.

    python bench/growth.py               the record, and ten times it (half an hour, 10 GB below .cache/bench)
    python bench/growth.py --times 1     the record alone

Seconds are those of the whole process by the clock, and of the processor in it and its children, which say the same on
a busy machine; memory is the largest sum, over all processes of a build, of the
pages that each holds (Pss: what is shared is counted once), looked at five times a second. Times and bytes of the two
sizes stand beside each other as ratios: what grows faster than the record can be seen.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "build")]

from build_peers import changing, ours  # noqa: E402 (the paths come first)
from multiplied import multiplied  # noqa: E402

WORK = ours.ROOT / ".cache" / "bench-growth"
VOTEWATCH = str(Path(sys.executable).parent / "votewatch")
AIM_COLD, AIM_CHANGED, AIM_MEMORY, AIM_HOME, AIM_TIMES = 30.0, 5.0, 600, 50_000, 11.0


@dataclass(frozen=True, slots=True)
class Built:
    """One build: seconds by the clock and of the processor, largest memory of all its processes together in MB."""

    wall: float
    cpu: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Size:
    """What a record of one size takes. ``kinds`` counts files and bytes by the first folder below the language."""

    times: int
    cold: Built
    changed: Built
    unchanged: Built
    pages: int
    files: int
    bytes: int
    kinds: dict[str, tuple[int, int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10, help="how many times the record is taken [10]")
    parser.add_argument("--rounds", type=int, default=3, help="builds of the record as it is; medians are told [3]")
    parser.add_argument("--no-pictures", action="store_true", help="build without share pictures")
    parser.add_argument("--out", type=Path, help="the raw figures [bench/results/growth-DATE.json]")
    asked = parser.parse_args()
    day = dt.datetime.now(dt.UTC).date().isoformat()
    shutil.rmtree(WORK, ignore_errors=True)
    environ = {"VOTEWATCH_SITE_PICTURES": "false"} if asked.no_pictures else {}
    rounds = [_measured(1, n, environ) for n in range(asked.rounds)]
    one = sorted(rounds, key=lambda size: size.cold.wall)[len(rounds) // 2]
    many = _measured(asked.times, 0, environ) if asked.times > 1 else None
    home = _home(WORK / "1-0" / "public")
    raw: dict[str, Any] = {
        "date": day,
        "cores": len(os.sched_getaffinity(0)),
        "load_before": os.getloadavg()[0],
        "rounds": [asdict(size) for size in rounds],
        "home": home,
    }
    _report(one, home)
    if many:
        raw["many"] = asdict(many)
        _compare(one, many)
    out = asked.out or ours.ROOT / "bench" / "results" / f"growth-{day}.json"
    out.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(WORK)


def _measured(times: int, number: int, environ: dict[str, str]) -> Size:
    folder = WORK / f"{times}-{number}"
    folder.mkdir(parents=True)
    data, public = folder / "data", folder / "public"
    multiplied(ours.ROOT / "data", data, times)
    site = ours.site(data).site
    edit = changing.ledger_edit(data, changing.page_to_change(site, list(ours.TYPE.pages(site))))
    del site
    paths = {"DATA": data, "PUBLIC": public, "CACHE": folder / "cache"}
    environ = environ | {f"VOTEWATCH_PATHS_{name}": os.fspath(path) for name, path in paths.items()}
    cold = _build(environ)
    _build(environ)  # the first one published questions, which are part of the data
    edit.put(1)
    changed = _build(environ)
    unchanged = _build(environ)
    kinds = _kinds(public)
    return Size(
        times,
        cold,
        changed,
        unchanged,
        json.loads((public / "build.json").read_text())["pages"],
        sum(n for n, _ in kinds.values()),
        sum(size for _, size in kinds.values()),
        kinds,
    )


def _build(environ: dict[str, str]) -> Built:
    os.sync()
    command = [VOTEWATCH, "--config", str(ours.ROOT / "votewatch.toml"), "build"]
    started = time.perf_counter()
    with subprocess.Popen(command, env=os.environ | environ, stdout=subprocess.DEVNULL) as process:
        watch = Watch(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
        watch.end()
    if process.returncode:
        raise SystemExit(f"votewatch build ended with {process.returncode}")
    return Built(wall, used.ru_utime + used.ru_stime, watch.most / 1024)


class Watch:
    """Looks at the memory of a process and its children until told to end; ``most`` is in kB."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.2):
            self.most = max(self.most, sum(map(_pss, [self._pid, *_children(self._pid)])))


def _children(pid: int) -> list[int]:
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [found for child in own for found in (int(child), *_children(int(child)))]


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) if found else 0


def _kinds(public: Path) -> dict[str, tuple[int, int]]:
    files: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for folder, _, names in os.walk(public):
        parts = Path(folder).relative_to(public).parts
        kind = parts[1] if len(parts) > 1 else parts[0] if parts else "."
        for name in names:
            files[kind] += 1
            sizes[kind] += (Path(folder) / name).stat().st_size
    return {kind: (files[kind], sizes[kind]) for kind in sorted(files)}


def _home(public: Path) -> int:
    """Bytes of the home page with all that a browser fetches for it, each packed by gzip."""
    page = (public / "sk/index.html").read_bytes()
    fetched = re.findall(rb'<(?:link rel="(?:stylesheet|icon)"|script defer)[^>]*(?:href|src)="/([^"]+)"', page)
    return sum(
        len(gzip.compress(part, 9)) for part in [page, *((public / name.decode()).read_bytes() for name in fetched)]
    )


def _report(one: Size, home: int) -> None:
    print(f"{one.pages} pages, {one.files} files, {one.bytes / 1e6:.0f} MB")
    for what, value, aim, unit in (
        ("cold", one.cold.wall, AIM_COLD, "s"),
        ("one vote changed", one.changed.wall, AIM_CHANGED, "s"),
        ("memory", one.cold.megabytes, AIM_MEMORY, "MB"),
        ("home page on the wire", home, AIM_HOME, "B"),
    ):
        print(f"  {what:<24} {value:10.2f} {unit:<3} aim < {aim:g}: {'met' if value < aim else 'MISSED'}")
    print(f"  {'unchanged':<24} {one.unchanged.wall:10.2f} s")


def _compare(one: Size, many: Size) -> None:
    print(f"\n{many.times} times the record: {many.pages} pages, {many.bytes / 1e6:.0f} MB")
    for what, a, b in (
        ("cold, s", one.cold.wall, many.cold.wall),
        ("cold, processor's s", one.cold.cpu, many.cold.cpu),
        ("memory, MB", one.cold.megabytes, many.cold.megabytes),
        ("one vote changed, s", one.changed.wall, many.changed.wall),
        ("the same, processor's s", one.changed.cpu, many.changed.cpu),
        ("unchanged, s", one.unchanged.wall, many.unchanged.wall),
        ("pages", one.pages, many.pages),
        ("bytes, MB", one.bytes / 1e6, many.bytes / 1e6),
    ):
        print(f"  {what:<24} {a:10.2f} {b:10.2f} {b / a:6.2f}x")
    for kind, (_, size) in many.kinds.items():
        before = one.kinds.get(kind, (0, 0))[1]
        if before > 100_000:
            print(f"    {kind:<22} {before / 1e6:10.1f} {size / 1e6:10.1f} {size / before:6.2f}x")


if __name__ == "__main__":
    main()
