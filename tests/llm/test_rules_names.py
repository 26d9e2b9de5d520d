"""Names and topic of model-written prose."""

from __future__ import annotations

import pytest

from votewatch.llm.brief import Brief
from votewatch.llm.rules_names import differing, off_topic, unknown
from votewatch.model.vocabulary import ForMeans, Parliament

BRIEF = Brief(
    "sk:9:1",
    Parliament.SK,
    "zákona, ktorým sa mení zákon o Ústavnom súde Slovenskej republiky a o pobyte občanov Ukrajiny a COVID-19",
    "law",
    "",
    ForMeans.ADOPT,
    (),
    "",
    False,
)


@pytest.mark.parametrize(
    "text",
    ["Zákon o Ukrajine a Ústavnom súde", "The law on Ukrainian citizens and COVID-19", "The Constitutional Court"],
)
def test_a_name_of_the_brief_passes_with_another_ending_or_in_english(text: str) -> None:
    assert unknown(BRIEF, text) == ()


@pytest.mark.parametrize(
    "text", ["Zákon o občanoch Moldavska", "The law of Peter Novak", "NATO citizens", "The Supreme Court"]
)
def test_a_name_that_the_brief_does_not_hold_is_named(text: str) -> None:
    assert unknown(BRIEF, text)


def test_an_abbreviation_in_one_language_only_is_a_difference() -> None:
    assert differing("Zákon o NATO", "The law on defence") == ("nato",)


def test_a_text_about_another_bill_is_off_topic_in_the_language_of_the_title() -> None:
    assert off_topic(BRIEF, "Zmena zákona o reklame", "Má sa zmeniť zákon o reklame?", "sk")
    assert off_topic(BRIEF, "Pobyt občanov Ukrajiny", "Má sa zmeniť zákon o Ústavnom súde?", "sk") == ()
