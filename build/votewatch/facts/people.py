"""One member's record: attendance, votes on decisions, and how these compare with the clubs.

Attendance is counted over all roll calls by name, everything else over the decisions by name (facts/histories.py).
Absence has no motive in the record: it is shown and never scored (rules 19 to 22 of the method).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from votewatch.facts import histories
from votewatch.facts.histories import NOTHING, TAKEN, Agreement, History
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Position


@dataclass(frozen=True, slots=True)
class Attendance:
    """Of ``votes`` roll calls by name in which a member had a seat, from the ISO day ``first`` to ``last``.

    ``absent``: the NR SR's record says that the member was absent. ``silent``: present and did not vote.
    ``unexplained``: the EP's record names no vote of the member and does not say why. Each state is counted in one of
    the three alone.
    """

    votes: int
    absent: int
    silent: int
    unexplained: int
    first: str
    last: str

    @property
    def without_vote(self) -> int:
        """Roll calls in which the member neither voted for or against nor abstained."""
        return self.absent + self.silent + self.unexplained


@dataclass(frozen=True, slots=True)
class Differing:
    """A decision, by its place, in which a member took another position than most of the club of that day."""

    place: int
    club: str
    own: Position
    most: Position


@dataclass(frozen=True, slots=True)
class Person:
    """``letters`` has a letter for every decision. ``with_club`` compares with the club of each day, where it had a
    common position; ``differing`` names where the two were not the same. ``clubs`` compares with every club with which
    a vote was shared, in order of the clubs' names.
    """

    letters: str
    attendance: Attendance
    with_club: Agreement
    differing: tuple[Differing, ...]
    clubs: tuple[tuple[str, Agreement], ...]


def attendance(roll_calls: Iterable[RollCall]) -> dict[int, Attendance]:
    """The attendance of everybody who had a seat in one of ``roll_calls``; those without positions say nothing."""
    letters: dict[int, list[str]] = {}
    days: dict[int, tuple[str, str]] = {}
    by_name = (r for r in roll_calls if r.positions is not None and r.roster is not None)
    for _, group in groupby(by_name, key=lambda r: id(r.roster)):
        held = list(group)
        first, last = min(r.day for r in held), max(r.day for r in held)
        members = [m for _, ids in (held[0].roster.clubs if held[0].roster else ()) for m in ids]
        for member, column in zip(members, zip(*(r.positions or "" for r in held), strict=True), strict=True):
            row = "".join(column)
            if Position.NOT_A_MEMBER in row:
                seated = [r.day for r, letter in zip(held, row, strict=True) if letter != Position.NOT_A_MEMBER]
                if not seated:
                    continue
                since, until = min(seated), max(seated)
            else:
                since, until = first, last
            letters.setdefault(member, []).append(row)
            known = days.get(member, (since, until))
            days[member] = (min(known[0], since), max(known[1], until))
    return {member: _attendance("".join(rows), *days[member]) for member, rows in sorted(letters.items())}


def people(
    decided: Sequence[RollCall],
    roll_calls: Iterable[RollCall],
    club_of: Mapping[str, str],
    rows: Mapping[int, History] | None = None,
) -> dict[int, Person]:
    """Everybody who had a seat in one of ``roll_calls``, all of one parliament.

    ``decided`` are the deciding votes by name, in order, and among ``roll_calls``; ``rows`` are their histories by
    member, for who has them already. Clubs are called what ``club_of`` makes of the source's names: one that the
    source renamed is one club. Raises KeyError for a name that it lacks.
    """
    rows = histories.of_members(decided) if rows is None else rows
    clubs = _renamed(histories.of_clubs(decided), club_of)
    sat = {member: _together(places, club_of) for member, places in histories.clubs_of_members(decided).items()}
    nowhere = History.of(NOTHING * len(decided))
    return {
        member: _person(rows.get(member, nowhere), attended, clubs, sat.get(member, {}))
        for member, attended in attendance(roll_calls).items()
    }


def _renamed(clubs: Mapping[str, History], club_of: Mapping[str, str]) -> dict[str, History]:
    """Histories by what clubs are called; those of one club put together, as no roll call has it twice."""
    rows: dict[str, list[str]] = {}
    for name, history in clubs.items():
        rows.setdefault(club_of[name], []).append(history.letters)
    return {
        club: History.of("".join(max(letters, key=lambda x: x != NOTHING) for letters in zip(*held, strict=True)))
        for club, held in sorted(rows.items())
    }


def _together(places: Mapping[str, int], club_of: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, where in places.items():
        found[club_of[name]] = found.get(club_of[name], 0) | where
    return found


def _person(row: History, attended: Attendance, clubs: Mapping[str, History], sat: Mapping[str, int]) -> Person:
    differing: list[Differing] = []
    same = shared = 0
    for club, where in sat.items():
        if club not in clubs:
            continue
        for own, mine in zip(TAKEN, row.taken, strict=True):
            for most, theirs in zip(TAKEN, clubs[club].taken, strict=True):
                both = mine & theirs & where
                shared += both.bit_count()
                if own is most:
                    same += both.bit_count()
                else:
                    differing += [Differing(place, club, own, most) for place in histories.places(both)]
    compared = ((club, histories.agreement(row, theirs)) for club, theirs in clubs.items())
    return Person(
        row.letters,
        attended,
        Agreement(same, shared),
        tuple(sorted(differing, key=lambda d: d.place)),
        tuple((club, found) for club, found in compared if found.shared),
    )


def _attendance(letters: str, first: str, last: str) -> Attendance:
    count = letters.count
    return Attendance(
        votes=len(letters) - count(Position.NOT_A_MEMBER),
        absent=count(Position.ABSENT),
        silent=count(Position.NOT_VOTING),
        unexplained=count(Position.DID_NOT_VOTE),
        first=first,
        last=last,
    )
