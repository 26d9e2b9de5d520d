"""Compare our decisions with somebody else's table, column by column (``votewatch verify --against``).

Two shapes are known by their header: prints of the NR SR (``print, kind, outcome, deciding_vote_id, …``) and groups of
the EP (``decision_key, kind, deciding_vote_id, result, …``). Columns that are no facts (titles, notes) are left alone.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from votewatch.model.decision import Decision
from votewatch.model.errors import FactError
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import MajorityRule


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell in which the table and we disagree."""

    row: str
    column: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many rows were compared, how many agree per column, and every difference."""

    rows: int
    agreeing: dict[str, int]
    differences: tuple[Difference, ...]


def compare(file: Path, decisions: Sequence[Decision]) -> Agreement:
    """Compare ``file`` (CSV with a header) with ``decisions``.

    Raises FactError when the header is of neither shape, or when the table has no row.
    """
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    if not rows:
        raise FactError(f"{file}: the table has no row")
    key, columns = _shape(file, rows[0].keys())
    parliament = "sk" if key == "print" else "eu"
    ours = {d.key: d for d in decisions if d.parliament == parliament}
    agreeing = dict.fromkeys(columns, 0)
    differences = []
    for row in rows:
        decision = ours.get(row[key])
        for column, value in columns.items():
            mine = str(value(decision)) if decision else "(no such decision)"
            if mine == row[column]:
                agreeing[column] += 1
            else:
                differences.append(Difference(row[key], column, row[column], mine))
    return Agreement(len(rows), agreeing, tuple(differences))


Reader = Callable[[Decision], str]


def _shape(file: Path, header: Iterable[str]) -> tuple[str, dict[str, Reader]]:
    present = set(header)
    for key, columns in (("print", _SK), ("decision_key", _EU)):
        if key in present:
            return key, {name: reader for name, reader in columns.items() if name in present}
    raise FactError(f"{file}: expected a column 'print' or 'decision_key', found {', '.join(sorted(present))}")


def _number(roll_call: RollCall | None) -> str:
    return str(roll_call.source_id) if roll_call else ""


def _majority(decision: Decision) -> str:
    if decision.majority is None:
        return ""
    rule, base = decision.majority.rule, decision.majority.base
    if rule is MajorityRule.COMPONENT and base:
        return f"members_{base // 2 + 1}"
    if rule is MajorityRule.COMPONENT_AND_THREE_FIFTHS and base:
        return f"members_{base // 2 + 1}_and_3/5"
    return rule.value


_SK: dict[str, Reader] = {
    "kind": lambda d: d.kind,
    "outcome": lambda d: d.outcome or "",
    "deciding_vote_id": lambda d: _number(d.deciding),
    "for_means": lambda d: d.for_means.value,
    # The tables list a print's last roll call of any sort; Decision.latest is the last one on the whole item.
    "latest_vote_id": lambda d: _number(d.roll_calls[-1]),
    "n_votes": lambda d: str(len(d.roll_calls)),
}
_EU: dict[str, Reader] = {
    "kind": lambda d: d.kind,
    "deciding_vote_id": lambda d: _number(d.deciding),
    "result": lambda d: d.outcome or "",
    "for_means": lambda d: d.for_means.value,
    "majority": _majority,
    "best_vote_with_positions": lambda d: _number(d.shown),
    "best_vote_for_means": lambda d: (d.shown_for_means or d.for_means).value if d.shown else "",
}
