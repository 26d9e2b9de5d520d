"""How much of what the market asks for the owner can prove. Pure; exact fractions, no rounding.

A skill weighs as many firms as name it; one that fewer than ``least`` firms name does not count. Of its weight a skill
brings all when it is proven (with at least one artifact), half when it is claimed, and nothing otherwise: what is in
demand and not in the registry counts fully against the score. An ignored skill is left out of both sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from votewatch.model.skill import Asked, Entry, Importance, State

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Demand:
    """Who asks for a skill: distinct firms, those of them that call it a must, and postings."""

    skill: str
    firms: int
    must_firms: int
    postings: int

    @property
    def must_share(self) -> Fraction:
        """The part of the firms that call it a must."""
        return Fraction(self.must_firms, self.firms)


@dataclass(frozen=True, slots=True)
class Line:
    """One skill in demand. ``state`` None is unreviewed: the registry does not have it.

    ``contribution`` is what it adds to the score, ``gain`` what proving it would add to that; both are parts of 1,
    and 0 for a skill that does not count.
    """

    demand: Demand
    state: State | None
    artifacts: tuple[str, ...]
    counts: bool
    contribution: Fraction
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Coverage:
    """The score (None when nothing counts) and every skill in demand, most wanted first.

    ``invisible`` are the lines that are claimed and shown by nothing, by what an artifact would add.
    """

    score: Fraction | None
    lines: tuple[Line, ...]
    invisible: tuple[Line, ...]


def demand(asked: Iterable[Asked], firms: Mapping[str, str]) -> dict[str, Demand]:
    """Demand by skill. ``firms`` is posting id -> key of its firm; rows of other postings do not count.

    A firm counts once for a skill, however many of its postings name it, and as a must when one of them says so.
    """
    by_skill: dict[str, dict[str, bool]] = defaultdict(dict)
    postings: dict[str, set[str]] = defaultdict(set)
    for row in asked:
        if (firm := firms.get(row.job)) is None:
            continue
        must = row.importance is Importance.MUST
        by_skill[row.skill][firm] = by_skill[row.skill].get(firm, False) or must
        postings[row.skill].add(row.job)
    return {
        skill: Demand(skill, len(musts), sum(musts.values()), len(postings[skill])) for skill, musts in by_skill.items()
    }


def shown_state(entry: Entry | None) -> State | None:
    """The state that counts: proven without an artifact is claimed."""
    if entry is not None and entry.state is State.PROVEN and not entry.artifacts:
        return State.CLAIMED
    return entry.state if entry is not None else None


def credit(entry: Entry | None) -> Fraction:
    """The part of a skill's weight that counts for the owner."""
    match shown_state(entry):
        case State.PROVEN:
            return Fraction(1)
        case State.CLAIMED:
            return HALF
        case _:
            return Fraction(0)


def cover(demands: Mapping[str, Demand], registry: Mapping[str, Entry], least: int) -> Coverage:
    """The score over the skills that at least ``least`` firms name."""

    def counted(one: Demand) -> bool:
        return one.firms >= least and shown_state(registry.get(one.skill)) is not State.IGNORED

    total = sum(one.firms for one in demands.values() if counted(one))
    lines: list[Line] = []
    for one in sorted(demands.values(), key=lambda d: (-d.firms, d.skill)):
        entry, counts = registry.get(one.skill), counted(one)
        share = Fraction(one.firms, total) if counts else Fraction(0)
        part = share * credit(entry)
        lines.append(Line(one, shown_state(entry), entry.artifacts if entry else (), counts, part, share - part))
    unseen = [line for line in lines if line.state is State.CLAIMED and not line.artifacts and line.counts]
    return Coverage(
        score=sum((line.contribution for line in lines), Fraction(0)) if total else None,
        lines=tuple(lines),
        invisible=tuple(sorted(unseen, key=lambda line: (-line.gain, line.demand.skill))),
    )
