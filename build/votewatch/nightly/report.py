"""What a night did, step by step: as JSON for machines, as lines for people, as an exit status."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from votewatch.ledger.atomic import write_text

# done; partly: something in it failed; failed; waits: a step that it needs failed; off: nothing to do by the settings.
State = Literal["done", "partly", "failed", "waits", "off"]
PARTLY, FAILED, BREACH, NOT_PUSHED = 1, 2, 3, 4
MARKS: Mapping[State, str] = {"done": "ok", "partly": "PARTLY", "failed": "FAILED", "waits": "not run", "off": "off"}


@dataclass(frozen=True, slots=True)
class Told:
    """One step: ``code`` is 0, 1 partly, 2 failed, 3 the record breaks a rule, 4 not pushed; ``lines`` are for people.

    ``reads`` says that the step reads the record from outside. ``facts`` are plain values for machines.
    """

    name: str
    state: State
    code: int
    lines: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    reads: bool = False


@dataclass(slots=True)
class NightReport:
    """The night of one ISO ``day``, with the steps that it came to by now; ``ended`` once all had their turn."""

    day: str
    dry_run: bool = False
    ended: bool = False
    steps: list[Told] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all done; 1 something failed, the rest is published; 2 nothing could be read or committed;
        3 the record breaks a rule, nothing is published; 4 committed here, not pushed."""
        codes = {step.name: step.code for step in self.steps}
        worst = max(codes.values(), default=0)
        if BREACH in codes.values():
            return BREACH
        if worst > FAILED:
            return worst
        reading = [step.code for step in self.steps if step.reads]
        if codes.get("commit") == FAILED or (reading and min(reading) == FAILED):
            return FAILED
        return min(worst, PARTLY)

    def as_json(self) -> dict[str, Any]:
        """The night as plain values."""
        return {
            "day": self.day,
            "dry_run": self.dry_run,
            "ended": self.ended,
            "exit_code": self.exit_code,
            "seconds": round(sum(step.seconds for step in self.steps), 1),
            "steps": [{**asdict(step), "seconds": round(step.seconds, 1)} for step in self.steps],
        }

    def lines(self) -> list[str]:
        """A line for each step, what it said below it, and how it ended."""
        out = [f"nightly of {self.day}" + (": a dry run, nothing is committed or sent" if self.dry_run else "")]
        for step in self.steps:
            out.append(f"{step.name:8} {MARKS[step.state]:8} {step.seconds:6.0f} s")
            out += [f"    {line}" for line in step.lines]
        return [*out, ENDS[self.exit_code]]

    def save(self, folder: Path) -> None:
        """Put the report into ``folder`` as report.json and report.txt."""
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n"
        write_text(folder / "report.json", text)
        write_text(folder / "report.txt", "\n".join(self.lines()) + "\n")


ENDS = {
    0: "all done",
    PARTLY: "something failed; the rest was done",
    FAILED: "nothing could be read, or nothing could be committed",
    BREACH: "the record breaks a rule: nothing was published",
    NOT_PUSHED: "committed here, not pushed: nothing is lost, see above",
}
