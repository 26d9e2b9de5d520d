"""The steps of a night one after the other: what fails is told, and stops only what needs it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from votewatch.model.errors import VoteWatchError
from votewatch.nightly.report import BREACH, FAILED, NOT_PUSHED, PARTLY, NightReport, State, Told


class Breach(VoteWatchError):
    """The record breaks a rule; nothing of it may be published."""

    code = BREACH


class NotPushed(VoteWatchError):
    """What was committed here did not reach the remote."""

    code = NOT_PUSHED


@dataclass(frozen=True, slots=True)
class Done:
    """How a step ended by itself: 0, or 1 when a part of it failed, or 2; ``off`` when there was nothing to do."""

    code: int = 0
    lines: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    off: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """``needs`` names earlier steps without which this one makes no sense; ``reads`` marks the sources."""

    name: str
    run: Callable[[], Done]
    needs: tuple[str, ...] = ()
    reads: bool = False


def run(
    steps: Sequence[Step],
    report: NightReport,
    *,
    keep: Callable[[NightReport], None],
    seconds: Callable[[], float],
    tell: Callable[[str], None] = lambda _line: None,
) -> NightReport:
    """Run ``steps`` in their order and fill ``report``; ``keep`` is called after each one, so that a kill leaves it.

    An error of a step is a line of the report, whatever it is, and the steps that need it wait for another night.
    ``seconds`` is a clock; ``tell`` is told the name of a step before it begins. Passes on KeyboardInterrupt.
    """
    failed: set[str] = set()
    for step in steps:
        tell(step.name)
        started = seconds()
        missing = [name for name in step.needs if name in failed]
        told = _waits(step, missing) if missing else _told(step)
        report.steps.append(_timed(told, seconds() - started))
        if told.state in ("failed", "waits"):
            failed.add(step.name)
        keep(report)
    report.ended = True
    keep(report)
    return report


def _waits(step: Step, missing: Sequence[str]) -> Told:
    return Told(step.name, "waits", PARTLY, (f"needs {' and '.join(missing)}",), reads=step.reads)


def _told(step: Step) -> Told:
    try:
        done = step.run()
    except VoteWatchError as error:
        code = getattr(error, "code", FAILED)
        return Told(step.name, "failed", code, tuple(str(error).splitlines()), reads=step.reads)
    except Exception as error:  # whatever it is, the other steps have their turn
        return Told(step.name, "failed", FAILED, (_unforeseen(error),), reads=step.reads)
    states: Mapping[int, State] = {0: "off" if done.off else "done", 1: "partly"}
    return Told(step.name, states.get(done.code, "failed"), done.code, done.lines, done.facts, reads=step.reads)


def _unforeseen(error: Exception) -> str:
    """Its kind and place. Not its text, which may hold what was being worked on; the system's own errors aside."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno} in {frames[-1].name}" if frames else "?"
    text = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    module = f": {error.name}" if isinstance(error, ImportError) and error.name else ""
    return f"{type(error).__name__}{text}{module} ({place})"


def _timed(told: Told, seconds: float) -> Told:
    return Told(told.name, told.state, told.code, told.lines, told.facts, seconds, told.reads)
