"""Everybody of one parliament made ready for pages: their records, their clubs by date, and the names of the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from votewatch.facts import careers
from votewatch.facts import people as facts
from votewatch.facts.histories import History
from votewatch.facts.people import Person
from votewatch.model.club import Club
from votewatch.model.decision import Decision
from votewatch.model.member import ClubSpan, Member, Membership
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament, Position
from votewatch.render.alphabet import name_order

if TYPE_CHECKING:
    from votewatch.render.member_rows import Rows
    from votewatch.render.record import Record


@dataclass(frozen=True)
class Crowd:
    """``decisions`` are those by name, oldest first, along which ``histories`` run; ``roll_calls`` all that is by name.

    ``periods`` are the source's own of the EP; the NR SR's are read off its rosters. ``club_of`` is the slug of what
    the source calls a club, and ``clubs`` are by slug. ``rows`` keeps the decisions as rows of a table, by language.
    """

    parliament: Parliament
    members: Mapping[int, Member]
    decisions: tuple[Decision, ...]
    roll_calls: tuple[RollCall, ...]
    periods: Sequence[Membership]
    club_of: Mapping[str, str]
    clubs: Mapping[str, Club]
    histories: Mapping[int, History]
    rows: dict[str, Rows] = field(default_factory=dict)

    @cached_property
    def people(self) -> dict[int, Person]:
        """The record of everybody who had a seat in a roll call by name, by id."""
        decided = [d.deciding for d in self.decisions if d.deciding is not None]
        return facts.people(decided, self.roll_calls, self.club_of, self.histories)

    @cached_property
    def spans(self) -> dict[int, tuple[ClubSpan, ...]]:
        """Clubs by date, as slugs; nobody stands here of whom the source has no period."""
        if self.parliament is Parliament.SK:
            return careers.recorded(self.roll_calls, self.club_of)
        return careers.of_periods(self.periods, self.club_of)

    @cached_property
    def last(self) -> RollCall | None:
        """The newest roll call by name."""
        return max(self.roll_calls, key=lambda r: (r.when, r.source_id), default=None)

    @cached_property
    def last_clubs(self) -> dict[int, str]:
        """The slug of the club in which each member last sat in a roll call by name."""
        return careers.last_clubs(self.roll_calls, self.club_of)

    @cached_property
    def seated(self) -> frozenset[int]:
        """Who had a seat in the newest roll call by name: the record says no more about who has one today."""
        last = self.last
        if last is None or last.roster is None:
            return frozenset()
        members = [m for _, ids in last.roster.clubs for m in ids]
        return frozenset(m for m, x in zip(members, last.positions or "", strict=True) if x != Position.NOT_A_MEMBER)

    @cached_property
    def ordered(self) -> tuple[Member, ...]:
        """Everybody with a page, in order of their last names."""
        return tuple(sorted((self.members[m] for m in self.people), key=lambda m: (name_order(m), m.id)))


def crowd(
    record: Record, parliament: Parliament, decisions: Sequence[Decision], histories: Mapping[int, History]
) -> Crowd:
    """Everybody of one parliament; ``histories`` are those of its members over ``decisions``, which are by name.

    Raises LedgerError for a club name that the table of clubs does not have.
    """
    roll_calls = tuple(r for r in record.roll_calls if r.parliament is parliament and r.positions is not None)
    periods = record.memberships.get(parliament, ()) if parliament is Parliament.EU else ()
    names = {name for r in roll_calls if r.roster for name, _ in r.roster.clubs} | {p.group for p in periods}
    return Crowd(
        parliament,
        record.members(parliament),
        tuple(decisions),
        roll_calls,
        periods,
        record.clubs.slugs(parliament, names),
        {club.slug: club for club in record.clubs.clubs if club.parliament is parliament},
        histories,
    )
