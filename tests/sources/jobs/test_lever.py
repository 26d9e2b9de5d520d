"""Lever sites."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs.answers import URL, answer, raw
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.document import Document
from votewatch.sources.jobs import lever


def row(**other: Any) -> dict[str, Any]:
    return {
        "id": "ab-1", "text": " Kite Tester", "hostedUrl": "https://jobs.example/ab-1",
        "categories": {"location": "Oslo", "team": "Air", "allLocations": ["Oslo", "Bergen"]},
        "country": "NO", "workplaceType": "hybrid", "createdAt": 1779223091267,
        "descriptionPlain": "We fly kites.\n", "description": "<div>not read</div>",
        "lists": [{"text": "You bring", "content": "\n<li>a Go kite</li>\n<li>C++ &amp; wind</li>\n"}],
        "additionalPlain": "Come.", "additional": "<b>not read</b>",
    } | other  # fmt: skip


def board(*rows: Any) -> Board:
    return lever.read(answer(list(rows)), "kites", "Kites Ltd")


def one(**other: Any) -> Posting:
    found = board(row(**other))
    assert found.unreadable == ()
    return found.postings[0]


def test_a_posting_is_read_with_its_lists() -> None:
    assert board(row()) == Board(
        (
            Posting(
                "lever:kites:ab-1", "lever", "Kites Ltd", "Kite Tester", ("Oslo", "Bergen"), WorkModel.HYBRID,
                "https://jobs.example/ab-1", "2026-05-19",
                "We fly kites.\n\nYou bring\na Go kite\nC++ & wind\n\nCome.",
            ),
        ),
        {},
    )  # fmt: skip


def test_the_address_keeps_the_tokens_case() -> None:
    assert lever.url("https://api.lever.co", "Kites") == "https://api.lever.co/v0/postings/Kites?mode=json"


def test_the_location_stands_in_for_all_of_them() -> None:
    assert one(categories={"location": "Oslo"}).locations == ("Oslo",)
    assert one(categories={"location": "Oslo", "allLocations": []}).locations == ("Oslo",)
    assert one(categories={}).locations == ()
    assert one(categories=None).locations == ()


@pytest.mark.parametrize(
    ("word", "model"),
    [
        ("onsite", WorkModel.ON_SITE),
        ("on-site", WorkModel.ON_SITE),
        ("hybrid", WorkModel.HYBRID),
        ("remote", WorkModel.REMOTE),
        ("unspecified", WorkModel.UNKNOWN),
        (None, WorkModel.UNKNOWN),
    ],
)
def test_both_spellings_of_on_site_are_known(word: str | None, model: WorkModel) -> None:
    assert one(workplaceType=word).work_model is model


def test_html_stands_in_for_a_description_without_a_plain_one() -> None:
    assert one(descriptionPlain="", description="<p>We &amp; kites</p>", lists=[], additionalPlain="").text == (
        "We & kites\n\nnot read"
    )


def test_an_advert_without_lists_is_its_description() -> None:
    bare = row(additional="", additionalPlain="")
    del bare["lists"]
    assert board(bare).postings[0].text == "We fly kites."


def test_a_site_without_postings_is_an_empty_board() -> None:
    assert board() == Board((), {})


def test_a_bad_row_costs_only_itself() -> None:
    bad = [row(id=""), row(id="b", text=None), row(id="c", createdAt="2026"), row(id="d", createdAt=10**30)]
    found = board(*bad, row())
    assert [p.id for p in found.postings] == ["lever:kites:ab-1"]
    assert found.unreadable == (
        "row 0: id is missing",
        "b: text is missing",
        "c: createdAt must be a whole number, not '2026'",
        f"d: no moment in time: {10**30}",
    )


def test_new_keys_are_counted() -> None:
    assert board(row(mood=1)).unknown == {"mood": 1}


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (answer({"ok": False, "error": "Document not found"}), "no list of postings: Document not found"),
        (answer({"ok": False, "error": "Document not found"}, 404), "answered 404, not 200"),
        (answer("postings"), "no list of postings: another answer"),
        (raw("<html>"), "no JSON: "),
    ],
)
def test_an_error_is_refused_and_is_no_empty_board(document: Document, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        lever.read(document, "kites", "Kites Ltd")
    assert (refused.value.subject, refused.value.url) == ("lever:kites", URL)
    assert refused.value.reason.startswith(reason)
