"""Periods in groups, from the source's own list and from what rosters show."""

from __future__ import annotations

from votewatch.ledger.sighted import with_sightings
from votewatch.model.member import Membership

RUNNING = Membership(1, "EPP", "2024-07-16", None)


def seen(group: str, start: str, end: str | None = None) -> list[Membership]:
    return [Membership(1, group, start, end or start)]


def test_what_a_known_period_covers_changes_nothing() -> None:
    assert with_sightings([RUNNING], seen("EPP", "2025-01-20", "2025-03-11")) == [RUNNING]


def test_a_new_member_s_period_runs_on() -> None:
    assert with_sightings([], seen("ESN", "2025-01-20", "2025-01-23")) == [Membership(1, "ESN", "2025-01-20", None)]


def test_another_group_ends_the_running_period_the_day_before() -> None:
    assert with_sightings([RUNNING], seen("NI", "2025-03-01")) == [
        Membership(1, "EPP", "2024-07-16", "2025-02-28"),
        Membership(1, "NI", "2025-03-01", None),
    ]


def test_an_older_sighting_opens_the_same_group_s_period_earlier() -> None:
    assert with_sightings([RUNNING], seen("EPP", "2024-07-01")) == [Membership(1, "EPP", "2024-07-01", None)]


def test_an_older_sighting_in_another_group_is_a_closed_period() -> None:
    assert with_sightings([RUNNING], seen("NI", "2024-02-01", "2024-02-29")) == [
        Membership(1, "NI", "2024-02-01", "2024-02-29"),
        RUNNING,
    ]


def test_a_closed_period_outranks_a_roster() -> None:
    closed = Membership(1, "EPP", "2019-07-02", "2024-07-15")
    assert with_sightings([closed], seen("NI", "2020-01-15")) == [closed]


def test_a_gap_between_two_terms_stays_a_gap() -> None:
    closed = Membership(1, "EPP", "2019-07-02", "2024-07-15")
    assert with_sightings([closed], seen("EPP", "2024-07-17")) == [closed, Membership(1, "EPP", "2024-07-17", None)]


def test_no_group_is_no_period() -> None:
    assert with_sightings([], seen("", "2025-01-20")) == []


def test_seeing_the_same_again_changes_nothing() -> None:
    once = with_sightings([RUNNING], seen("NI", "2025-03-01"))
    assert with_sightings(once, seen("NI", "2025-03-01")) == once
