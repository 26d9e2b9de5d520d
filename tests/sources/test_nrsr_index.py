"""The two indexes, JSON door and paged listing, tell the same of every vote; a changed shape is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.sources.nrsr_documents import BASE, named
from tests.sources.weather import fetcher_to_site
from tests.standin.server import serve
from votewatch.model.errors import SourceError
from votewatch.model.member import Member
from votewatch.sources import nrsr_listing, nrsr_opendata
from votewatch.sources.document import Document, UnreadableDocument
from votewatch.sources.nrsr_index import Listed
from votewatch.sources.nrsr_listing import UnreadableListing
from votewatch.sources.nrsr_opendata import Bill, Club, UnreadableRow
from votewatch.sources.selecting import UnexpectedMatches

VOTES = nrsr_opendata.votes(named("Votings.json"))
LISTING = nrsr_listing.url(BASE, 9, 1)


def test_the_json_door_tells_of_every_vote_what_its_page_will_show() -> None:
    assert VOTES[0] == Listed(
        id=101,
        term=9,
        meeting=1,
        number=1,
        when="2023-10-25T09:05",
        item="28",
        title="Návrh vlády o dôchodku – prvé čítanie (tlač 28).\nHlasovanie o návrhu.",
        totals=(1, 1, 1, 1),
    )


def test_zeros_of_a_secret_ballot_mean_not_published() -> None:
    assert (VOTES[2].item, VOTES[2].when, VOTES[2].totals) == ("6", "2023-10-26T00:00", None)


def test_a_print_number_that_is_empty_or_null_is_none() -> None:
    assert [VOTES[n].item for n in (1, 3)] == [None, None]


def test_prints_members_and_clubs_of_the_json_door() -> None:
    assert nrsr_opendata.bills(named("Bills.json"))[2] == Bill("31", "Návrh zákona o knižniciach", "Návrh zákona", None)
    assert nrsr_opendata.members(named("MembersOfParliament.json"))[0] == Member(11, "Anna", "Prvá")
    assert nrsr_opendata.clubs(named("Clubs.json"))[1] == Club("Klub PS", "2023-10-25", "2024-05-01")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b'{"Message": "No HTTP resource was found"}', UnreadableRow),
        (b'[{"id": 7}]', UnreadableRow),
        (b"[3]", UnreadableRow),
        (b"<html/>", UnreadableDocument),
    ],
)
@pytest.mark.parametrize("read", [nrsr_opendata.votes, nrsr_opendata.members, nrsr_opendata.bills, nrsr_opendata.clubs])
def test_an_answer_of_another_shape_is_refused_naming_its_address(
    read: Callable[[Document], Any], body: bytes, error: type[SourceError]
) -> None:
    with pytest.raises(error, match="Votings"):
        read(Document(nrsr_opendata.url(BASE, "votes", 9), 200, body, "", "2026-01-24T09:30:00+00:00"))


@pytest.mark.parametrize(("key", "value"), [("date", "yesterday"), ("meetingNr", None), ("votingNr", "x")])
def test_a_row_that_cannot_be_read_is_named(key: str, value: object) -> None:
    rows = json.loads(named("Votings.json").text)
    rows[3][key] = value
    with pytest.raises(UnreadableRow, match="row 104"):
        nrsr_opendata.votes(replace(named("Votings.json"), body=json.dumps(rows).encode()))


def test_the_listing_tells_the_same_apart_from_the_totals(tmp_path: Path) -> None:
    with serve() as site, fetcher_to_site(tmp_path) as fetcher:
        listed = list(nrsr_listing.term_votes(fetcher, site.base_url, 9, known=(), last=1))
    assert listed == [replace(vote, totals=None) for vote in VOTES]


def test_one_empty_meeting_is_passed_over_and_two_are_the_end(tmp_path: Path) -> None:
    with serve() as site, fetcher_to_site(tmp_path) as fetcher:
        list(nrsr_listing.term_votes(fetcher, site.base_url, 9, known=(1,), last=2))
    asked = sorted({int(path.partition("CisSchodze=")[2].partition("&")[0]) for path in site.answered})
    assert asked == [1, 2, 3, 4, 5, 6]


def test_the_second_page_is_reached_by_the_form_of_the_first() -> None:
    page = nrsr_listing.parse(named("listing-2.html", LISTING), 9, 2)
    assert page.form == {
        "__VIEWSTATE": "/wEPDw",
        "__EVENTVALIDATION": "/wEdAA",
        "__EVENTTARGET": "_sectionLayoutContainer$ctl01$_resultGrid2",
        "__EVENTARGUMENT": "Page$2",
    }
    assert nrsr_listing.parse(named("listing-2-2.html", LISTING), 9, 2, 2).form is None


def test_a_column_with_the_number_of_the_meeting_does_no_harm() -> None:
    plain = named("listing-4.html", LISTING)
    wider = named("listing-4.html", LISTING, ('alt"><td>', 'alt"><td>4</td><td>'))
    assert nrsr_listing.parse(wider, 9, 4) == nrsr_listing.parse(plain, 9, 4)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("15.12.2023", "Friday", UnreadableListing),
        ("hlasovanie/hlasovanie&amp;ID=107", "hlasovanie/hlasovanie", UnreadableListing),
        ("</td></tr>", "</td><td></td><td></td></tr>", UnexpectedMatches),
        ('id="__VIEWSTATE"', "", UnexpectedMatches),
    ],
)
def test_a_changed_listing_is_refused_naming_the_meeting(old: str, new: str, error: type[SourceError]) -> None:
    with pytest.raises(error, match="meeting 4, page 1"):
        nrsr_listing.parse(named("listing-4.html", LISTING, (old, new)), 9, 4)


def test_a_meeting_that_cannot_be_listed_does_not_hide_the_others(tmp_path: Path) -> None:
    with serve() as site, fetcher_to_site(tmp_path) as fetcher:
        site.changed["listing-1.html"] = b"<h1>Chyba</h1>"
        found = list(nrsr_listing.term_votes(fetcher, site.base_url, 9, known=(), last=1))
    assert [type(one) for one in found] == [UnexpectedMatches, Listed, Listed, Listed, Listed]
