"""Words as the search compares them: forms of one word meet, and a twin that goes letter by letter agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.twins.searching import twin_folded, twin_stem
from votewatch.facts.searching import folded, stem, words
from votewatch.ledger import search_words

RULES = search_words.load(Path(__file__).parents[2] / "data").stemming
ALIKE = """
dôchodok dôchodku dôchodky dôchodkov dôchodkom dochodok
poslanec poslanca poslanci poslancov poslancami
služba služby služieb službám službou
zmena zmeny zmien zmenu zmenách
dieťa deti detí deťom dieťaťa
škola škôl školy školách skol
mzda mzdy mzde miezd mzdou
daň dane dani daní daňou
zákon zákona zákonom zákony zákonov
trestný trestného trestnému trestným
ústava ústavy ústave ústavou
organizácia organizácie organizácií organizáciám organizáciou
poistenie poistenia poistení poistením
rozpočet rozpočtu rozpočty rozpočtov
Plaváková Plavákovej Plavákovú plavakova
Kaliňák Kaliňáka Kaliňákovi
Šimečka Šimečku Šimečkovi Šimečkom
obec obce obcí obciam obcami
bezpečnosť bezpečnosti bezpečnosťou
Ukrajina Ukrajine Ukrajinou
opatrenie opatrení opatreniach
učiteľ učitelia učiteľov učiteľom
mýto mýta mito
zákonník zákonníka zákonnik zákonník zakonik
measure measures
policy policies
right rights
"""


@pytest.mark.parametrize("forms", ALIKE.strip().splitlines())
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(folded(form), RULES) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("právo", "správa"), ("zákon", "zákonník"), ("voda", "vodič"), ("súd", "sad")]
)
def test_words_that_only_look_alike_keep_apart(one: str, other: str) -> None:
    assert stem(folded(one), RULES) != stem(folded(other), RULES)


def test_the_number_of_a_law_a_procedure_or_a_document_is_one_word() -> None:
    said = "zákon č. 300/2005 Z. z., 2021/0106(COD), C9-0185/2022 a CO2"
    assert words(said) == ["zakon", "c", "300/2005", "z", "z", "2021/0106", "cod", "c9-0185/2022", "a", "co2"]


@given(st.text())
def test_folding_agrees_with_its_twin(text: str) -> None:
    assert folded(text) == twin_folded(text)


@given(st.text(alphabet="abcdeiklmnorstuvyz", max_size=14) | st.sampled_from(["300/2005", "c9-0185/2022", "co2"]))
def test_a_stem_agrees_with_its_twin(word: str) -> None:
    assert stem(word, RULES) == twin_stem(word, RULES)


@given(st.text(alphabet="abcdeiklmnorstuvyz", min_size=1, max_size=14))
def test_a_stem_of_a_word_that_begins_to_be_typed_is_never_empty(word: str) -> None:
    assert stem(word, RULES)
