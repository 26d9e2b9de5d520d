"""The sources' own words and letters, and the one form in which we keep them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from votewatch.model.roll_call import Roster
from votewatch.model.vocabulary import Position, Result

SK_LETTERS = {
    "Z": Position.FOR, "P": Position.AGAINST, "?": Position.ABSTAINED, "N": Position.NOT_VOTING,
    "0": Position.ABSENT, "-": Position.NOT_A_MEMBER,
}  # fmt: skip
SK_RESULTS = {
    "Návrh prešiel": Result.PASSED,
    "Návrh neprešiel": Result.FAILED,
    "Parlament nebol uznášaniaschopný": Result.NO_QUORUM,
}
EU_LETTERS = {
    "FOR": Position.FOR, "AGAINST": Position.AGAINST, "ABSTENTION": Position.ABSTAINED,
    "DID_NOT_VOTE": Position.DID_NOT_VOTE,
}  # fmt: skip
EU_RESULTS = {"ADOPTED": Result.PASSED, "REJECTED": Result.FAILED}


def fold(title: str) -> str:
    """The title with each line's white space folded to single spaces and empty lines dropped."""
    lines = (" ".join(line.split()) for line in title.splitlines())
    return "\n".join(line for line in lines if line)


def align(rows: Iterable[tuple[str, int, str]]) -> tuple[Roster, str]:
    """Roster and letters of (club, member id, letter) rows in any order.

    Raises ValueError when a member stands twice.
    """
    clubs: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for club, member, letter in rows:
        clubs[club].append((member, letter))
    everyone = [member for members in clubs.values() for member, _ in members]
    if len(set(everyone)) != len(everyone):
        raise ValueError("a member stands twice")
    ordered = [(club, sorted(members)) for club, members in sorted(clubs.items())]
    roster = Roster(tuple((club, tuple(m for m, _ in members)) for club, members in ordered))
    return roster, "".join(letter for _, members in ordered for _, letter in members)
