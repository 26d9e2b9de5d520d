"""Who sat where, ready for printing: the members of a roster by club and in order of their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from votewatch.model.errors import FactError
from votewatch.model.member import Member
from votewatch.model.roll_call import RollCall, Roster
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import member_path
from votewatch.render.alphabet import name_order

SLOVAKIA = "SVK"
Seat = tuple[int, str, int]  # place in the letters, the name as a list item, member id


@dataclass(frozen=True, slots=True)
class ClubSeats:
    """One club of a roster; its letters are ``positions[start:end]``."""

    club: str
    start: int
    end: int
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Votes:
    """The members of one club who took one position, as list items."""

    letter: str
    items: Markup
    count: int


@dataclass(frozen=True, slots=True)
class Chamber:
    """One roster, largest club first; ``slovak`` are the members from Slovakia, in order of their last names."""

    clubs: tuple[ClubSeats, ...]
    slovak: ClubSeats


class Seating:
    """Rosters made ready once each: they repeat over hundreds of roll calls."""

    def __init__(self, parliament: Parliament, members: Mapping[int, Member]) -> None:
        self._members = members
        self._items: dict[int, str] = {}
        self._order: dict[int, int] = {}
        for place, member in enumerate(sorted(members.values(), key=lambda m: (name_order(m), m.id))):
            self._order[member.id] = place
            # The end tag of a list item may be left out, and 705 of them are worth leaving out.
            self._items[member.id] = f"<li>{_name(parliament, member)}"
        self._ready: dict[int, tuple[Roster, Chamber]] = {}
        self._last: tuple[str, tuple[tuple[Votes, ...], ...]] = ("", ())

    def of(self, roll_call: RollCall) -> Chamber:
        """Who could vote; raises FactError for a member who is in no list."""
        roster = roll_call.roster
        if roster is None:
            return Chamber((), ClubSeats("", 0, 0, ()))
        known = self._ready.get(id(roster))
        if known is None:
            known = self._ready[id(roster)] = (roster, self._seat(roster, roll_call.id))
        return known[1]

    def names(self, roll_call: RollCall) -> tuple[tuple[Votes, ...], ...]:
        """Per club of the chamber, and then for the Slovak members: list items by position, in the positions' order.

        The last answer is kept, because every page is made in two languages and names have none.
        """
        if self._last[0] != roll_call.id:
            chamber = self.of(roll_call)
            groups = (*chamber.clubs, chamber.slovak)
            self._last = (roll_call.id, tuple(by_letter(club, roll_call.positions or "") for club in groups))
        return self._last[1]

    def _seat(self, roster: Roster, roll_call: str) -> Chamber:
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
        slovak = [seat for club in found for seat in club.seats if self._members[seat[2]].country == SLOVAKIA]
        slovak.sort(key=lambda seat: self._order[seat[2]])
        clubs = tuple(sorted(found, key=lambda c: (-len(c.seats), c.club)))
        return Chamber(clubs, ClubSeats("", 0, 0, tuple(slovak)))


def _name(parliament: Parliament, member: Member) -> str:
    """The name, with a link to the member's page for the NR SR and the Slovak members of the EP.

    Links from all 705 names of the EP would make its pages larger by 24 kB each, 163 MB in all. The address is
    relative, so that both languages print the same: pages with names stand two folders below their language.
    """
    name = escape(member.full_name)
    if parliament is Parliament.EU and member.country != SLOVAKIA:
        return name
    return f'<a href="../../{member_path(parliament, member.id)}">{name}</a>'


# The order in which a page shows the positions; a seat not sworn in is none of them.
_ORDER = ("F", "A", "B", "N", "0", "D")


def by_letter(club: ClubSeats, positions: str) -> tuple[Votes, ...]:
    """The members of one club by position, those positions that somebody took."""
    found: dict[str, list[str]] = {}
    for place, item, _ in club.seats:
        letter = positions[place]
        if letter in found:
            found[letter].append(item)
        else:
            found[letter] = [item]
    return tuple(Votes(x, Markup("".join(found[x])), len(found[x])) for x in _ORDER if x in found)
