"""Offers of Recruitee."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.jobs.answers import URL, answer
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.jobs import recruitee


def row(**other: Any) -> dict[str, Any]:
    return {
        "id": 501, "title": "Kite Tester ", "careers_url": "https://kites.recruitee.com/o/kite-tester",
        "location": "Oslo, Norway", "city": "Oslo", "country": "Norway", "remote": False, "hybrid": True,
        "on_site": False, "published_at": "2026-05-04 23:12:33 UTC", "created_at": "2026-01-04 09:12:33 UTC",
        "locations": [{"city": "Oslo", "country": "Norway"}, {"city": "", "country": "", "name": "Fjord"}],
        "description": "<p>Fly</p>", "requirements": "<ul><li>wind</li></ul>",
    } | other  # fmt: skip


def board(*rows: Any) -> Board:
    return recruitee.read(answer({"offers": list(rows)}), "kites", "Kites Ltd")


def test_an_offer_is_read_with_its_requirements() -> None:
    assert board(row()) == Board(
        (
            Posting(
                "recruitee:kites:501", "recruitee", "Kites Ltd", "Kite Tester", ("Oslo, Norway", "Fjord"),
                WorkModel.HYBRID, "https://kites.recruitee.com/o/kite-tester", "2026-05-04", "Fly\n\nwind",
            ),
        ),
        {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("base", "token", "address"),
    [
        ("https://{token}.recruitee.com", "kites", "https://kites.recruitee.com/api/offers/"),
        ("https://{token}.recruitee.com", "evil.example/#", "https://evil.example%2F%23.recruitee.com/api/offers/"),
        ("http://127.0.0.1:9/recruitee/{token}/", "kites", "http://127.0.0.1:9/recruitee/kites/api/offers/"),
    ],
)
def test_the_token_is_a_host_of_recruitee_and_no_other(base: str, token: str, address: str) -> None:
    assert recruitee.url(base, token) == address


@pytest.mark.parametrize(
    ("remote", "hybrid", "on_site", "model"),
    [
        (True, False, False, WorkModel.REMOTE),
        (True, True, False, WorkModel.HYBRID),
        (False, False, True, WorkModel.ON_SITE),
        (True, False, True, WorkModel.UNKNOWN),
        (None, None, None, WorkModel.UNKNOWN),
    ],
)
def test_flags_that_disagree_say_nothing(remote: Any, hybrid: Any, on_site: Any, model: WorkModel) -> None:
    assert board(row(remote=remote, hybrid=hybrid, on_site=on_site)).postings[0].work_model is model


def test_the_offers_own_place_stands_in_for_the_list() -> None:
    assert board(row(locations=None)).postings[0].locations == ("Oslo, Norway",)
    assert board(row(locations=[], location="")).postings[0].locations == ("Oslo, Norway",)


def test_a_bad_row_costs_only_itself() -> None:
    found = board(row(id=None), row(id=2, title=""), row(id=3, remote="yes"), row(published_at=None))
    assert [p.posted for p in found.postings] == ["2026-01-04"]
    assert found.unreadable == (
        "row 0: id is missing",
        "2: title is missing",
        "3: remote must be true or false, not 'yes'",
    )


def test_an_answer_without_offers_is_refused() -> None:
    with pytest.raises(SourceError) as refused:
        recruitee.read(answer({"error": "not found"}), "kites", "Kites Ltd")
    assert (refused.value.subject, refused.value.url) == ("recruitee:kites", URL)
