"""Where and with what the measuring happens: the machine, the peers' programs, the clock."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PEERS = ("hugo", "pelican[markdown]")
TIMEOUT = 1800  # seconds; Hugo has been seen to hang after an error in a template


@dataclass(frozen=True, slots=True)
class Run:
    """One timed run: seconds by the clock on the wall, and of all processors together."""

    wall: float
    cpu: float


def timed(command: Sequence[str], environ: dict[str, str] | None = None) -> Run:
    """Run ``command`` from start to exit. Raises CalledProcessError with its output when it fails."""
    os.sync()  # so that nobody pays for writing out what the one before has made
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(
        command, env={**os.environ, **(environ or {})}, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-4000:], file=sys.stderr)
        done.check_returncode()
    return Run(wall, after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime)


def middle(runs: Sequence[Run]) -> Run:
    """The medians."""
    return Run(statistics.median(r.wall for r in runs), statistics.median(r.cpu for r in runs))


def peers(folder: Path) -> Path:
    """An environment of their own for the peers, made on the first call."""
    if not (folder / "ready").exists():
        print(f"installing {', '.join(PEERS)} into {folder} ...", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        timed([*pip, *PEERS])
        (folder / "ready").touch()
    return folder


def described(venv_folder: Path | None) -> dict[str, object]:
    """The machine and the versions of the peers in ``venv_folder``; None where there are none."""
    versions: dict[str, str] = {}
    if venv_folder is not None:
        python = str(venv_folder / "bin" / "python")
        pip = [python, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"]
        listed = subprocess.run(pip, capture_output=True, text=True, check=True).stdout.split()
        versions = dict(line.split("==") for line in listed if "==" in line)
    cpuinfo = Path("/proc/cpuinfo")
    models = [line for line in cpuinfo.read_text().splitlines() if "model name" in line] if cpuinfo.exists() else []
    return {
        "cpu": models[0].partition(":")[2].strip() if models else platform.processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "hugo": versions.get("hugo"),
        "pelican": versions.get("pelican"),
        "load_before": os.getloadavg()[0],
    }
