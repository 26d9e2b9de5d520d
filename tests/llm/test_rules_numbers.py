"""Numbers in model-written prose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from votewatch.llm.brief import Brief
from votewatch.llm.rules_numbers import differing, invented
from votewatch.model.vocabulary import ForMeans, Parliament

BRIEF = Brief(
    id="sk:9:733",
    parliament=Parliament.SK,
    title="zákona, ktorým sa mení zákon č. 300/2005 Z. z. Trestný zákon, sadzba 2,5 % a 1 000 eur od januára 2026",
    kind="law",
    motion="Hlasovanie o bodoch 1 až 19",
    for_means=ForMeans.ADOPT,
    laws=("300/2005 Z. z.",),
    procedure="",
    first_reading=False,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zákon č. 300/2005 Z. z. sa mení.", "sk"),
        ("The rate is 2.5 percent.", "en"),
        ("The sum is 1,000 euros from January 2026.", "en"),
        ("Suma je tisíc eur.", "sk"),
        ("Ten súvisí s iným zákonom.", "sk"),  # a pronoun, and a number in English
    ],
)
def test_a_number_of_the_brief_passes_in_any_way_of_writing_it(text: str, language: str) -> None:
    assert invented(BRIEF, text, language) == ()


def test_a_span_of_years_may_be_told_as_two_years_and_an_ordinal_as_a_number() -> None:
    spans = replace(BRIEF, parliament=Parliament.EU, title="Fisheries Partnership Agreement (2023-2028)", laws=())
    assert invented(spans, "It holds for the years 2023 to 2028.", "en") == ()
    thirteenth = replace(BRIEF, title="zákona o 13. dôchodku", laws=())
    assert invented(thirteenth, "The Act on the 13th pension", "en") == ()


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Zákon č. 301/2005 Z. z. sa mení.", "sk", "301/2005"),
        ("The rate is 2.5.", "en", "2.5"),
        ("Sadzba stúpne na 23 %.", "sk", "23%"),
        ("Od 1. marca 2026.", "sk", "month-3"),
        ("Pokuta sa zvýši na dvojnásobok.", "sk", "double"),
        ("It costs three million euros.", "en", "million"),
        ("Section 19 is changed.", "en", "19"),
    ],
)
def test_a_number_that_the_brief_does_not_hold_is_named(text: str, language: str, found: str) -> None:
    assert found in invented(BRIEF, text, language)


def test_a_number_in_one_language_only_is_a_difference() -> None:
    assert differing("Od januára 2026.", "From 2026.") == ("month-1",)
