"""How far the record is complete, as far as it can tell by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament

# The tenth European Parliament met for the first time on this day: https://www.europarl.europa.eu
TENTH_TERM = "2024-07-16"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one parliament's roll calls; days are ISO, "" where there is none.

    ``gaps`` (NR SR) is how many numbers are missing between 1 and the last number of each meeting: the record does not
    say whether those votes were secret, annulled or never held. ``late`` (EP) counts roll calls since July 2024, of
    which the record holds few. ``read`` is the last day on which one of them was taken in with a new content.
    """

    votes: int
    named: int
    first: str
    last: str
    read: str
    gaps: int | None
    late: int | None


def coverage(roll_calls: Iterable[RollCall], parliament: Parliament) -> Coverage:
    """What the record holds of one parliament."""
    mine = [r for r in roll_calls if r.parliament is parliament]
    days = [r.day for r in mine]
    sk = parliament is Parliament.SK
    return Coverage(
        votes=len(mine),
        named=sum(1 for r in mine if r.positions is not None),
        first=min(days, default=""),
        last=max(days, default=""),
        read=max((r.read for r in mine), default=""),
        gaps=_gaps(mine) if sk else None,
        late=None if sk else sum(1 for day in days if day >= TENTH_TERM),
    )


def _gaps(roll_calls: Iterable[RollCall]) -> int:
    meetings: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    for r in roll_calls:
        if r.number is not None:
            meetings[r.term, r.meeting].add(r.number)
    return sum(max(numbers) - len(numbers) for numbers in meetings.values())
