"""The score over time: a point a day, and none where only the day is new."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.radar.house import on_disk
from votewatch.ledger.radar import history
from votewatch.model.errors import LedgerError
from votewatch.model.radar import Point

FIRST = Point("2026-08-01", 415, 12, 5, 40)
SECOND = Point("2026-08-03", 430, 12, 5, 41)
LINE = '{"day":"2026-08-01","score":415,"skills":12,"firms":5,"postings":40}\n'


def test_there_are_no_points_before_the_first(tmp_path: Path) -> None:
    assert history.load(tmp_path) == []


def test_points_are_added_at_the_end_and_loaded_the_same(tmp_path: Path) -> None:
    nothing = Point("2026-08-04", None, 0, 0, 0)
    assert [history.add(tmp_path, point) for point in (FIRST, SECOND, nothing)] == [True, True, True]
    assert history.load(tmp_path) == [FIRST, SECOND, nothing]
    assert history.path_of(tmp_path).read_text().startswith(LINE)


@pytest.mark.parametrize("day", ["2026-08-01", "2026-08-02", "2027-01-01"])
def test_where_only_the_day_is_new_nothing_is_written(tmp_path: Path, day: str) -> None:
    history.add(tmp_path, FIRST)
    before = on_disk(tmp_path)
    assert not history.add(tmp_path, replace(FIRST, day=day))
    assert on_disk(tmp_path) == before
    assert list(before) == ["radar/history.jsonl"]


@pytest.mark.parametrize(
    "point",
    [
        Point("2026-08-02", None, 12, 5, 40),
        Point("2026-08-02", 415, 13, 5, 40),
        Point("2026-08-02", 415, 12, 4, 40),
        Point("2026-08-02", 415, 12, 5, 41),
    ],
)
def test_any_other_number_is_a_new_point(tmp_path: Path, point: Point) -> None:
    history.add(tmp_path, FIRST)
    assert history.add(tmp_path, point)
    assert history.load(tmp_path) == [FIRST, point]


def test_a_later_count_of_the_same_day_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    history.add(tmp_path, FIRST)
    history.add(tmp_path, SECOND)
    assert history.add(tmp_path, replace(SECOND, score=500))
    assert history.load(tmp_path) == [FIRST, replace(SECOND, score=500)]


def test_a_day_that_ends_as_the_one_before_it_leaves_no_point(tmp_path: Path) -> None:
    for point in (FIRST, SECOND, replace(FIRST, day=SECOND.day)):
        history.add(tmp_path, point)
    assert history.load(tmp_path) == [FIRST]


def test_a_point_of_an_earlier_day_is_refused(tmp_path: Path) -> None:
    history.add(tmp_path, SECOND)
    with pytest.raises(LedgerError, match="ends on 2026-08-03, after 2026-08-01; is the clock right"):
        history.add(tmp_path, FIRST)
    assert history.load(tmp_path) == [SECOND]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "is no point of the series"),
        (LINE[:30], "is no point of the series"),
        ("7", "is no point of the series"),
        (LINE.replace("firms", "firmy").strip(), "is no point of the series"),
        (LINE.replace("2026-08-01", "soon").strip(), "is no point of the series"),
        (LINE.strip(), "2026-08-01 does not come after 2026-08-01"),
        (LINE.replace("08-01", "07-31").strip(), "2026-07-31 does not come after 2026-08-01"),
    ],
)
def test_a_broken_line_is_named_with_file_and_number(tmp_path: Path, line: str, reason: str) -> None:
    path = history.path_of(tmp_path)
    path.parent.mkdir()
    path.write_text(f"{LINE}{line}\n")
    for use in (history.load, lambda data: history.add(data, SECOND)):
        with pytest.raises(LedgerError) as refused:
            use(tmp_path)
        assert str(refused.value).startswith(f"{path}:2: {reason}")
    assert path.read_text() == f"{LINE}{line}\n"
