"""The feed of Remote OK."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs.answers import URL, answer
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.jobs import remoteok

NOTICE = {"last_updated": 1778947203, "legal": "Link back."}


def row(**other: Any) -> dict[str, Any]:
    return {
        "id": "1131612", "epoch": 1778918412, "date": "2026-05-16T23:30:12-02:00", "company": "Kites Ltd ",
        "position": "Kite Tester", "location": "Oslo, Norway", "salary_min": 0, "salary_max": 0,
        "description": "<p><b>Fly</b></p><p><br></p><p>kites</p>", "url": "https://remoteOK.com/remote-jobs/kites",
    } | other  # fmt: skip


def feed(*rows: Any) -> Board:
    return remoteok.read(answer([NOTICE, *rows]))


def test_a_posting_is_read_and_the_notice_is_none() -> None:
    assert feed(row()) == Board(
        (
            Posting(
                "remoteok:kites-ltd:1131612", "remoteok", "Kites Ltd", "Kite Tester", ("Oslo, Norway",),
                WorkModel.REMOTE, "https://remoteOK.com/remote-jobs/kites", "2026-05-17", "Fly\n\nkites",
            ),
        ),
        {},
    )  # fmt: skip


def test_the_feed_has_one_address() -> None:
    assert remoteok.url("https://remoteok.com/") == "https://remoteok.com/api"


def test_garbled_text_and_entities_are_mended() -> None:
    posting = feed(row(location="KrakÃ³w", position="Kites &amp; Reels")).postings[0]
    assert (posting.locations, posting.title) == (("Kraków",), "Kites & Reels")


def test_an_empty_location_names_no_place() -> None:
    assert feed(row(location="")).postings[0].locations == ()


def test_seconds_stand_in_for_a_missing_date() -> None:
    assert feed(row(date=None)).postings[0].posted == "2026-05-16"


def test_a_bad_row_costs_only_itself() -> None:
    found = feed(row(position=None), 5, row(mood=1, original=True))
    assert (len(found.postings), found.unknown) == (1, {"mood": 1})
    assert found.unreadable == ("1131612: position is missing", "row 1: no object")


@pytest.mark.parametrize("value", [[], [row()], {"jobs": []}, ["notice"]])
def test_a_list_that_does_not_begin_with_the_notice_is_refused(value: Any) -> None:
    with pytest.raises(SourceError, match="remoteok: no list that begins with the legal notice") as refused:
        remoteok.read(answer(value))
    assert refused.value.url == URL
