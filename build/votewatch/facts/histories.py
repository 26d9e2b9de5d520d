"""How members and clubs voted over a list of roll calls: one letter a roll call, and what two such rows share.

Agreement is counted over the roll calls in which both sides took a position (for, against, abstained). Absence and not
voting are no position: they are shown and never scored (rules 19 to 21 of the method).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from votewatch.facts.stances import stances
from votewatch.model.decision import Decision
from votewatch.model.roll_call import RollCall, Roster
from votewatch.model.vocabulary import Parliament, Position

NOTHING = "."  # a member who was not on the roster that day; a club without a common position
TAKEN = (Position.FOR, Position.AGAINST, Position.ABSTAINED)


class Agreement(NamedTuple):
    """``same`` of ``shared``: roll calls in which both took the same position, of those in which both took one."""

    same: int
    shared: int


@dataclass(frozen=True, slots=True)
class History:
    """One letter a roll call, in the order of the list it was made from; "." where there is nothing to say.

    ``taken`` holds, for each position of ``TAKEN``, the places of the letters that are it, as the bits of a number: two
    rows of thousands of letters are compared in a microsecond.
    """

    letters: str
    taken: tuple[int, ...]

    @classmethod
    def of(cls, letters: str) -> History:
        """The history of a row of letters."""
        return cls(letters, tuple(_places(letters, position) for position in TAKEN))


def by_name(decisions: Iterable[Decision], parliament: Parliament) -> list[Decision]:
    """The decisions of one parliament whose deciding vote has every member's position, oldest first."""
    found = [d for d in decisions if d.parliament is parliament and d.deciding and d.deciding.positions is not None]
    return sorted(found, key=_when)


def of_members(roll_calls: Sequence[RollCall]) -> dict[int, History]:
    """The history of every member who is on a roster of ``roll_calls``, all of them with positions."""
    rows: dict[int, list[str]] = {}
    filled: dict[int, int] = {}  # how many letters stand in each row: counting them anew would take seconds for the EP
    done = 0
    for _, group in groupby(roll_calls, key=lambda r: id(r.roster)):
        held = list(group)
        roster = _roster(held[0])
        columns = zip(*(r.positions or "" for r in held), strict=True)
        for member, column in zip(_members(roster), columns, strict=True):
            row = rows.setdefault(member, [])
            row.append(NOTHING * (done - filled.get(member, 0)))
            row.append("".join(column))
            filled[member] = done + len(held)
        done += len(held)
    return {member: History.of("".join(row).ljust(done, NOTHING)) for member, row in sorted(rows.items())}


def of_clubs(roll_calls: Sequence[RollCall]) -> dict[str, History]:
    """The common position of every club that ever had one, by the source's name of the club (facts/stances.py)."""
    found: dict[str, list[str]] = {}
    for place, roll_call in enumerate(roll_calls):
        for stance in stances(roll_call):
            if stance.position is not None:
                found.setdefault(stance.club, [NOTHING] * len(roll_calls))[place] = stance.position.value
    return {club: History.of("".join(letters)) for club, letters in sorted(found.items())}


def clubs_of_members(roll_calls: Sequence[RollCall]) -> dict[int, dict[str, int]]:
    """Where each member sat in each club: the places in ``roll_calls``, as the bits of a number."""
    found: dict[int, dict[str, int]] = {}
    done = 0
    for _, group in groupby(roll_calls, key=lambda r: id(r.roster)):
        held = list(group)
        bits = ((1 << len(held)) - 1) << done
        for club, members in _roster(held[0]).clubs:
            for member in members:
                places = found.setdefault(member, {})
                places[club] = places.get(club, 0) | bits
        done += len(held)
    return found


def agreement(one: History, other: History) -> Agreement:
    """How often two rows over the same roll calls took the same position."""
    same = sum((a & b).bit_count() for a, b in zip(one.taken, other.taken, strict=True))
    return Agreement(same, (_any(one) & _any(other)).bit_count())


def differing(one: History, other: History) -> list[int]:
    """The places where both took a position, and not the same one."""
    same = 0
    for a, b in zip(one.taken, other.taken, strict=True):
        same |= a & b
    return places((_any(one) & _any(other)) & ~same)


def agreeing(one: History, other: History) -> list[int]:
    """The places where both took the same position."""
    same = 0
    for a, b in zip(one.taken, other.taken, strict=True):
        same |= a & b
    return places(same)


def in_club(clubs: Mapping[str, History], sat: Mapping[str, int], count: int) -> History:
    """The common position of the club that a member sat in on the day of each of ``count`` roll calls."""
    taken = [0] * len(TAKEN)
    for club, where in sat.items():
        if club in clubs:
            taken = [bits | (part & where) for bits, part in zip(taken, clubs[club].taken, strict=True)]
    letters = [NOTHING] * count
    for position, bits in zip(TAKEN, taken, strict=True):
        for place in places(bits):
            letters[place] = position.value
    return History("".join(letters), tuple(taken))


def places(bits: int) -> list[int]:
    """The places that a number of bits names, ascending."""
    text, found = f"{bits:b}"[::-1], []
    place = text.find("1")
    while place >= 0:
        found.append(place)
        place = text.find("1", place + 1)
    return found


def _when(decision: Decision) -> tuple[str, int]:
    vote = decision.deciding or decision.latest
    return vote.when, vote.source_id


def _roster(roll_call: RollCall) -> Roster:
    if roll_call.roster is None:
        raise ValueError(f"{roll_call.id}: has no roster, so that nobody's position is known")
    return roll_call.roster


def _members(roster: Roster) -> list[int]:
    return [member for _, members in roster.clubs for member in members]


def _places(letters: str, position: Position) -> int:
    """Bit i is set where letter i is ``position``."""
    ones = bytearray(b"0" * 256)
    ones[ord(position.value)] = ord("1")
    return int(letters[::-1].encode("ascii").translate(ones), 2) if letters else 0


def _any(history: History) -> int:
    found = 0
    for bits in history.taken:
        found |= bits
    return found
