"""Out and back: nothing real goes out, and everything comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from votewatch.llm.anonymise import Anonymised, Entity, Restoring, anonymise, restore

REAL = ("peter.novak@example.sk", "0905 123 456", "SK31 1200 0000 1987 4263 7541", "10.0.0.5", "780123/3540")
NAMES = ("Peter Novák", "Eva Nováková", "Ján", "Novák", "Žilina")


class Counting:
    """Fakes by number; every third one is useless, because it holds a value that texts are full of."""

    def __init__(self) -> None:
        self.made = 0

    def of(self, kind: str, value: str) -> str:
        self.made += 1
        if self.made % 3 == 0:
            return f"{value}{self.made}"
        return f"Náhrada{self.made}" if kind == "person" else f"{kind}-{self.made}"

    def plain(self, kind: str) -> str:
        self.made += 1
        return f"⟦{kind}-{self.made}⟧"


def listed(*values: str) -> Callable[[str], Iterable[Entity]]:
    return lambda _text: [Entity("person", value) for value in values]


def out(text: str) -> Anonymised:
    return anonymise(text, Counting(), listed(*NAMES))


pieces = st.lists(st.one_of(st.sampled_from(REAL + NAMES), st.text(max_size=12)), max_size=12)


@settings(max_examples=300)
@given(pieces)
@example(["Ján", "ošík a Ján"])
@example(["Náhrada1", "Peter Novák"])
@example(["Novák", "Peter Novák", "Nováková"])
@example(["10.0.0.5", "10.0.0.5"])
def test_what_went_out_comes_back_and_nothing_real_is_in_it(parts: list[str]) -> None:
    text = " ".join(parts)
    made = out(text)
    assert restore(made.text, made.fakes).text == text
    assert [real for real in made.fakes.values() if real in made.text] == []


def test_the_same_value_has_the_same_fake_throughout() -> None:
    made = out("Peter Novák píše. Peter Novák odpovedá na peter.novak@example.sk.")
    assert len(made.fakes) == 2 + 1  # the whole name, the surname in the list, and the address
    [fake] = [fake for fake, real in made.fakes.items() if real == "Peter Novák"]
    assert made.text.count(fake) == 2


def test_a_text_with_nothing_in_it_is_left_as_it_is() -> None:
    assert anonymise("zákon č. 300/2005 Z. z.", Counting()) == Anonymised("zákon č. 300/2005 Z. z.", {})


def test_an_answer_in_another_slovak_case_gets_the_real_name_back() -> None:
    fakes = {"Jozef Hornák": "Peter Novák", "Anna Malá": "Eva Nováková"}
    back = restore("Píšem Jozef Hornákovi a o Anna Malej.", fakes)
    assert back.text == "Píšem Peter Novákovi a o Eva Novákovej."
    assert (back.missing, back.inflected) == (0, 1)  # the first only has an ending more


def test_fakes_that_did_not_come_back_are_counted() -> None:
    assert restore("Nič.", {"Jozef Hornák": "Peter Novák"}).missing == 1


def test_a_mapping_is_in_no_printed_form() -> None:
    made = out("Peter Novák")
    assert "Novák" not in repr(made)


@pytest.mark.parametrize("names", [listed("a"), listed(" "), listed("")])
def test_a_name_of_one_letter_or_none_breaks_nothing(names: Callable[[str], Iterable[Entity]]) -> None:
    made = anonymise("abc a b", Counting(), names)
    assert restore(made.text, made.fakes).text == "abc a b"


FAKES = {"Jozef Hornák": "Peter Novák", "Anna Malá": "Eva Nováková", "fake-1": "a@b.sk", "fake-12": "c@d.sk"}
SAID = "Píšem Jozef Hornákovi, Anna Malej a Anna Malá; fake-12 a fake-1. Malácky sú mesto. Jozef Hor"


@given(
    st.lists(st.integers(0, len(SAID)), max_size=8), st.lists(st.sampled_from([*FAKES, "ovi", " ", "x"]), max_size=6)
)
def test_a_text_in_pieces_is_restored_as_the_whole_wherever_it_is_cut(cuts: list[int], more: list[str]) -> None:
    text = SAID + "".join(more)
    places = [0, *sorted(cuts), len(text)]
    stream = Restoring(FAKES)
    out = "".join(stream.feed(text[a:b]) for a, b in pairwise(places)) + stream.end()
    whole = restore(text, FAKES)
    assert (out, stream.missing, stream.inflected) == (whole.text, whole.missing, whole.inflected)


def test_letter_by_letter_nothing_of_a_fake_is_given_out_too_early() -> None:
    stream = Restoring(FAKES)
    given_out = ""
    for letter in "x" * 40 + "Jozef Hornák" + "y":
        given_out += stream.feed(letter)
        assert "Joz" not in given_out
    assert (given_out + stream.end()).endswith("Peter Nováky")
