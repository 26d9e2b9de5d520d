"""A document is known by its address, or by what only its shape has, and shown as plain values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources import eu_answers
from tests.sources.nrsr_documents import BASE, FETCHED, named, vote_page
from tests.standin.server import DOCUMENTS
from votewatch.fetching import inspecting as from_outside
from votewatch.model.errors import SourceError
from votewatch.settings import Settings
from votewatch.sources.document import Document
from votewatch.sources.inspecting import UnknownDocument, inspect


def test_a_page_by_its_address() -> None:
    found = inspect(vote_page(101))
    assert (found["parser"], found["found"]["roll_call"]["id"]) == ("nrsr_page", "sk:9:v101")
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("name", "parser"),
    [
        ("hlasklub-101.html", "nrsr_page"),
        ("listing-2.html", "nrsr_listing"),
        ("Votings.json", "nrsr_opendata.votes"),
        ("Bills.json", "nrsr_opendata.bills"),
        ("MembersOfParliament.json", "nrsr_opendata.members"),
        ("Clubs.json", "nrsr_opendata.clubs"),
    ],
)
def test_a_saved_file_by_its_shape(name: str, parser: str) -> None:
    assert from_outside.inspect(Settings(), str(DOCUMENTS / name))["parser"] == parser


def test_a_saved_vote_page_is_named_by_the_number_in_its_file_name() -> None:
    found = from_outside.inspect(Settings(), str(DOCUMENTS / "hlasklub-104.html"))
    assert found["found"]["roll_call"]["id"] == "sk:9:v104"


def test_a_doctored_page_is_refused_here_too() -> None:
    with pytest.raises(SourceError, match="vote 106"):
        from_outside.inspect(Settings(), str(DOCUMENTS / "hlasklub-106.html"))


def test_a_listing_says_whether_another_page_follows() -> None:
    assert inspect(named("listing-2.html"))["found"]["another_page"] is True
    assert inspect(named("listing-4.html"))["found"]["another_page"] is False


@pytest.mark.parametrize("url", [f"{eu_answers.BASE}/api/votes/169500", "file:vote.json?ID=1"])
def test_a_vote_of_the_ep_by_its_address_and_by_its_shape(url: str) -> None:
    found = inspect(eu_answers.document(eu_answers.detail(), url))
    assert (found["parser"], found["found"]["roll_call"]["id"]) == ("eu_vote", "eu:v169500")
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("url", [f"{eu_answers.BASE}/api/votes?page=1", "file:list.json?ID=1"])
def test_a_list_of_the_ep_by_its_address_and_by_its_shape(url: str) -> None:
    found = inspect(eu_answers.document(eu_answers.page([eu_answers.row(169500)]), url))
    assert (found["parser"], found["found"]["has_next"]) == ("eu_list", False)


def test_a_document_of_no_known_shape_is_refused() -> None:
    with pytest.raises(UnknownDocument, match="no parser"):
        inspect(Document(BASE, 200, b"<h1>Hello</h1>", "text/html", FETCHED))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        from_outside.inspect(Settings(), str(tmp_path / "page.html"))
