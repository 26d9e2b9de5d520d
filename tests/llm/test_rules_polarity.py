"""A reader's yes means exactly a vote for."""

from __future__ import annotations

import pytest

from votewatch.llm.brief import Brief
from votewatch.llm.rules_polarity import directed, disagreeing
from votewatch.model.vocabulary import ForMeans, Parliament


def brief(for_means: ForMeans, title: str = "zákona, ktorým sa mení zákon o reklame") -> Brief:
    return Brief("sk:9:1", Parliament.SK, title, "law", "", for_means, (), "", False)


@pytest.mark.parametrize(
    ("for_means", "sk", "en"),
    [
        (
            ForMeans.ADOPT,
            "Má sa zmeniť zákon o reklame, alebo nie?",
            "Should the law on advertising be amended, or not?",
        ),
        (ForMeans.REJECT, "Má sa zamietnuť návrh zákona o reklame?", "Should the bill on advertising be rejected?"),
        (ForMeans.RETURN, "Má sa vrátiť návrh zákona?", "Should the bill be returned to its author?"),
        (ForMeans.STOP, "Má parlament nepokračovať v rokovaní?", "Should Parliament stop the bill?"),
        (ForMeans.OBJECT, "Má sa vzniesť námietka proti aktu?", "Should Parliament object to the act?"),
        (ForMeans.POSTPONE, "Má sa odložiť rozhodnutie?", "Should the decision be postponed?"),
    ],
)
def test_a_question_that_asks_for_what_for_meant_passes(for_means: ForMeans, sk: str, en: str) -> None:
    about = brief(for_means, "aktu proti reklame" if for_means is ForMeans.OBJECT else "zákona o reklame")
    assert disagreeing(about, sk, "sk") == ()
    assert disagreeing(about, en, "en") == ()


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Má sa návrh zákona vrátiť?", "sk"),
        ("Má sa zákon zamietnuť?", "sk"),
        ("Má parlament nepokračovať v rokovaní?", "sk"),
        ("Nemá sa zákon prijať?", "sk"),
        ("Má sa zákon neschváliť?", "sk"),
        ("Should the law be rejected?", "en"),
        ("Should the law not be adopted?", "en"),
        ("Shouldn't the law be adopted?", "en"),
        ("Should Parliament oppose the law?", "en"),
        ("Je zákon o reklame?", "sk"),
    ],
)
def test_a_swapped_or_unknown_verb_is_refused_where_for_meant_adopt(question: str, language: str) -> None:
    assert disagreeing(brief(ForMeans.ADOPT), question, language)


@pytest.mark.parametrize("for_means", [ForMeans.REJECT, ForMeans.RETURN, ForMeans.STOP, ForMeans.OBJECT])
def test_an_adopting_verb_is_refused_where_for_meant_to_stop(for_means: ForMeans) -> None:
    assert disagreeing(brief(for_means), "Má sa prijať zákon o reklame?", "sk")
    assert disagreeing(brief(for_means), "Should the law be adopted?", "en")


def test_no_question_passes_where_it_is_not_known_what_for_meant() -> None:
    assert disagreeing(brief(ForMeans.UNKNOWN), "Má sa prijať zákon?", "sk")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Má sa zrušiť zákon o reklame?", "sk"),
        ("Má sa vypustiť paragraf?", "sk"),
        ("Should the law be repealed?", "en"),
        ("Should the article be deleted?", "en"),
    ],
)
def test_repealing_or_deleting_is_refused_unless_the_title_says_so(text: str, language: str) -> None:
    assert directed(brief(ForMeans.ADOPT), text, language)


def test_repealing_passes_where_the_title_repeals() -> None:
    about = brief(ForMeans.ADOPT, "zákona, ktorým sa zrušuje zákon o reklame")
    assert directed(about, "Should the law repealing the law on advertising be adopted?", "en") == ()


def test_a_word_of_the_title_that_only_holds_a_negation_excuses_none() -> None:
    about = brief(ForMeans.ADOPT, "zákona o dani z pridanej hodnoty")
    asked = "Should it not be that the amendment of the act on value added tax is approved?"
    assert "not" in disagreeing(about, asked, "en")
