"""Numbers in model-written prose."""

from __future__ import annotations

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
    "text",
    [
        "Zákon č. 300/2005 Z. z. sa mení.",
        "The rate is 2.5 percent.",
        "The sum is 1,000 euros from January 2026.",
        "Suma je tisíc eur.",
    ],
)
def test_a_number_of_the_brief_passes_in_any_way_of_writing_it(text: str) -> None:
    assert invented(BRIEF, text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zákon č. 301/2005 Z. z. sa mení.", "301/2005"),
        ("The rate is 2.5.", "2.5"),
        ("Sadzba stúpne na 23 %.", "23%"),
        ("Od 1. marca 2026.", "month-3"),
        ("Pokuta sa zvýši na dvojnásobok.", "double"),
        ("It costs three million euros.", "million"),
        ("Section 19 is changed.", "19"),
    ],
)
def test_a_number_that_the_brief_does_not_hold_is_named(text: str, found: str) -> None:
    assert found in invented(BRIEF, text)


def test_a_number_in_one_language_only_is_a_difference() -> None:
    assert differing("Od januára 2026.", "From 2026.") == ("month-1",)
