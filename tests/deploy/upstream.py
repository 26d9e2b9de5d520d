"""A repository with a branch `site`, as the nightly run pushes to it, and git-sync.sh beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.deploy.processes import ROOT

SCRIPT = ROOT / "deploy" / "git-sync.sh"
NOBODY = {
    name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "VOTEWATCH_", "POLL_API_"))
} | {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    **{f"GIT_{who}_{what}": "nightly@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


class Upstream:
    """A bare repository in ``folder``/site.git, and a work tree from which commits go into it."""

    def __init__(self, folder: Path) -> None:
        self.bare, self.work = folder / "site.git", folder / "work"
        self.address = f"file://{self.bare}"
        self.git("init", "--quiet", "--bare", "--initial-branch=site", str(self.bare), at=folder)
        self.git("init", "--quiet", "--initial-branch=site", str(self.work), at=folder)

    def git(self, *arguments: str, at: Path | None = None) -> str:
        done = subprocess.run(["git", *arguments], cwd=at or self.work, env=NOBODY, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def push(self, files: Mapping[str, str]) -> str:
        """Commit ``files`` as all that there is, and push; the commit."""
        for path in self.work.iterdir():
            if path.name != ".git":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name, content in files.items():
            (self.work / name).parent.mkdir(parents=True, exist_ok=True)
            (self.work / name).write_text(content, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "site")
        self.git("push", "--quiet", "--force", self.address, "HEAD:refs/heads/site")
        return self.git("rev-parse", "HEAD")

    def forget_history(self) -> None:
        """Let the next commit be one without a parent, as the nightly run does from time to time."""
        self.git("checkout", "--quiet", "--orphan", f"cut-{len(list(self.work.parent.iterdir()))}")


def settings_of_sync(address: str, root: Path, **more: str) -> dict[str, str]:
    """The environment of a git-sync.sh that keeps ``root`` at what is at ``address``."""
    given = NOBODY | {"GIT_SYNC_REPO": address, "GIT_SYNC_ROOT": str(root)}
    return given | {f"GIT_SYNC_{name}": value for name, value in more.items()}


def sync(upstream: Upstream, root: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """One look of git-sync.sh."""
    given = settings_of_sync(upstream.address, root, **more)
    return subprocess.run(["sh", str(SCRIPT)], env=given, capture_output=True, text=True)
