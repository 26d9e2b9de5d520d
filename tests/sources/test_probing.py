"""Which board a firm is on: by address, by the links of its careers page, by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sources.jobs_world import ACME, ACME_AT, KITES, KITES_AT, LOOMS_AT, ORBIT, ORBIT_AT, JobsWorld
from tests.standin.jobs import greenhouse, lever
from votewatch.fetching.probing import Found, in_text, probe, probe_all, tokens_of
from votewatch.model.errors import SourceError
from votewatch.settings import Company

ONE = greenhouse(1, "Platform Engineer", "Košice", "You run Kubernetes.")
CAREERS = "https://kites.example/careers"
EMPTY = "no posting: an unknown or renamed token answers the same"


@pytest.mark.parametrize(
    ("address", "board"),
    [
        ("https://boards.greenhouse.io/acme", ("greenhouse", "acme")),
        ("https://boards.greenhouse.io/acme/jobs/4000#app", ("greenhouse", "acme")),
        ("https://job-boards.greenhouse.io/acme", ("greenhouse", "acme")),
        ("https://job-boards.eu.greenhouse.io/acme", ("greenhouse", "acme")),
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", ("greenhouse", "acme")),
        ("https://boards.greenhouse.io/embed/job_board?for=acme", ("greenhouse", "acme")),
        ("https://boards.greenhouse.io/embed/job_board/js?for=acme", ("greenhouse", "acme")),
        ("https://boards.eu.greenhouse.io/embed/job_board?b=x&for=acme", ("greenhouse", "acme")),
        ("https://jobs.lever.co/acme/0f-1a", ("lever", "acme")),
        ("https://api.lever.co/v0/postings/acme?mode=json", ("lever", "acme")),
        ("https://jobs.eu.lever.co/acme", ("lever_eu", "acme")),
        ("https://api.eu.lever.co/v0/postings/acme", ("lever_eu", "acme")),
        ("https://jobs.ashbyhq.com/Acme", ("ashby", "Acme")),
        ("https://jobs.ashbyhq.com/flying%20kites/12", ("ashby", "flying kites")),
        ("https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true", ("ashby", "acme")),
        ("https://careers.smartrecruiters.com/KiteGroup", ("smartrecruiters", "KiteGroup")),
        ("https://jobs.smartrecruiters.com/KiteGroup/743", ("smartrecruiters", "KiteGroup")),
        ("https://api.smartrecruiters.com/v1/companies/KiteGroup/postings", ("smartrecruiters", "KiteGroup")),
        ("https://acme.recruitee.com/o/engineer", ("recruitee", "acme")),
        ("https://acme-gmbh.jobs.personio.de/job/1", ("personio", "acme-gmbh")),
        ("https://acme.jobs.personio.com", ("personio", "acme")),
        ("https://looms.wd5.myworkdayjobs.com/Careers", ("workday", "looms.wd5/Careers")),
        ("https://looms.wd5.myworkdayjobs.com/en-US/Careers/job/x", ("workday", "looms.wd5/Careers")),
        ("https://looms.wd5.myworkdayjobs.com/wday/cxs/looms/Careers/jobs", ("workday", "looms.wd5/Careers")),
        ("https://boards.greenhouse.io/embed/job_app?for=acme&token=1", ("greenhouse", "acme")),
        ("Apply at https://jobs.lever.co/acme.", ("lever", "acme")),
        ("https://looms.wd5.myworkdayjobs.com/wday/authgwy/looms/login https://looms.wd5.myworkdayjobs.com/Careers",
            ("workday", "looms.wd5/Careers")),
    ],
)  # fmt: skip
def test_an_address_names_its_board(address: str, board: tuple[str, str]) -> None:
    assert in_text(address) == [board]


@pytest.mark.parametrize(
    "address",
    [
        "https://kites.example/careers",
        "https://www.recruitee.com/pricing",
        "https://support.personio.de",
        "https://jobs.ashbyhq.com/api/non-user-graphql",
        "https://boards.greenhouse.io/embed/job_board",
        "https://lever.co/acme",
    ],
)
def test_an_address_of_a_vendor_or_of_anybody_else_names_no_board(address: str) -> None:
    assert in_text(address) == []


def test_a_page_that_names_a_board_often_names_it_once() -> None:
    page = "https://jobs.lever.co/acme/1 https://boards.greenhouse.io/acme https://jobs.lever.co/acme/2"
    assert in_text(page) == [("greenhouse", "acme"), ("lever", "acme")]


def test_a_firm_on_both_hosts_of_lever_is_named_on_both() -> None:
    page = "https://jobs.lever.co/acme/1 https://jobs.eu.lever.co/acme/2"
    assert sorted(in_text(page)) == [("lever", "acme"), ("lever_eu", "acme")]


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Acme", ["acme", "Acme"]),
        ("acme", ["acme"]),
        ("Kite Group", ["kitegroup", "kite-group", "KiteGroup", "kite"]),
        ("Kites & Sons", ["kitessons", "kites-sons", "KitesSons", "kites"]),
        ("", [""]),
    ],
)
def test_a_name_s_likeliest_tokens_come_first(name: str, tokens: list[str]) -> None:
    assert tokens_of(name) == tokens


def test_an_address_of_a_board_is_asked_at_once(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    world.answers[ACME_AT] = {"jobs": [ONE]}
    found = probe(world.settings, "https://boards.greenhouse.io/acme/jobs/1", outside=world.outside)
    assert found == [Found("greenhouse", "acme", 1)]
    assert [request.url.host for request in world.asked] == ["boards-api.greenhouse.io"]


def test_an_address_without_its_scheme_is_known_too(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    row = {"title": "Weaver", "externalPath": "/job/Weaver_1"}
    world.answers[LOOMS_AT] = {"total": 1, "jobPostings": [row]}
    found = probe(world.settings, "looms.wd5.myworkdayjobs.com/en-US/Careers", outside=world.outside)
    assert found == [Found("workday", "looms.wd5/Careers", 1)]


def test_a_board_that_does_not_answer_is_told_with_its_reason(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    found = probe(world.settings, "https://jobs.lever.co/gone", outside=world.outside)
    assert found == [Found("lever", "gone", None, "status 404")]


def test_the_boards_that_a_careers_page_links_to_are_asked_those_with_postings_first(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    page = '<a href="https://jobs.lever.co/gone">Old</a><script src="//api.lever.co/v0/postings/orbit"></script>'
    world.answers = {
        "kites.example/careers": page.encode() + b"\xff",
        ORBIT_AT: [lever(1, "Engineer", ["Europe"], "Python"), lever(2, "Tester", ["Europe"], "Python")],
    }
    for address in (CAREERS, "kites.example/careers"):
        found = probe(world.settings, address, outside=world.outside)
        assert found == [Found("lever", "orbit", 2), Found("lever", "gone", None, "status 404")]


def test_a_careers_page_that_moved_is_followed(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    world.answers = {
        "kites.example/careers": lambda _: httpx.Response(301, headers={"location": "/jobs"}),
        "kites.example/jobs": b"https://boards.greenhouse.io/acme",
        ACME_AT: {"jobs": []},
    }
    assert probe(world.settings, CAREERS, outside=world.outside) == [Found("greenhouse", "acme", 0)]


def test_a_page_that_names_no_board_is_an_error_that_names_the_page(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    world.answers["kites.example/careers"] = b"<p>Write to us.</p>"
    with pytest.raises(SourceError, match="names no board") as refused:
        probe(world.settings, "kites.example/careers", outside=world.outside)
    assert (refused.value.subject, refused.value.url) == ("kites.example/careers", CAREERS)


def test_a_page_that_cannot_be_read_is_an_error_that_names_the_page(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    with pytest.raises(SourceError, match="status 404") as refused:
        probe(world.settings, CAREERS, outside=world.outside)
    assert refused.value.url == CAREERS


def test_a_name_is_asked_for_on_every_board_that_has_tokens(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    found = probe(world.settings, "acme", outside=world.outside)
    assert [(one.ats, one.token, one.postings) for one in found] == [
        (ats, "acme", None)
        for ats in ("greenhouse", "lever", "lever_eu", "ashby", "smartrecruiters", "recruitee", "personio")
    ]
    assert {request.url.host for request in world.asked} >= {"acme.recruitee.com", "acme.jobs.personio.de"}


def test_the_same_board_under_other_capitals_is_told_once(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    world.answers = {address: {"jobs": [ONE]} for address in (ACME_AT, ACME_AT.replace("acme", "Acme"))}
    found = probe(world.settings, "Acme", outside=world.outside)
    assert [one.token for one in found if one.ats == "greenhouse"] == ["acme"]
    assert found[0] == Found("greenhouse", "acme", 1)


def test_other_capitals_are_tried_where_the_first_spelling_is_an_empty_board(tmp_path: Path) -> None:
    def answer(count: int) -> dict[str, Any]:
        return {"totalFound": count, "content": [{"id": str(n), "name": "Kite Tester"} for n in range(count)]}

    world = JobsWorld(tmp_path)
    world.answers = {KITES_AT: answer(3), KITES_AT.replace("KiteGroup", "kitegroup"): answer(0)}
    found = [one for one in probe(world.settings, "Kite Group", outside=world.outside) if one.postings is not None]
    assert found == [Found("smartrecruiters", "KiteGroup", 3), Found("smartrecruiters", "kitegroup", 0, EMPTY)]


def test_every_board_of_the_settings_is_asked_but_no_feed_and_nothing_disabled(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, ACME, ORBIT, Company("Nowhere", "lever", "nowhere", "no list"), feeds=["himalayas"])
    world.answers[ACME_AT] = {"jobs": [ONE, {"id": 2}]}
    assert probe_all(world.settings, outside=world.outside) == [
        Found("greenhouse", "acme", 1, "rows that could not be read: 1, first 2: title is missing"),
        Found("lever", "orbit", None, "status 404"),
    ]


def test_the_boards_of_the_settings_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, ACME, KITES, Company("Bolts", "greenhouse", "bolts"))
    found = probe_all(world.settings, outside=world.outside)
    assert [one.token for one in found] == ["acme", "KiteGroup", "bolts"]


def test_a_name_that_ends_in_a_dot_can_be_asked_for(tmp_path: Path) -> None:
    def as_sockets_do(request: httpx.Request) -> httpx.Response:
        request.url.host.encode("idna")
        return httpx.Response(404)

    world = JobsWorld(tmp_path)
    world.answers = {
        f"acmeinc..{host}": as_sockets_do for host in ("recruitee.com/api/offers/", "jobs.personio.de/xml")
    }
    assert probe(world.settings, "Acme Inc.", outside=world.outside)


def test_what_is_no_address_is_refused_as_a_source_error(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path)
    with pytest.raises(SourceError):
        probe(world.settings, "https://kites.example:port/careers", outside=world.outside)
