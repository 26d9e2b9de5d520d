"""The list of main votes: where it ends, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.sources.eu_answers import BASE, document, page, row
from votewatch.sources import eu_list
from votewatch.sources.document import Document
from votewatch.sources.eu_fields import UnreadableField
from votewatch.sources.eu_list import Listed


def served(pages: list[dict[str, Any]], asked: list[str]) -> Callable[[str], Document]:
    """Gives out the pages by number and notes the addresses; a page beyond them is a mistake of the reader."""

    def get(url: str) -> Document:
        asked.append(url)
        return document(pages[int(parse_qs(urlsplit(url).query)["page"][0]) - 1], url)

    return get


def test_reading_ends_where_no_next_page_is_named() -> None:
    asked: list[str] = []
    pages = [page([row(2)], has_next=True), page([row(1)])]
    assert [v.number for v in eu_list.read_all(served(pages, asked), BASE)] == [2, 1]
    assert len(asked) == 2


def test_reading_ends_at_an_empty_page_that_promises_more() -> None:
    asked: list[str] = []
    pages = [page([row(2)], has_next=True), page([], has_next=True)]
    assert [v.number for v in eu_list.read_all(served(pages, asked), BASE)] == [2]
    assert len(asked) == 2


def test_votes_are_ordered_by_time_and_not_by_number_or_place() -> None:
    rows = [
        row(5, "2024-10-09T10:00:00"),
        row(7, "2024-10-10T09:00:00"),
        row(6, "2024-10-10T12:00:00.5"),
        row(9, "2024-10-10T08:00:00"),
    ]
    assert [v.number for v in eu_list.read_all(served([page(rows)], []), BASE)] == [6, 7, 9, 5]


def test_a_vote_that_slid_to_the_next_page_counts_once() -> None:
    pages = [page([row(3), row(2)], has_next=True), page([row(2), row(1)])]
    assert [v.number for v in eu_list.read_all(served(pages, []), BASE)] == [3, 2, 1]


def test_a_filter_that_the_source_drops_is_applied_by_us() -> None:
    days = [row(n, f"2024-10-{n:02}T12:00:00") for n in (7, 8, 9, 10)]
    asked: list[str] = []
    found = eu_list.read_all(served([page(days)], asked), BASE, since="2024-10-08", until="2024-10-09")
    assert [v.day for v in found] == ["2024-10-09", "2024-10-08"]
    query = parse_qs(urlsplit(asked[0]).query)
    assert (query["date[gte]"], query["date[lte]"]) == (["2024-10-08"], ["2024-10-09"])


def test_a_page_is_never_larger_than_the_source_allows_nor_empty_by_request() -> None:
    query = parse_qs(urlsplit(eu_list.page_url(BASE, 1)).query)
    assert query == {"page": ["1"], "page_size": ["200"], "sort_by": ["date"], "sort_order": ["desc"]}


def test_a_listed_vote_knows_its_id_and_day() -> None:
    vote = Listed(169500, "2024-10-10T12:23:40")
    assert (vote.id, vote.day) == ("eu:v169500", "2024-10-10")


@pytest.mark.parametrize(
    "odd", [{"results": []}, {"has_next": False}, {"results": None, "has_next": False}, {"error": "no"}, [1]]
)
def test_an_answer_that_is_no_list_is_refused(odd: Any) -> None:
    with pytest.raises(UnreadableField, match="the list of the EP's votes"):
        eu_list.parse(document(odd))


@pytest.mark.parametrize("odd", [{"id": None}, {"timestamp": "10 October 2024"}])
def test_a_row_of_another_shape_is_refused(odd: dict[str, Any]) -> None:
    with pytest.raises(UnreadableField, match=r"results\[0\]"):
        eu_list.parse(document(page([row(1) | odd])))
