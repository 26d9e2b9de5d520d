"""The way out of a night over a house of a test's own, with a hand on every git command."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.nightly.house import House
from votewatch.nightly.checkout import checkout_of
from votewatch.nightly.git import Git
from votewatch.nightly.night import Done
from votewatch.nightly.publishing import Publishing
from votewatch.settings import Nightly, Paths, Settings

ENV = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_COMMITTER_NAME": "t",
    "GIT_COMMITTER_EMAIL": "t@example.org",
}
WHEN = "2026-01-31T03:00:00+01:00"
VOTE = '{"file":"sk/9/1"}\n{"id":"sk:9:v%d"}\n'


@dataclass
class World:
    """A house, the files of a night in it, and the way out with a hand on every git command."""

    house: House
    before: Callable[[Sequence[str]], None] = lambda _command: None
    commands: list[str] = field(default_factory=list)

    def run(self, command: Sequence[str], given: bytes, env: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
        self.commands.append(" ".join(command))
        self.before(command)
        return subprocess.run(command, input=given, env=dict(env), capture_output=True, check=False)

    def write(self, name: str, text: str) -> None:
        path = self.house.checkout / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def publishing(self, **nightly: object) -> Publishing:
        folder = self.house.checkout
        settings = Settings(
            paths=Paths(data=folder / "data", public=folder / "public"),
            nightly=Nightly(state=folder / ".state/nightly", site_commits=3, **nightly),  # type: ignore[arg-type]
        )
        public = folder / "public"
        files = sorted(p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file())
        checkout = checkout_of(folder / "data", ENV, Git(folder / "data", ENV, self.run))
        return Publishing(settings, checkout, lambda: files or None, WHEN, 1.8e9)

    def night(self, **nightly: object) -> tuple[Done, Done, Done]:
        out = self.publishing(**nightly)
        return out.commit(), out.push(), out.publish_site()
