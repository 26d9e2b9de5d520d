"""Who sits and who sat in a club, by the committed periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

from votewatch.model.club import Club
from votewatch.model.member import Membership
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import member_path
from votewatch.render.alphabet import name_order
from votewatch.render.site import Site
from votewatch.render.words import Words, day

Period = tuple[str, str | None]  # first and last ISO day, None while it lasts


@dataclass(frozen=True, slots=True)
class ClubMembers:
    """Members by id in order of their names, each with periods, oldest first: of today, and those who left."""

    now: tuple[tuple[int, tuple[Period, ...]], ...]
    before: tuple[tuple[int, tuple[Period, ...]], ...]


def members_of(site: Site, club: Club) -> ClubMembers:
    """The members of one club. Periods that meet or follow each other day by day are one; one of today has no end."""
    parliament = club.parliament
    every = site.record.memberships.get(parliament, ())
    names = {known.name for known in club.record}
    held: dict[int, list[Membership]] = defaultdict(list)
    for membership in every:
        if membership.group in names:
            held[membership.member].append(membership)
    last = _last_day(every)
    people = site.record.members(parliament)
    ordered = sorted(held, key=lambda m: (name_order(people[m]), m))
    found = [(member, joined(held[member], last)) for member in ordered]
    now = tuple(row for row in found if row[1][-1][1] is None)
    return ClubMembers(now, tuple(row for row in found if row not in now))


def joined(memberships: Sequence[Membership], last: str | None) -> tuple[Period, ...]:
    """Periods of one member in one club, oldest first; one that ends on ``last``, the record's last day, runs on."""
    found: list[Period] = []
    for membership in sorted(memberships, key=lambda m: m.start):
        end = membership.end if membership.end != last else None
        if found and _meets(found[-1], membership.start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((membership.start, end))
    return tuple(found)


def member_item(site: Site, parliament: Parliament, member: int, periods: Sequence[Period], words: Words) -> Markup:
    """One member as a list item: the name, then the periods."""
    when = Markup("; ").join(_period(period, words) for period in periods)
    return Markup("<li>{} <span>{}</span>").format(member_name(site, parliament, member), when)


def member_name(site: Site, parliament: Parliament, member: int) -> Markup:
    """A member's name as it stands in a list of a club's members: a link, where the member has a page."""
    name = escape(site.record.members(parliament)[member].full_name)
    if not has_page(site, parliament, member):
        return name
    return Markup('<a href="../../{}">{}</a>').format(member_path(parliament, member), name)


def has_page(site: Site, parliament: Parliament, member: int) -> bool:
    """Whether somebody has a page: who never had a seat in a roll call by name has none."""
    return member in site.crowds[parliament].people


def _period(period: Period, words: Words) -> Markup:
    start, end = period
    values = {"from": day(start, words.lang)}
    if end is None:
        return words.t("club.since", **values)
    if end == start:
        return words.t("club.one_day", **values)
    return words.t("club.between", to=day(end, words.lang), **values)


def _last_day(every: Sequence[Membership]) -> str | None:
    """The day on which periods of today end, where the record ends each (NR SR); None where they are left open (EP)."""
    ends = [membership.end for membership in every]
    return None if None in ends else max((end for end in ends if end is not None), default=None)


def _meets(period: Period, start: str) -> bool:
    end = period[1]
    return end is None or start <= (date.fromisoformat(end) + timedelta(days=1)).isoformat()
