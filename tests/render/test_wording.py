"""Headlines, questions and outcome lines on the committed record: yes must mean what for meant."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from votewatch.facts import eu, sk
from votewatch.ledger import corrections, exceptions, files
from votewatch.model.decision import Decision
from votewatch.model.errors import FactError
from votewatch.model.vocabulary import ForMeans
from votewatch.render.outcome import outcome_line
from votewatch.render.phrase import html, plain
from votewatch.render.titles_eu import short_title
from votewatch.render.typography import NBSP
from votewatch.render.wording import for_means_key, headline, question
from votewatch.render.words import LANGUAGES, Words

ROOT = Path(__file__).parents[2]
SK, EN = (Words.read(ROOT / "site_src" / "words", lang) for lang in LANGUAGES)


@cache
def decisions() -> dict[str, Decision]:
    data = ROOT / "data"
    roll_calls = corrections.apply(files.load(data), corrections.load(data))
    listed = exceptions.load(data)
    return {d.id: d for d in (*sk.decide(roll_calls, listed), *eu.decide(roll_calls, listed))}


def said(phrase: object) -> str:
    return plain(phrase).replace(NBSP, " ")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("decision_id", "sk_question", "en_question"),
    [
        (
            "sk:9:733",
            "Mala Národná rada schváliť zmenu Ústavy Slovenskej republiky, alebo nie?",
            "Should the National Council have adopted the amendment of the Constitution of the Slovak Republic, "
            "or not?",
        ),
        (
            "sk:9:607",
            "Mala Národná rada v druhom čítaní ďalej rokovať o návrhu na zmenu zákona o prídavku na dieťa, alebo nie?",
            "Should the National Council have debated the amendment of Act No. 600/2003 Z. z. "
            "(zákon o prídavku na dieťa) further in second reading, or not?",
        ),
        (
            "eu:2023-2922-DEA",
            "Mal Európsky parlament vzniesť námietku proti aktu Komisie „Adjustments of the size criteria for micro, "
            "small, medium-sized and large undertakings or groups“, alebo nie?",
            "Should the European Parliament have objected to the act of the Commission “Adjustments of the size "
            "criteria for micro, small, medium-sized and large undertakings or groups”, or not?",
        ),
    ],
)
def test_a_question_asks_what_for_meant(decision_id: str, sk_question: str, en_question: str) -> None:
    decision = decisions()[decision_id]
    assert said(question(decision, SK)) == sk_question
    assert said(question(decision, EN)) == en_question


# The verb of every question, by what for meant: a reader's yes and the vote's for must say the same.
VERBS = {
    ForMeans.ADOPT: (
        "schváliť",
        "prijať uznesenie",
        "rokovať o",
        "vysloviť súhlas",
        "bez námietky",
        "v znení pripomienok",
    ),
    ForMeans.OVERRIDE_VETO: ("znova schváliť",),
    ForMeans.OBJECT: ("vzniesť námietku",),
    ForMeans.DISCHARGE: ("udeliť absolutórium",),
    ForMeans.REJECT: ("odmietnuť absolutórium",),
    ForMeans.GRANT_CONSENT: ("udeliť súhlas",),
}


def test_every_question_of_the_record_carries_the_verb_of_what_for_meant() -> None:
    asked = [d for d in decisions().values() if d.no_question is None]
    wrong = [d.id for d in asked if not any(verb in said(question(d, SK)) for verb in VERBS[d.for_means])]
    assert (len(asked), wrong) == (2059, [])


def test_a_question_about_an_objection_never_asks_whether_to_adopt_the_act() -> None:
    objections = [d for d in decisions().values() if d.no_question is None and d.for_means is ForMeans.OBJECT]
    assert objections
    assert not [d.id for d in objections if "schváliť" in said(question(d, SK)) or "adopted" in said(question(d, EN))]


def test_a_decision_without_a_question_has_no_wording_for_one() -> None:
    with pytest.raises(FactError, match=r"sk:9:32 has no question: unclear"):
        question(decisions()["sk:9:32"], SK)


def test_every_headline_fits_a_phone_and_is_not_empty() -> None:
    lengths = [len(plain(headline(d, words))) for d in decisions().values() for words in (SK, EN)]
    assert min(lengths) > 5
    assert max(lengths) <= 260


def test_words_of_another_language_are_marked_as_such() -> None:
    decision = decisions()["eu:2023-2922-DEA"]
    assert '<span lang="en">Adjustments of the size criteria' in html(headline(decision, SK), "sk")
    assert "lang=" not in html(headline(decision, EN), "en")
    law = decisions()["sk:9:607"]
    assert '<span lang="sk">zákon o\u00a0prídavku na dieťa</span>' in html(question(law, EN), "en")


def test_a_law_that_changes_others_says_so_in_its_question() -> None:
    assert said(question(decisions()["sk:9:216"], SK)).endswith("alebo nie? Návrh mení aj ďalšie zákony.")


@pytest.mark.parametrize(
    ("decision_id", "sk_line", "en_line"),
    [
        (
            "sk:9:733",
            "Schválené: za hlasovalo 90 z 99 prítomných, potrebných bolo 90.",
            "Adopted: of 99 present 90 voted for, 90 were needed.",
        ),
        (
            "eu:2023-2922-DEA",
            "Námietka neprijatá: za hlasovalo 120, proti 501, zdržalo sa 10; potrebných bolo 353.",
            "Objection not adopted: 120 voted for, 501 against, 10 abstained; 353 were needed.",
        ),
        ("sk:9:32", "Zo záznamu nejasné.", "Unclear from the record."),
    ],
)
def test_the_outcome_line_gives_the_result_in_words_and_numbers(decision_id: str, sk_line: str, en_line: str) -> None:
    decision = decisions()[decision_id]
    lines = [outcome_line(decision, words).striptags().replace(NBSP, " ") for words in (SK, EN)]
    assert lines == [sk_line, en_line]


def test_no_headline_begins_with_what_was_left_of_a_rule() -> None:
    starts = {short_title(d.title)[:1] for d in decisions().values() if d.id.startswith("eu:") and d.title}
    assert [start for start in starts if not (start.isalnum() or start in "“‘'\"(")] == []
    left = [d.id for d in decisions().values() if d.id.startswith("eu:") and re.match(r"\d+\(", short_title(d.title))]
    assert left == []


def test_consent_to_ending_a_treaty_is_asked_as_such_in_both_languages() -> None:
    ending = decisions()["sk:9:577"]
    assert "vypovedaním" in said(question(ending, SK))
    assert "consent to ending this treaty" in said(question(ending, EN))


def test_a_resolution_on_a_discharge_is_not_said_to_grant_it() -> None:
    decision = decisions()["eu:2023-2183-DEC"]
    assert outcome_line(decision, EN).striptags().startswith("Resolution adopted")
    assert EN[for_means_key(decision)] == "to adopt the resolution with observations on the discharge"


def test_letting_an_act_pass_is_not_said_to_be_an_objection() -> None:
    assert outcome_line(decisions()["eu:2024-2663-DEA"], EN).striptags().startswith("No objection raised")
