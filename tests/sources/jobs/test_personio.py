"""Positions of Personio."""

from __future__ import annotations

import pytest

from tests.sources.jobs.answers import raw
from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting, WorkModel
from votewatch.sources.document import Document
from votewatch.sources.jobs import personio

ADDRESS = "https://kites.jobs.personio.de/xml?language=en"
POSITION = """<position>
  <id>4103</id><subcompany>Kites GmbH</subcompany><office> Berlin </office>
  <additionalOffices><office>Wien</office><office/><office>Berlin</office></additionalOffices>
  <name>Kite Tester (m/w)</name>
  <jobDescriptions>
    <jobDescription><name>Aufgaben</name><value><![CDATA[<ul><li>R&amp;D</li><li>Wind</li></ul>]]></value></jobDescription>
    <jobDescription><name>Wir</name><value><![CDATA[ <p>Kites.</p><!DOCTYPE html> ]]></value></jobDescription>
  </jobDescriptions>
  <createdAt>2026-05-04T23:30:00-02:00</createdAt>
</position>"""


def answer(*positions: str, before: str = "", root: str = "workzag-jobs", status: int = 200) -> Document:
    body = f"""<?xml version="1.0" encoding="UTF-8"?>{before}<{root}>{"".join(positions)}</{root}>"""
    return raw(body, status, ADDRESS)


def board(*positions: str) -> Board:
    return personio.read(answer(*positions), "kites", "Kites GmbH")


def test_a_position_is_read() -> None:
    assert board(POSITION) == Board(
        (
            Posting(
                "personio:kites:4103", "personio", "Kites GmbH", "Kite Tester (m/w)", ("Berlin", "Wien"),
                WorkModel.UNKNOWN, "https://kites.jobs.personio.de/job/4103", "2026-05-05",
                "Aufgaben\nR&D\nWind\n\nWir\nKites.",
            ),
        ),
        {},
    )  # fmt: skip


def test_the_address_is_on_the_firms_own_host() -> None:
    assert personio.url("https://{token}.jobs.personio.de", "kites") == "https://kites.jobs.personio.de/xml"


def test_an_office_that_is_a_work_model_tells_it() -> None:
    found = board("<position><id>1</id><name>Kite</name><office>Remote</office></position>")
    assert found.postings[0].work_model is WorkModel.REMOTE


def test_a_firm_without_positions_is_an_empty_board() -> None:
    assert board() == Board((), {})


def test_a_bad_position_costs_only_itself() -> None:
    found = board("<position><name>Kite</name></position>", "<position><id>2</id><mood/></position>", POSITION)
    assert (len(found.postings), found.unknown) == (1, {"mood": 1})
    assert found.unreadable == ("row 0: id is missing", "2: name is missing")


BOMB = '<!DOCTYPE workzag-jobs [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (answer(before=BOMB), "declares a DOCTYPE"),
        (answer(before='<!doctype x SYSTEM "file:///etc/passwd">'), "declares a DOCTYPE"),
        (answer(before="<!ENTITY a 'b'>"), "declares a ENTITY"),
        (raw("<!DOCTYPE html><html><body>Recruiting made easy<br></body></html>"), "declares a DOCTYPE"),
        (answer(root="html"), "the root is html, not workzag-jobs"),
        (raw("<html><p>429"), "no XML: "),
        (raw(""), "no XML: "),
        (answer(POSITION, status=429), "answered 429, not 200"),
        (Document(ADDRESS, 200, b"\xff\xfe<\x00", "text/xml", ""), "no UTF-8 text: "),
    ],
)
def test_another_document_is_refused(document: Document, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        personio.read(document, "kites", "Kites GmbH")
    assert (refused.value.subject, refused.value.url) == ("personio:kites", document.url)
    assert refused.value.reason.startswith(reason)
