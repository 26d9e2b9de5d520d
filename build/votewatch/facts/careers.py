"""Which club a member belonged to, and from when to when.

Every function takes ``club_of``, which calls each of the source's names what the caller calls the club: a club that the
source renamed is one club. A name that it lacks raises KeyError.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from votewatch.facts.stances import UNAFFILIATED
from votewatch.model.member import ClubSpan, Membership
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Position


def recorded(roll_calls: Iterable[RollCall], club_of: Mapping[str, str]) -> dict[int, tuple[ClubSpan, ...]]:
    """The spans of every member as the rosters of ``roll_calls`` show them, oldest first.

    Both ends are days of recorded votes: a change of club lies between one span's end and the next one's start. A day
    counts with the last roll call that has the member on its roster, because within a day the record gives no reliable
    order; a seat not sworn in is not on the roster. A day of votes without the member ends the span.
    """
    by_name = sorted((r for r in roll_calls if r.positions is not None), key=lambda r: (r.when, r.source_id))
    found: dict[int, list[tuple[int, ClubSpan]]] = {}  # with the place of the span's last day among the days
    for place, (day, held) in enumerate(groupby(by_name, key=lambda r: r.day)):
        for member, club in _of_day(list(held), club_of).items():
            spans = found.setdefault(member, [])
            if spans and spans[-1][0] == place - 1 and spans[-1][1].club == club:
                spans[-1] = (place, ClubSpan(club, spans[-1][1].start, day))
            else:
                spans.append((place, ClubSpan(club, day, day)))
    return {member: tuple(span for _, span in spans) for member, spans in sorted(found.items())}


def of_periods(memberships: Iterable[Membership], club_of: Mapping[str, str]) -> dict[int, tuple[ClubSpan, ...]]:
    """The spans of every member by the source's own periods, oldest first.

    Periods of one club that follow each other without a day between them are one span: the source begins a new one
    with each term and each change of national party.
    """
    found: dict[int, list[ClubSpan]] = {}
    for period in sorted(memberships, key=lambda m: m.start):
        spans, club = found.setdefault(period.member, []), club_of[period.group]
        last = spans[-1] if spans else None
        if last and last.club == club and last.end is not None and period.start <= _day_after(last.end):
            spans[-1] = ClubSpan(club, last.start, period.end)
        else:
            spans.append(ClubSpan(club, period.start, period.end))
    return {member: tuple(spans) for member, spans in sorted(found.items())}


def last_clubs(roll_calls: Iterable[RollCall], club_of: Mapping[str, str]) -> dict[int, str]:
    """The club in which each member was last recorded; a seat not sworn in is no record."""
    found: dict[int, str] = {}
    seen: set[int] = set()
    for roll_call in sorted(roll_calls, key=lambda r: (r.when, r.source_id), reverse=True):
        roster, letters = roll_call.roster, roll_call.positions or ""
        # The same people in the same clubs as in a later vote: nothing new, unless somebody was sworn in between.
        if roster is None or (id(roster) in seen and Position.NOT_A_MEMBER not in letters):
            continue
        if Position.NOT_A_MEMBER not in letters:
            seen.add(id(roster))
        start = 0
        for club, members in roster.clubs:
            for letter, member in zip(letters[start : start + len(members)], members, strict=True):
                if letter != Position.NOT_A_MEMBER:
                    found.setdefault(member, club_of[club])
            start += len(members)
    return found


def _of_day(roll_calls: Sequence[RollCall], club_of: Mapping[str, str]) -> dict[int, str | None]:
    """The club of everybody who had a seat on one day; None for all where the record names no club."""
    known = any(club not in UNAFFILIATED for r in roll_calls if r.roster for club, _ in r.roster.clubs)
    return {member: club if known else None for member, club in last_clubs(roll_calls, club_of).items()}


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
