"""The slow twin of agreement: two clubs, one roll call at a time, from the letters of every member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tests.facts.twins.stances import twin
from votewatch.model.roll_call import RollCall

Row = dict[str, tuple[str, str | None]]


def twin_rows(roll_calls: Sequence[RollCall]) -> list[Row]:
    """Per roll call: (word, position) of each club by the source's name."""
    return [{club: (word, position) for club, (word, position, _) in twin(r).items()} for r in roll_calls]


def twin_pair(rows: Sequence[Row], one: str, other: str) -> tuple[int, int]:
    """(same, shared): roll calls on which both clubs had a position, and on how many it was the same."""
    same = shared = 0
    for row in rows:
        if one in row and other in row and row[one][1] is not None and row[other][1] is not None:
            shared += 1
            if row[one][1] == row[other][1]:
                same += 1
    return same, shared


def twin_words(rows: Sequence[Row], club: str) -> Counter[str]:
    """How often each word was said of the club."""
    return Counter(row[club][0] for row in rows if club in row)
