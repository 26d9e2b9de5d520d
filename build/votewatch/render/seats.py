"""Who sat where, ready for printing: the members of a roster by club and in order of their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from votewatch.model.errors import FactError
from votewatch.model.member import Member
from votewatch.model.roll_call import RollCall, Roster

Seat = tuple[int, str, int]  # place in the letters, the name as a list item, member id


@dataclass(frozen=True, slots=True)
class ClubSeats:
    """One club of a roster; its letters are ``positions[start:end]``."""

    club: str
    start: int
    end: int
    seats: tuple[Seat, ...]


def name_order(member: Member) -> tuple[str, str, str, str]:
    """Slovak alphabetical order, near enough: letters first, their marks only between equal names."""
    last, first = member.last_name.casefold(), member.first_name.casefold()
    return _bare(last), _bare(first), last, first


class Seating:
    """Rosters made ready once each: they repeat over hundreds of roll calls."""

    def __init__(self, members: Mapping[int, Member]) -> None:
        self._members = members
        self._items: dict[int, str] = {}
        self._order: dict[int, int] = {}
        for place, member in enumerate(sorted(members.values(), key=lambda m: (name_order(m), m.id))):
            self._order[member.id] = place
            # The end tag of a list item may be left out, and 705 of them are worth leaving out.
            self._items[member.id] = f"<li>{escape(member.full_name)}"
        self._ready: dict[int, tuple[Roster, tuple[ClubSeats, ...]]] = {}

    def of(self, roll_call: RollCall) -> tuple[ClubSeats, ...]:
        """The clubs of a roll call, largest first; raises FactError for a member who is in no list."""
        roster = roll_call.roster
        if roster is None:
            return ()
        known = self._ready.get(id(roster))
        if known is None:
            known = self._ready[id(roster)] = (roster, self._seat(roster, roll_call.id))
        return known[1]

    def _seat(self, roster: Roster, roll_call: str) -> tuple[ClubSeats, ...]:
        found = []
        start = 0
        for club, members in roster.clubs:
            places = {member: start + i for i, member in enumerate(members)}
            missing = [member for member in members if member not in self._items]
            if missing:
                raise FactError(f"{roll_call}: member {missing[0]} is in no list of members")
            ordered = sorted(members, key=self._order.__getitem__)
            seats = tuple((places[m], self._items[m], m) for m in ordered)
            found.append(ClubSeats(club, start, start + len(members), seats))
            start += len(members)
        return tuple(sorted(found, key=lambda c: (-len(c.seats), c.club)))


def by_letter(club: ClubSeats, positions: str) -> dict[str, list[str]]:
    """The list items of one club, by the letter of their position."""
    found: dict[str, list[str]] = {}
    for place, item, _ in club.seats:
        letter = positions[place]
        if letter in found:
            found[letter].append(item)
        else:
            found[letter] = [item]
    return found


def names(items: list[str]) -> Markup:
    """List items ready for a page."""
    return Markup("".join(items))


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
