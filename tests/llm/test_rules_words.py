"""Words that model-written prose may not use."""

from __future__ import annotations

import pytest

from votewatch.llm.brief import Brief
from votewatch.llm.rules_words import actors, judging, outcome
from votewatch.model.vocabulary import ForMeans, Parliament


def brief(title: str = "zákona, ktorým sa mení zákon o reklame") -> Brief:
    return Brief("sk:9:1", Parliament.SK, title, "law", "", ForMeans.ADOPT, (), "", False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dôležitá zmena zákona o reklame", "sk"),
        ("Kontroverzný zákon o reklame", "sk"),
        ("A landmark law on advertising", "en"),
        ("A much-needed change to the law", "en"),
    ],
)
def test_a_judging_word_is_named(text: str, language: str) -> None:
    assert judging(brief(), text, language)


def test_a_word_of_the_official_title_is_no_judgement() -> None:
    assert judging(brief("Critical and important projects"), "The important projects", "en") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zákon bol schválený.", "sk"),
        ("Parlament zákon neprijal.", "sk"),
        ("Návrh získal väčšinu.", "sk"),
        ("Zákon zlepší služby.", "sk"),
        ("The law was adopted.", "en"),
        ("MEPs backed the text.", "en"),
        ("It passed by a clear majority.", "en"),
        ("The law will improve services.", "en"),
    ],
)
def test_a_claim_of_outcome_majority_or_effect_is_named(text: str, language: str) -> None:
    assert outcome(brief(), text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zákon navrhuje Smer.", "sk"),
        ("Návrh poslankyne o reklame", "sk"),
        ("Návrh podporuje Hlas.", "sk"),
        ("Robert Fico a reklama", "sk"),
        ("The opposition wants a change.", "en"),
        ("The Renew group", "en"),
        ("The minister tabled the bill.", "en"),
    ],
)
def test_a_party_a_politician_or_a_proposer_is_named(text: str, language: str) -> None:
    assert actors(brief(), text, language)


@pytest.mark.parametrize(
    ("text", "language"), [("Hlas za znamenal vzniesť námietku.", "sk"), ("Týka sa primeraných miezd.", "sk")]
)
def test_a_vote_for_and_words_of_the_other_language_are_no_actors(text: str, language: str) -> None:
    assert actors(brief(), text, language) == ()


def test_a_kind_of_actor_that_the_title_speaks_of_passes_in_both_languages() -> None:
    about = brief("zákona o platoch poslancov a o financovaní politických strán")
    assert actors(about, "Should the law on pay of MPs and on political parties change?", "en") == ()
    assert actors(about, "Má sa zmeniť zákon o platoch poslancov?", "sk") == ()


def test_a_party_is_refused_even_when_the_title_speaks_of_parties() -> None:
    assert actors(brief("zákona o politických stranách"), "Hnutie Progresívne Slovensko", "sk") != ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Should the National Council have adopted the act, or not?", "en"),
        ("Should the European Parliament have given consent?", "en"),
        ("Hlasovalo sa o návrhu ako celku.", "sk"),
    ],
)
def test_asking_whether_it_should_have_passed_claims_no_outcome(text: str, language: str) -> None:
    assert outcome(brief(), text, language) == ()


def test_the_council_that_has_adopted_it_claims_one() -> None:
    assert outcome(brief(), "The National Council have adopted the act.", "en")
    assert outcome(brief(), "Hlasovalo za 80 ľudí.", "sk")


def test_an_effect_may_be_named_when_the_title_names_it_in_either_language() -> None:
    about = brief("zákona o opatreniach na zlepšenie bezpečnostnej situácie")
    assert outcome(about, "Measures to improve the security situation", "en") == ()
    assert outcome(brief(), "Measures to improve the security situation", "en")
