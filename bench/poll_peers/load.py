"""wrk, run once, and what it saw."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONNECTIONS = 32


@dataclass(frozen=True, slots=True)
class Load:
    """One run of wrk: requests a second, milliseconds, and counts.

    ``bad`` are replies of 400 and above, ``broken`` failed connections and timeouts. ``fresh`` and ``changed`` are the
    requests that were sent, of which up to one a connection was not answered any more; 0 for reads.
    """

    rate: float
    p50: float
    p99: float
    requests: int
    bad: int
    broken: int
    fresh: int
    changed: int
    raw: str


def write(address: str, seconds: int, kind: str, share: int, seed: int) -> Load:
    """Answers of random ballots, ``share`` percent of them changes, in the form of ``kind``."""
    return _wrk("post.lua", address, seconds, kind, str(share), str(seed))


def read(address: str, seconds: int) -> Load:
    """The same address again and again."""
    return _wrk("get.lua", address, seconds)


def _wrk(script: str, address: str, seconds: int, *arguments: str) -> Load:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(HERE / script), address]
    return parsed(subprocess.run([*command, "--", *arguments], capture_output=True, text=True, check=True).stdout)


def parsed(raw: str) -> Load:
    """What a script of ours printed at its end."""
    result = next(line for line in raw.splitlines() if line.startswith("RESULT ")).split()[1:]
    requests, microseconds, bad, broken = map(int, result[:4])
    rate = requests / microseconds * 1e6
    return Load(rate, float(result[4]), float(result[5]), requests, bad, broken, int(result[6]), int(result[7]), raw)
