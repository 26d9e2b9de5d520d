"""How often two clubs of one parliament took the same position, and how often a club had one at all.

Counted over a list of decisions, each by the stances on its deciding vote. A pair is counted where both clubs had a
common position ("all" or "most" of those who pressed); nothing else is counted in, and nothing is weighted (rules 18
and 21). Members without a club have neither position nor agreement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from votewatch.facts.histories import NOTHING, Agreement, History, agreement
from votewatch.model.decision import Stance
from votewatch.model.vocabulary import StanceKind

MIN_SHARED = 10  # under this many nothing is said as a share: rule 21


class Cohesion(NamedTuple):
    """On how many decisions a club's members voted alike, by the word for it; the five add up to all it sat in."""

    all: int
    most: int
    split: int
    no_common_position: int
    most_did_not_vote: int

    @property
    def total(self) -> int:
        """The decisions on which the club had members."""
        return sum(self)

    @property
    def with_position(self) -> int:
        """Those on which it had a common position."""
        return self.all + self.most


@dataclass(frozen=True, slots=True)
class ClubOver:
    """One club over a list of decisions: its stance on each (None where it had no members), and its positions.

    ``cohesion`` is None for members who belong to no club.
    """

    stances: tuple[Stance | None, ...]
    history: History
    cohesion: Cohesion | None


def over(votes: Sequence[Sequence[Stance]], club_of: Mapping[str, str]) -> dict[str, ClubOver]:
    """Every club over ``votes`` (the stances on each decision), by what ``club_of`` calls the source's name.

    A club that the source renamed is one club. Raises ValueError when two names on one vote are the same club.
    """
    found: dict[str, list[Stance | None]] = {}
    for place, on_one in enumerate(votes):
        for stance in on_one:
            row = found.setdefault(club_of[stance.club], [None] * len(votes))
            if row[place] is not None:
                raise ValueError(f"{stance.club!r} is on one vote twice")
            row[place] = stance
    return {club: _club(row) for club, row in sorted(found.items())}


def pairs(clubs: Mapping[str, ClubOver]) -> dict[tuple[str, str], Agreement]:
    """The agreement of every two clubs that are clubs, each pair under both orders."""
    found = {}
    for one, other in combinations([name for name, club in clubs.items() if club.cohesion is not None], 2):
        found[one, other] = found[other, one] = agreement(clubs[one].history, clubs[other].history)
    return found


def percent(part: int, whole: int) -> int | None:
    """``part`` of ``whole`` in whole percent, halves up; None under 10 of the whole.

    0 and 100 also stand for a little and for nearly all: whoever says them compares ``part`` with ``whole``.
    """
    return (200 * part + whole) // (2 * whole) if whole >= MIN_SHARED else None


def _club(row: Sequence[Stance | None]) -> ClubOver:
    letters = "".join(stance.position.value if stance and stance.position else NOTHING for stance in row)
    kinds = [stance.kind for stance in row if stance]
    alone = StanceKind.UNAFFILIATED in kinds
    counted = Cohesion(
        kinds.count(StanceKind.ALL),
        kinds.count(StanceKind.MOST),
        kinds.count(StanceKind.SPLIT),
        kinds.count(StanceKind.NO_COMMON_POSITION),
        kinds.count(StanceKind.MOST_DID_NOT_VOTE),
    )
    return ClubOver(tuple(row), History.of(letters), None if alone else counted)
