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
    "text",
    [
        "Zákon navrhuje Smer.",
        "Návrh poslankyne o reklame",
        "The opposition wants a change.",
        "Robert Fico a reklama",
        "The Renew group",
        "The minister tabled the bill.",
    ],
)
def test_a_party_a_politician_or_a_proposer_is_named(text: str) -> None:
    assert actors(brief(), text)


def test_a_kind_of_actor_that_the_title_speaks_of_passes_in_both_languages() -> None:
    about = brief("zákona o platoch poslancov a o financovaní politických strán")
    assert actors(about, "Should the law on pay of MPs and on political parties change?") == ()
    assert actors(about, "Má sa zmeniť zákon o platoch poslancov?") == ()


def test_a_party_is_refused_even_when_the_title_speaks_of_parties() -> None:
    assert actors(brief("zákona o politických stranách"), "Hnutie Progresívne Slovensko") != ()
