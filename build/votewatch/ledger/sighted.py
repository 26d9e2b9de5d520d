"""Periods in EP groups, brought up to date with what the rosters of newly read votes show."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from votewatch.model.member import Membership


def with_sightings(known: Sequence[Membership], seen: Iterable[Membership]) -> list[Membership]:
    """``known`` periods, and what ``seen`` adds: members recorded under a group from one day to another.

    What a known period covers stays as it is, and closed periods outrank a roster that shows something else. A group
    seen before its own next period opens that one earlier. Anything else seen is a period of its own; when it is the
    member's latest it ends a running one on the day before and runs on itself, because no answer says when it ends.
    """
    per_member: dict[int, list[Membership]] = defaultdict(list)
    for period in known:
        per_member[period.member].append(period)
    for sighting in sorted(seen, key=lambda m: (m.start, m.member)):
        if sighting.group:
            per_member[sighting.member] = _added(per_member[sighting.member], sighting)
    return [period for periods in per_member.values() for period in periods]


def _added(periods: list[Membership], seen: Membership) -> list[Membership]:
    end = seen.end or seen.start
    if any(p.start <= seen.start and end <= (p.end or "9999") and p.group == seen.group for p in periods):
        return periods
    if any(p.start <= end and seen.start <= p.end for p in periods if p.end is not None):
        return periods
    before = [p for p in periods if p.start <= seen.start]
    after = [p for p in periods if p.start > seen.start]
    if before and before[-1].group == seen.group:
        # A gap such as the weeks between two terms stays a gap.
        return [*periods, replace(seen, end=None if not after else end)]
    if after and after[0].group == seen.group:
        return [*before, replace(after[0], start=seen.start), *after[1:]]
    if before and before[-1].end is None:
        before[-1] = replace(before[-1], end=_day_before(seen.start))
    return [*before, replace(seen, end=None if not after else end), *after]


def _day_before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
