"""Which EP votes are read, in which order, and how old a stored answer may be."""

from __future__ import annotations

import datetime as dt

from votewatch.sources.eu_list import Listed
from votewatch.sources.eu_votes import choose, fresh_hours, url_of
from votewatch.sources.selection import Selection

A, B, C = (Listed(n, f"2024-{month}-10T12:00:00") for n, month in ((3, "01"), (1, "05"), (2, "10")))
NOW = dt.datetime(2024, 11, 1, 12, tzinfo=dt.UTC)


def test_what_is_missing_is_read_newest_first() -> None:
    assert choose([A, C, B], {1}, (), Selection(), "2024-10-15") == [C, A]


def test_what_may_still_change_is_read_although_it_is_stored() -> None:
    assert choose([A, B, C], {1, 2, 3}, (), Selection(), "2024-10-10") == [C]


def test_what_failed_before_is_read_although_it_is_stored() -> None:
    assert choose([A, B, C], {1, 2, 3}, {3}, Selection(), "2024-10-15") == [A]


def test_a_failed_vote_that_no_list_names_comes_last() -> None:
    assert choose([A], set(), {77}, Selection(), "2024-10-15") == [A, Listed(77, "")]


def test_a_span_leaves_out_votes_of_unknown_day() -> None:
    assert choose([A, B, C], set(), {77}, Selection(since="2024-05-10", until="2024-10-10"), "2024-10-15") == [C, B]


def test_votes_by_number_are_read_whatever_the_list_says() -> None:
    assert choose([], {5}, (), Selection(only=frozenset({5, 9})), "") == [Listed(9, ""), Listed(5, "")]


def test_a_recent_vote_is_asked_for_again_after_an_hour() -> None:
    assert fresh_hours(Listed(1, "2024-10-10T12:00:00"), NOW, 35, 1.0) == 1.0
    assert fresh_hours(Listed(1, ""), NOW, 35, 1.0) == 1.0


def test_an_answer_sent_after_a_vote_settled_is_good_for_ever() -> None:
    hours = fresh_hours(Listed(1, "2024-09-01T12:00:00"), NOW, 35, 1.0)
    assert NOW - dt.timedelta(hours=hours) == dt.datetime(2024, 10, 7, tzinfo=dt.UTC)


def test_the_address_of_a_vote() -> None:
    assert url_of("https://howtheyvote.eu", 169500) == "https://howtheyvote.eu/api/votes/169500"
