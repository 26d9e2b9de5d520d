"""Fakes have the form of what they stand for: the same detector finds them, and they are other values."""

from __future__ import annotations

import pytest

from votewatch.llm.anonymise import Entity, anonymise, restore
from votewatch.llm.fakes import Fakes
from votewatch.llm.guard import scan


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iban", "SK31 1200 0000 1987 4263 7541"),
        ("iban", "CZ6508000000192000145399"),
        ("card", "4111 1111 1111 1111"),
        ("birth_number", "780123/3540"),
        ("email", "peter.novak@example.sk"),
        ("phone", "+421 905 123 456"),
        ("phone", "0905 123 456"),
        ("ip", "10.0.0.5"),
        ("ip", "2001:db8::8a2e:370:7334"),
        ("host", "nas.local"),
        ("api_key", "AKIAIOSFODNN7EXAMPLE"),
        ("private_key", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----"),
    ],
)
def test_a_fake_is_of_the_same_kind_and_another_value(kind: str, value: str) -> None:
    makes = Fakes(seed=3)
    for _ in range(20):
        fake = makes.of(kind, value)
        assert fake != value
        if kind == "api_key":  # the shape alone: its beginning is the provider's, and may be another's or nobody's
            assert (len(fake), fake.isupper()) == (len(value), True)
        else:
            assert [found.kind.value for found in scan(fake)] == [kind], fake


def test_a_womans_name_stays_a_womans_and_a_whole_name_whole() -> None:
    makes = Fakes(seed=1)
    for _ in range(10):
        assert makes.of("person", "Eva Nováková").split()[-1].endswith(("á", "ová"))
        assert len(makes.of("person", "Peter Novák").split()) == 2


def test_the_same_seed_makes_the_same_fakes() -> None:
    assert Fakes(seed=7).of("person", "Peter Novák") == Fakes(seed=7).of("person", "Peter Novák")


def test_a_letter_about_a_person_goes_out_without_a_trace_and_comes_back() -> None:
    text = (
        "Volám sa Peter Novák z Žiliny, tel. 0905 123 456, účet SK31 1200 0000 1987 4263 7541. "
        "Píšte Novákovi na peter.novak@example.sk; zákon č. 300/2005 Z. z. poznám."
    )
    names = [Entity("person", "Peter Novák"), Entity("person", "Novák"), Entity("city", "Žilin")]
    made = anonymise(text, Fakes("sk", seed=11), lambda _text: names)
    for real in ("Novák", "Žilin", "0905", "SK31", "peter.novak"):
        assert real not in made.text
    assert "300/2005" in made.text
    assert restore(made.text, made.fakes).text == text
