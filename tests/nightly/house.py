"""A checkout of a test's own with a bare remote, the small stand-ins as sources, and the program run as a process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """
[paths]
site_src = "{site_src}"
[site]
pictures = false
[sources.sk]
base_url = "{sk}"
requests_per_second = 500
retries = 2
index_hours = 0
[sources.eu]
base_url = "{eu}"
requests_per_second = 500
retries = 1
[jobs]
feeds = []
{more}
[nightly]
steps = {steps}
site_commits = 3
"""
NOWHERE = "http://127.0.0.1:9/nowhere"


def git(folder: Path, *arguments: str) -> str:
    """What git prints; as somebody who has no settings of his own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    env |= {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(["git", "-C", str(folder), *arguments], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@dataclass(frozen=True)
class House:
    """``checkout`` is on main and follows ``remote``, a bare repository."""

    checkout: Path
    remote: Path

    def tree(self, branch: str) -> dict[str, str]:
        """Object names by path of a branch of the remote."""
        rows = (line.split(None, 3) for line in git(self.remote, "ls-tree", "-r", branch).splitlines())
        return {row[3]: row[2] for row in rows}

    def subjects(self, branch: str) -> list[str]:
        """Newest first."""
        return git(self.remote, "log", "--format=%s", branch).splitlines()

    def status(self) -> str:
        return git(self.checkout, "status", "--porcelain")

    def committed_elsewhere(self, name: str, text: str) -> str:
        """Somebody else pushes a file to main; the commit."""
        other = self.remote.parent / "elsewhere"
        if not other.exists():
            git(self.remote.parent, "clone", "-q", str(self.remote), str(other))
        git(other, "pull", "-q", "--ff-only")
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_text(text, encoding="utf-8")
        git(other, "add", "--", name)
        git(other, "commit", "-q", "-m", f"Change {name}")
        git(other, "push", "-q", "origin", "main")
        return git(other, "rev-parse", "HEAD")


def furnished(
    folder: Path, *, sk: str = NOWHERE, eu: str = NOWHERE, steps: str = '["sk", "eu"]', more: str = ""
) -> House:
    """A checkout with settings, the tables of topics and clubs, and nothing else in it."""
    remote, checkout = folder / "remote.git", folder / "checkout"
    git(folder, "init", "-q", "--bare", "-b", "main", str(remote))
    git(folder, "clone", "-q", str(remote), str(checkout))
    git(checkout, "switch", "-q", "-c", "main")
    settings = SETTINGS.format(site_src=ROOT / "site_src", sk=sk, eu=eu, steps=steps, more=more)
    (checkout / "votewatch.toml").write_text(settings, encoding="utf-8")
    (checkout / "data").mkdir()
    for name in ("topics.toml", "parties.toml"):
        shutil.copy(ROOT / "data" / name, checkout / "data" / name)
    shutil.copy(ROOT / ".gitignore", checkout / ".gitignore")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "Begin")
    git(checkout, "push", "-q", "-u", "origin", "main")
    return House(checkout, remote)


def nightly(
    house: House, *arguments: str, code: int = 0, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A run of the program; fails unless it exits with ``code``."""
    command = [sys.executable, "-m", "votewatch", "nightly", *arguments]
    env = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", **(env or {})}
    done = subprocess.run(command, cwd=house.checkout, env=env, capture_output=True, text=True)
    assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
    return done


def report(house: House) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((house.checkout / ".state/nightly/report.json").read_text(encoding="utf-8"))
    return told
