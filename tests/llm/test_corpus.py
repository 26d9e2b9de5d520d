"""The adversarial corpus: faults put into healthy drafts are caught."""

from __future__ import annotations

from tests.llm.plain_drafts import plain_draft
from votewatch.llm.brief import Brief
from votewatch.llm.corpus import cases, table
from votewatch.model.vocabulary import ForMeans, Parliament

LAWS = [
    ("300/2005", "o verejnom obstarávaní"),
    ("147/2001", "o reklame"),
    ("447/2008", "o peňažných príspevkoch"),
    ("578/2004", "o poskytovateľoch zdravotnej starostlivosti"),
    ("36/2005", "o rodine"),
    ("18/1996", "o cenách"),
    ("543/2002", "o ochrane prírody a krajiny"),
    ("5/2004", "o službách zamestnanosti"),
]


def _briefs() -> list[Brief]:
    return [
        Brief(
            id=f"sk:9:{place}",
            parliament=Parliament.SK,
            title=f"zákona, ktorým sa mení zákon č. {number} Z. z. {about} v znení neskorších predpisov",
            kind="law",
            motion="",
            for_means=ForMeans.ADOPT,
            laws=(f"{number} Z. z.",),
            procedure="",
            first_reading=False,
        )
        for place, (number, about) in enumerate(LAWS)
    ]


def test_no_fault_of_number_polarity_party_or_outcome_is_missed() -> None:
    rows = {row.fault: row for row in table(cases([(brief, plain_draft(brief)) for brief in _briefs()]))}
    for fault in ("number", "polarity", "party", "outcome", "two_questions", "language", "markup", "instruction"):
        assert (rows[fault].caught, rows[fault].missed) == (16, 0), fault


def test_the_healthy_drafts_that_are_spoiled_pass() -> None:
    rows = {row.fault: row for row in table(cases([(brief, plain_draft(brief)) for brief in _briefs()]))}
    assert rows["none"].caught == 0
