"""The order of a night: what a failing step costs, what is told of it, and how the process ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from votewatch.model.errors import SourceError, VoteWatchError
from votewatch.nightly.lock import Busy, only_one
from votewatch.nightly.night import Breach, Done, NotPushed, Step, run
from votewatch.nightly.report import NightReport, Told


def raising(error: BaseException) -> Callable[[], Done]:
    def step() -> Done:
        raise error

    return step


def night(*steps: Step, kept: list[int] | None = None) -> NightReport:
    clock = count()

    def keep(report: NightReport) -> None:
        if kept is not None:
            kept.append(len(report.steps))

    return run(steps, NightReport("2026-01-31"), keep=keep, seconds=lambda: float(next(clock)))


def states(report: NightReport) -> dict[str, str]:
    return {step.name: step.state for step in report.steps}


AWAY = SourceError("answers nothing", subject="index", url="http://127.0.0.1/")
DEAD = raising(AWAY)


def test_a_failing_step_stops_what_needs_it_and_nothing_else() -> None:
    report = night(
        Step("sk", DEAD, reads=True),
        Step("eu", Done, reads=True),
        Step("explain", raising(RuntimeError("key s3cret"))),
        Step("build", Done),
        Step("site", Done, ("build", "explain")),
        Step("after", Done, ("site",)),
    )
    assert states(report) == {
        "sk": "failed", "eu": "done", "explain": "failed", "build": "done", "site": "waits", "after": "waits",
    }  # fmt: skip
    assert report.exit_code == 1
    assert "    needs explain" in report.lines()


def test_an_error_nobody_foresaw_is_told_by_kind_and_place_without_its_words() -> None:
    (step,) = night(Step("explain", raising(RuntimeError("key s3cret")))).steps
    assert step.lines[0].startswith("RuntimeError (test_night.py:")
    assert "s3cret" not in json.dumps(NightReport("2026-01-31", steps=[step]).as_json())


def test_an_error_of_the_system_says_what_the_system_says() -> None:
    (step,) = night(Step("build", raising(OSError(28, "No space left on device")))).steps
    assert "No space left on device" in step.lines[0]


def test_who_stops_a_night_stops_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        night(Step("sk", raising(KeyboardInterrupt())))


def test_the_report_is_kept_after_every_step() -> None:
    kept: list[int] = []
    night(Step("a", Done), Step("b", DEAD), Step("c", Done, ("b",)), kept=kept)
    assert kept == [1, 2, 3, 3]


SK, EU = Step("sk", DEAD, reads=True), Step("eu", DEAD, reads=True)
COMMIT = Step("commit", Done)


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([Step("sk", Done, reads=True), COMMIT], 0),
        ([Step("sk", Done, reads=True), Step("digest", lambda: Done(off=True)), COMMIT], 0),
        ([Step("sk", lambda: Done(1), reads=True), COMMIT], 1),
        ([SK, Step("eu", Done, reads=True), COMMIT], 1),
        ([SK, EU, COMMIT], 2),
        ([Step("sk", Done, reads=True), Step("commit", raising(VoteWatchError("no")))], 2),
        ([Step("sk", Done, reads=True), Step("build", raising(VoteWatchError("no"))), COMMIT], 1),
        ([SK, Step("verify", raising(Breach("sk:9:v1: wrong"))), Step("commit", Done, ("verify",))], 3),
        ([SK, EU, COMMIT, Step("push", raising(NotPushed("main: conflict")))], 4),
    ],
)
def test_the_exit_status_says_how_the_night_was(steps: list[Step], code: int) -> None:
    assert night(*steps).exit_code == code


def test_the_report_is_written_for_machines_and_for_people(tmp_path: Path) -> None:
    report = NightReport("2026-01-31", steps=[Told("sk", "partly", 1, ("read 6",), {"new": 6}, 2.04, True)])
    report.save(tmp_path)
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (told["exit_code"], told["ended"], told["steps"][0]["facts"]) == (1, False, {"new": 6})
    assert (tmp_path / "report.txt").read_text(encoding="utf-8").splitlines() == [
        "nightly of 2026-01-31",
        "sk       PARTLY        2 s",
        "    read 6",
        "something failed; the rest was done",
    ]


def test_the_lock_is_one_persons_at_a_time_and_free_again_afterwards(tmp_path: Path) -> None:
    with (
        only_one(tmp_path),
        pytest.raises(Busy, match=r"another nightly is at work \(process \d+, "),
        only_one(tmp_path),
    ):
        pass
    with only_one(tmp_path):
        pass
