"""A night that ends itself by SIGKILL: before the N-th step, or before the N-th git command.

``python -m tests.nightly.killed steps N`` and ``… git N``, in a checkout with votewatch.toml. With an N beyond the
last it comes to its end, and prints how many there are.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from votewatch.nightly import night
from votewatch.nightly.checkout import Checkout, checkout_of
from votewatch.nightly.git import Git
from votewatch.nightly.lock import only_one
from votewatch.nightly.night import Done, Step
from votewatch.nightly.publishing import Publishing
from votewatch.nightly.report import NightReport
from votewatch.settings import Settings, load

NOW = dt.datetime(2026, 1, 31, 3, 0, tzinfo=dt.UTC)


def end_here() -> Done:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


class Counted:
    """Carries out git commands, and ends the process before the one with the number ``last``."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.count = 0

    def __call__(
        self, command: Sequence[str], given: bytes, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        if self.count == self.last:
            end_here()
        self.count += 1
        return subprocess.run(command, input=given, env=dict(env), capture_output=True, check=False)


def publishing_steps(settings: Settings, checkout: Checkout) -> list[Step]:
    """The way out alone: public/ as it stands is the build."""
    public = settings.paths.public
    files = sorted(path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file())
    out = Publishing(settings, checkout, lambda: files, NOW.isoformat(), NOW.timestamp() + 10**9)
    return [Step("commit", out.commit), Step("push", out.push, ("commit",)), Step("site", out.publish_site, ("push",))]


def all_steps(settings: Settings, checkout: Checkout) -> list[Step]:
    from votewatch.llm import validate
    from votewatch.llm.ask import through_litellm
    from votewatch.llm.tasks import HouseRules
    from votewatch.nightly.table import Tonight, table

    environment = dict(os.environ)
    return table(Tonight(settings, checkout, NOW, through_litellm, HouseRules(validate), environment=environment))


def main(way: str, number: int) -> int:
    settings = load(Path("votewatch.toml").resolve(), {}).settings
    counted = Counted(number if way == "git" else -1)
    environment = dict(os.environ)
    checkout = checkout_of(settings.paths.data, environment, Git(settings.paths.data, environment, counted))
    steps = publishing_steps(settings, checkout) if way == "git" else all_steps(settings, checkout)
    count = len(steps)
    if way == "steps":
        steps.insert(number, Step("kill", end_here))
        steps = steps if number <= count else steps[:-1]
    state = settings.nightly.state
    with only_one(state):
        report = night.run(
            steps, NightReport(NOW.date().isoformat()), keep=lambda told: told.save(state), seconds=time.monotonic
        )
    print("\n".join(report.lines()))
    print(counted.count if way == "git" else count)
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
