"""What is said of readers' answers, and when a list may show them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.twins.readers import twin_listed, twin_newest, twin_verdict, twin_withdrawn
from votewatch.facts.readers import in_doubt, last_day, ledger, listed, newest, verdict, withdrawn
from votewatch.model.readers import Flag, ReaderCount, TallyDay, Verdict


@pytest.mark.parametrize(
    ("yes", "no", "passed", "said"),
    [
        (9, 0, True, Verdict.FEW),
        (10, 0, True, Verdict.AGREE),
        (0, 10, True, Verdict.GAP),
        (0, 10, False, Verdict.AGREE),
        (55, 45, True, Verdict.AGREE),  # a lead of exactly ten points is a lead
        (54, 45, True, Verdict.EVEN),
        (45, 55, True, Verdict.GAP),
        (5, 5, False, Verdict.EVEN),
    ],
)
def test_a_verdict_takes_ten_answers_and_a_lead_of_ten_points(yes: int, no: int, passed: bool, said: Verdict) -> None:
    assert verdict(yes, no, passed=passed, least=10) is said


@given(st.integers(0, 300), st.integers(0, 300), st.booleans(), st.integers(1, 100))
def test_the_verdict_is_that_of_the_twin(yes: int, no: int, passed: bool, least: int) -> None:
    assert verdict(yes, no, passed=passed, least=least) == twin_verdict(yes, no, passed, least)


def test_a_question_is_listed_by_the_first_count_after_its_last_day() -> None:
    days = [
        TallyDay(day, (ReaderCount("sk:9:1", yes, 1, 0),))
        for day, yes in (("2026-02-28", 1), ("2026-03-01", 2), ("2026-03-02", 3), ("2026-03-05", 4))
    ]
    found = listed(days, {"sk:9:1": last_day("2025-12-01", "2026-03-01", 90)})
    assert (found["sk:9:1"].day, found["sk:9:1"].count.yes) == ("2026-03-02", 3)


def test_an_archive_question_is_listed_by_the_answers_of_its_first_window() -> None:
    assert last_day("2026-11-23", None, 90) == "2027-02-21"
    days = [TallyDay("2027-02-21", (ReaderCount("sk:9:1", 1, 1, 0),))]
    assert listed(days, {"sk:9:1": "2027-02-21"}) == {}
    days.append(TallyDay("2027-02-22", (ReaderCount("sk:9:1", 9, 9, 0),)))
    assert listed(days, {"sk:9:1": "2027-02-21"})["sk:9:1"].count.yes == 9


def test_a_question_whose_window_is_not_known_is_never_listed() -> None:
    assert listed([TallyDay("2030-01-01", (ReaderCount("sk:9:1", 99, 1, 0),))], {}) == {}


FIRST = date(2026, 1, 1)
FLAGGED = (None, "2026-01-01", "2026-01-02")
COUNTS = st.lists(
    st.dictionaries(st.sampled_from(["sk:9:1", "sk:9:2"]), st.tuples(*[st.integers(0, 2)] * 4)), max_size=12
)


def days_of(drawn: list[dict[str, tuple[int, ...]]], every: int) -> list[TallyDay]:
    return [
        TallyDay(
            (FIRST + timedelta(days=every * place)).isoformat(),
            tuple(
                ReaderCount(id, counts[0], counts[1], counts[2], FLAGGED[counts[3]])
                for id, counts in sorted(rows.items())
            ),
        )
        for place, rows in enumerate(drawn)
    ]


@given(COUNTS, st.integers(1, 4), st.integers(0, 30), st.none() | st.integers(0, 30))
def test_what_is_listed_is_what_the_twin_finds(
    drawn: list[dict[str, tuple[int, ...]]], every: int, window: int, closing: int | None
) -> None:
    days, opened = days_of(drawn, every), FIRST.isoformat()
    closes = None if closing is None else (FIRST + timedelta(days=closing)).isoformat()
    found = listed(days, dict.fromkeys(("sk:9:1", "sk:9:2"), last_day(opened, closes, window)))
    for question in ("sk:9:1", "sk:9:2"):
        held = found.get(question)
        assert (held and (held.day, held.count)) == twin_listed(days, question, opened, closes, window)


@given(COUNTS)
def test_the_newest_count_and_its_day_are_those_of_the_twin(drawn: list[dict[str, tuple[int, ...]]]) -> None:
    days = days_of(drawn, 1)
    found = newest(days)
    for question in ("sk:9:1", "sk:9:2"):
        held = found.get(question)
        assert (held and (held.day, held.count)) == twin_newest(days, question)


def test_the_ledger_adds_up_a_day_and_says_what_came_since_the_one_before() -> None:
    days = [
        TallyDay("2026-01-01", (ReaderCount("a", 3, 1, 2), ReaderCount("b", 0, 0, 5))),
        TallyDay("2026-01-03", (ReaderCount("a", 3, 0, 2), ReaderCount("b", 0, 0, 6))),
    ]
    assert [tuple(getattr(one, name) for name in one.__slots__) for one in ledger(days)] == [
        ("2026-01-01", 1, 4, 4, 7, 7),
        ("2026-01-03", 1, 3, -1, 8, 1),
    ]


def test_a_verdict_is_withdrawn_while_a_line_on_it_has_no_last_day() -> None:
    lines = [
        Flag("a", "2026-01-01", "2026-02-01", ()),
        Flag("b", "2026-01-01", None, ()),
        Flag("b", "2025-01-01", "2025-02-01", ()),
    ]
    assert set(in_doubt(lines)) == {"b"}


def test_an_odd_hour_withdraws_a_verdict_until_a_newer_count_no_longer_says_so() -> None:
    odd = TallyDay("2026-01-02", (ReaderCount("a", 300, 0, 0, "2026-01-01"), ReaderCount("b", 1, 0, 0)))
    quiet = TallyDay("2026-01-03", (ReaderCount("a", 300, 0, 0), ReaderCount("b", 1, 0, 0)))
    assert withdrawn([]) == {}
    assert withdrawn([odd]) == {"a": "2026-01-01"}
    assert withdrawn([odd, quiet]) == {}


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.none() | st.sampled_from(["2026-01-01", "2026-01-02"]))))
def test_what_is_withdrawn_is_what_the_twin_finds(drawn: list[dict[str, str | None]]) -> None:
    days = [
        TallyDay(
            (FIRST + timedelta(days=place)).isoformat(),
            tuple(ReaderCount(id, 1, 0, 0, day) for id, day in sorted(rows.items())),
        )
        for place, rows in enumerate(drawn)
    ]
    found = withdrawn(days)
    assert {id: found.get(id) for id in "abc"} == {id: twin_withdrawn(days, id) for id in "abc"}
