"""Texts as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votewatch.facts.radar.folding import any_of, folded, mended, plain_letters


@pytest.mark.parametrize("name", ["Kraków", "München", "Köln", "São Paulo", "Košice", "Málaga", "Wrocław", "Żabno"])
def test_utf8_that_was_read_as_windows_1252_is_mended(name: str) -> None:
    broken = name.encode().decode("cp1252")
    assert broken != name
    assert mended(broken) == name


@pytest.mark.parametrize("name", ["Čadca", "Humenné, časť", "Łódź", "Đakovo", "Ostrov nad Ohří"])
def test_utf8_that_was_read_as_latin_1_is_mended(name: str) -> None:
    broken = name.encode().decode("latin-1")
    assert broken != name
    assert mended(broken) == name


@pytest.mark.parametrize("text", ["Kraków", "Žilina", "naïve Ã", "ÂGE", "São Paulo", "Łódź", "日本", "plain", ""])
def test_a_text_that_was_read_right_is_left_alone(text: str) -> None:
    assert mended(text) == text


def test_a_broken_sign_that_no_encoding_explains_is_left_alone() -> None:
    assert mended("Ã³ 日本") == "Ã³ 日本"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Košice", "Kosice"),
        ("ŁÓDŹ", "LODZ"),
        ("Straße", "Strasse"),
        ("Tromsø", "Tromso"),
        ("Ærø", "Aero"),
        ("Đakovo", "Dakovo"),
        ("Dvořák – Nový", "Dvorak - Novy"),
        ("don’t", "don't"),
        ("a\u00a0 b\t\nc ", "a b c"),
        ("Diyarbakır", "Diyarbakir"),
        ("non\u2011EU", "non-EU"),
        ("−5", "-5"),
        ("ﬁne", "fine"),
        ("KrakÃ³w", "Krakow"),
    ],
)
def test_plain_letters_lose_marks_and_keep_their_case(text: str, plain: str) -> None:
    assert plain_letters(text) == plain


@pytest.mark.parametrize(("text", "name"), [("BRATISLAVA", "bratislava"), ("Žilina", "zilina"), ("GROẞ", "gross")])
def test_a_folded_name_is_in_lower_case(text: str, name: str) -> None:
    assert folded(text) == name


def test_composed_and_decomposed_letters_fold_alike() -> None:
    composed, decomposed = "Ko\u0161ice", "Kos\u030cice"
    assert composed != decomposed
    assert folded(composed) == folded(decomposed) == "kosice"


@given(st.text())
def test_folding_never_raises_and_leaves_single_blanks(text: str) -> None:
    assert folded(text) == " ".join(folded(text).split())


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_the_case_of_european_letters_makes_no_difference(text: str) -> None:
    if mended(text) == text and mended(text.swapcase()) == text.swapcase():
        assert folded(text) == folded(text.swapcase())


@pytest.mark.parametrize("text", ["eu", "the eu", "eu/uk", "(eu)", "non-eu", "eu."])
def test_a_phrase_is_found_as_a_whole_word(text: str) -> None:
    assert any_of(["eu"]).search(text)


@pytest.mark.parametrize("text", ["eugene", "neu", "euless", "reutlingen", "eu_1", "eu2"])
def test_a_phrase_is_never_found_inside_of_a_word(text: str) -> None:
    assert not any_of(["eu"]).search(text)


@pytest.mark.parametrize("text", ["world wide", "world-wide", "world  wide", "world - wide", "world\nwide"])
def test_a_blank_in_a_phrase_stands_for_blanks_and_hyphens(text: str) -> None:
    assert any_of(["world wide"]).fullmatch(text)


def test_a_blank_in_a_phrase_does_not_stand_for_nothing() -> None:
    assert not any_of(["world wide"]).search("worldwide")


def test_the_longest_phrase_is_found_first() -> None:
    found = any_of(["korea", "south korea", "south"]).search("remote, south korea")
    assert found
    assert found[0] == "south korea"


def test_signs_in_a_phrase_are_taken_as_they_are() -> None:
    assert any_of(["e.u."]).search("in the e.u. only")
    assert not any_of(["e.u."]).search("in the exuy only")


def test_no_phrases_are_found_nowhere() -> None:
    assert not any_of([]).search("")
    assert not any_of([]).search("anything at all")
