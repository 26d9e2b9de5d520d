"""The rule of topics on single titles, and what may not change its answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.small_record import record
from votewatch.facts.topics import (
    amended_laws,
    assign,
    folded,
    holds,
    plain_words,
    subject,
    topics_of_title,
    words_found,
)
from votewatch.model.errors import FactError
from votewatch.model.topic import Law, Reason, ReasonKind, Topic, TopicTable
from votewatch.model.vocabulary import Parliament

LATER = "v znení neskorších predpisov"
CRIMINAL = "zákon č. 300/2005 Z. z. Trestný zákon"
TRADES = "zákon č. 455/1991 Zb. o živnostenskom podnikaní"
WATER = "zákon Slovenskej národnej rady č. 364/2004 Z. z. o vodách"
FEES = "zákon Národnej rady Slovenskej republiky č. 145/1995 Z. z. o správnych poplatkoch"


def topic(slug: str, *stems: str, eu: tuple[str, ...] = ()) -> Topic:
    return Topic(slug, {"sk": slug, "en": slug}, {"sk": slug, "en": slug}, eu, stems)


TABLE = TopicTable(
    (
        topic("economy", "podnik", "rozpoct", eu=("Economy and budget",)),
        topic("taxation", "dane=", "spravnych poplatk", eu=("Taxation",)),
        topic("justice", "trestn", "sudov="),
        topic("water", "vod=", "vodach", "pitnej vod", eu=("Climate", "Water")),
    ),
    {
        "300/2005": Law("300/2005", ("Trestný zákon",), ("justice",)),
        "455/1991": Law("455/1991", ("živnostenský zákon",), ("economy",)),
        "364/2004": Law("364/2004", ("vodný zákon",), ("water", "economy")),
        "145/1995": Law("145/1995", ("zákon o správnych poplatkoch",), ()),
    },
)


def slugs(title: str) -> list[str]:
    return [found.topic for found in topics_of_title(title, TABLE)]


def test_the_law_that_a_title_amends_gives_the_topic_and_is_the_reason() -> None:
    (found,) = topics_of_title(f"Vládny návrh zákona, ktorým sa mení a dopĺňa {CRIMINAL} {LATER}", TABLE)
    assert (found.topic, found.reasons) == ("justice", (Reason(ReasonKind.LAW, "300/2005"),))


def test_a_law_outranks_words_of_the_title() -> None:
    assert slugs(f"Vládny návrh zákona o dane, ktorým sa mení {CRIMINAL}") == ["justice"]


def test_words_speak_where_no_law_of_the_table_is_amended() -> None:
    assert slugs("Vládny návrh zákona, ktorým sa mení zákon č. 1/2001 Z. z. o pitnej vode") == ["water"]


def test_a_law_without_topics_leaves_the_word_to_the_title_and_rides_along_with_other_laws() -> None:
    assert slugs(f"Vládny návrh zákona, ktorým sa mení {FEES}") == ["taxation"]
    assert slugs(f"Vládny návrh zákona, ktorým sa mení {CRIMINAL} a ktorým sa mení {FEES}") == ["justice"]


def test_a_law_that_belongs_to_anothers_name_or_history_is_not_amended() -> None:
    name = "zákon č. 448/2008 Z. z. o službách a o zmene a doplnení zákona č. 455/1991 Zb. o živnostenskom podnikaní"
    title = f"Návrh skupiny poslancov na vydanie zákona, ktorým sa mení {name} v znení zákona č. 300/2005 Z. z."
    assert amended_laws(title) == ("448/2008",)
    assert slugs(title) == []


def test_a_new_law_is_what_its_own_name_says_and_not_what_it_changes_beside() -> None:
    assert slugs("Vládny návrh zákona o pitnej vode a o zmene a doplnení zákona č. 300/2005 Z. z. Trestný zákon") == [
        "water"
    ]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("zákon č. 300/2005 Z. z.", "300/2005"),
        ("zakon č . 300/2005 Z. z.", "300/2005"),
        ("Ústava Slovenskej republiky č. 460/1992 Zb.", "460/1992"),
        ("Civilný sporový poriadok č. 160/2015 Z. z.", "160/2015"),
        ("Občiansky zákonník č. 40/1964 Zb.", "40/1964"),
        (WATER, "364/2004"),
    ],
)
def test_laws_are_read_as_titles_write_them(written: str, number: str) -> None:
    assert amended_laws(f"Návrh, ktorým sa mení {written} {LATER}") == (number,)


def test_names_of_proposers_and_fields_of_committees_are_no_subject() -> None:
    assert "vodova" not in subject("Návrh poslankyne Národnej rady Anny VODOVEJ na vydanie zákona o lesoch")
    committee = "Výboru Národnej rady Slovenskej republiky pre financie a rozpočet"
    assert slugs(f"Návrh na odvolanie predsedu {committee}") == []
    assert slugs(f"Návrh {committee} na prijatie uznesenia k daniam dane") == ["taxation"]


def test_who_loses_an_office_says_nothing_of_the_subject() -> None:
    assert slugs("Návrh, ktorým vyslovil stratu verejnej funkcie Jánovi Vodovi, členovi rady vôd") == []


def test_no_topic_is_an_answer() -> None:
    assert slugs("Tlač 652") == []


def test_at_most_three_topics_those_with_most_laws_first_then_in_the_order_of_the_table() -> None:
    two = f"Vládny návrh, ktorým sa mení {CRIMINAL} a ktorým sa mení {WATER} a ktorým sa mení {TRADES}"
    assert slugs(two) == ["economy", "justice", "water"]
    assert slugs("Trestné veci rozpočtu, dane a pitná voda vo vôd") == ["economy", "taxation", "justice"]


@pytest.mark.parametrize(
    ("words", "stem", "found"),
    [
        ("o daniach", "dani", True),
        ("o daniach", "dane=", False),
        ("dane, odvody", "dane=", True),
        ("o podnikani", "nik", False),
        ("pitnej-vody", "pitnej vod", True),
        ("pitnej a uzitkovej vody", "pitnej vod", False),
    ],
)
def test_a_stem_stands_at_the_beginning_of_words_side_by_side(words: str, stem: str, found: bool) -> None:
    assert holds(plain_words(words), stem) is found


def test_the_words_that_a_stem_found_are_shown_as_the_title_writes_them() -> None:
    assert words_found("K ochrane zdrojov pitnej vody", "pitnej vod") == "pitnej vody"
    assert words_found("K daniam a dane", "dane=") == "dane"
    assert words_found("Tlač 652", "dane=") == ""


WORDS = st.lists(st.sampled_from(["a", "xylofón", "ďalšie", "návrh", "Zuzana", "qwert"]), max_size=6).map(" ".join)
TITLES = st.sampled_from(
    [
        f"Vládny návrh zákona, ktorým sa mení a dopĺňa {CRIMINAL} {LATER}",
        f"Vládny návrh zákona, ktorým sa mení {WATER} a ktorým sa mení {FEES}",
        "Vládny návrh zákona o pitnej vode",
        "Program a rozpočet súdov",
        "Tlač 652",
    ]
)


@given(TITLES, WORDS)
def test_words_that_are_in_no_stem_change_nothing(title: str, words: str) -> None:
    assert topics_of_title(f"{words} {title}", TABLE) == topics_of_title(title, TABLE)


@given(st.permutations([CRIMINAL, TRADES, WATER, FEES]), st.integers(1, 4))
def test_the_order_of_the_laws_does_not_matter(laws: list[str], count: int) -> None:
    chosen = laws[:count]
    forth = "Vládny návrh zákona, ktorým sa mení " + " a ktorým sa mení ".join(chosen)
    back = "Vládny návrh zákona, ktorým sa mení " + " a ktorým sa mení ".join(reversed(chosen))
    assert topics_of_title(forth, TABLE) == topics_of_title(back, TABLE)


@given(TITLES)
def test_case_and_marks_do_not_matter(title: str) -> None:
    assert topics_of_title(folded(title), TABLE) == topics_of_title(title, TABLE)


@given(st.text(max_size=200))
def test_any_text_has_at_most_three_topics_each_with_a_reason_and_none_twice(title: str) -> None:
    found = topics_of_title(title, TABLE)
    assert len(found) <= 3
    assert all(one.reasons for one in found)
    assert len({one.topic for one in found}) == len(found)


def test_names_of_the_european_parliament_are_gathered_under_one_topic() -> None:
    trade = next(d for d in record().decisions if d.parliament is Parliament.EU)
    named = replace(trade, topics=("Water", "Taxation", "Climate"))
    found = assign([named], TABLE)[named.id]
    assert [(one.topic, [r.value for r in one.reasons]) for one in found] == [
        ("water", ["Water", "Climate"]),
        ("taxation", ["Taxation"]),
    ]
    with pytest.raises(FactError, match=rf"{trade.id}: topic 'Space' of the European Parliament is in no topic"):
        assign([replace(trade, topics=("Space",))], TABLE)


def test_an_empty_table_gives_no_decision_a_topic() -> None:
    decisions = record().decisions
    assert assign(decisions, TopicTable()) == {d.id: () for d in decisions}
