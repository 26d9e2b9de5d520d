"""How much of the machine others used: figures of a shared machine mean little without it."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CALM = 0.1  # of all cores
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Others:
    """``share`` of all cores that was taken by anybody but this program and its ended children, from 0 to 1."""

    share: float = 0.0


@contextmanager
def others() -> Iterator[Others]:
    """Watch while the block runs; whatever it starts must have ended with it."""
    found = Others()
    begun, busy, own = time.perf_counter(), _busy(), _own()
    yield found
    seconds = (time.perf_counter() - begun) * (os.cpu_count() or 1)
    found.share = max(0.0, (_busy() - busy) - (_own() - own)) / seconds


def wait(patience: float) -> float:
    """Wait until others leave the machine alone for a second, at most ``patience`` seconds; their share in the last."""
    until = time.monotonic() + patience
    while True:
        with others() as found:
            time.sleep(1)
        if found.share <= CALM or time.monotonic() >= until:
            return found.share


def _busy() -> float:
    """Seconds that all cores have worked since the start of the machine, or were kept from us by its host."""
    user, nice, system, _idle, _waiting, irq, softirq, steal = map(
        int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    )
    return (user + nice + system + irq + softirq + steal) / TICKS


def _own() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
