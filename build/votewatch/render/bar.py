"""The result bar: numbers for an SVG, which needs no style of its own."""

from __future__ import annotations

from dataclasses import dataclass

from votewatch.model.decision import Stance
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament, Position

SK_SEATS = 150
LETTERS = {
    Parliament.SK: (Position.FOR, Position.AGAINST, Position.ABSTAINED, Position.NOT_VOTING, Position.ABSENT),
    Parliament.EU: (Position.FOR, Position.AGAINST, Position.ABSTAINED, Position.DID_NOT_VOTE),
}
NAMES = {
    Position.FOR: "for",
    Position.AGAINST: "against",
    Position.ABSTAINED: "abstained",
    Position.NOT_VOTING: "not-voting",
    Position.ABSENT: "absent",
    Position.DID_NOT_VOTE: "did-not-vote",
    Position.NOT_A_MEMBER: "not-a-member",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bar, in units of members; ``letter`` is the position's."""

    letter: str
    name: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """``total`` is the width of the view box; ``needed`` where the tick stands, if anywhere."""

    total: int
    parts: tuple[Part, ...]
    needed: int | None = None


def counts_of(roll_call: RollCall) -> dict[Position, int]:
    """How many members took each position. Those not present are counted from the names, or from the 150 seats.

    The printed number of absent members is wrong on many pages of the NR SR and is never used.
    """
    totals = roll_call.totals
    if totals is None:
        return {}
    counts = {
        Position.FOR: totals.for_,
        Position.AGAINST: totals.against,
        Position.ABSTAINED: totals.abstained,
    }
    positions = roll_call.positions
    if roll_call.parliament is Parliament.SK:
        counts[Position.NOT_VOTING] = totals.not_voting or 0
        absent = positions.count(Position.ABSENT) if positions is not None else max(0, SK_SEATS - totals.present)
        counts[Position.ABSENT] = absent
    elif positions is not None:
        counts[Position.DID_NOT_VOTE] = positions.count(Position.DID_NOT_VOTE)
    return counts


def bar(counts: dict[Position, int], needed: int | None = None) -> Bar:
    """The bar of these counts, in the order of the positions."""
    parts = []
    x = 0
    for position, count in counts.items():
        if count:
            parts.append(Part(position.value, NAMES[position], x, count))
            x += count
    return Bar(max(x, 1), tuple(parts), needed if needed is not None and 0 < needed <= x else None)


def stance_bar(stance: Stance, parliament: Parliament) -> Bar:
    """The bar of one club."""
    counts = {Position.FOR: stance.for_, Position.AGAINST: stance.against, Position.ABSTAINED: stance.abstained}
    if parliament is Parliament.SK:
        counts |= {Position.NOT_VOTING: stance.not_voting, Position.ABSENT: stance.absent}
    else:
        counts |= {Position.DID_NOT_VOTE: stance.absent}
    return bar(counts)
