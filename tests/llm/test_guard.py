"""What may not leave the house is found by shape and checksum, and what only looks alike is left alone."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from tests.llm.guard_corpus import corpus, table
from votewatch.ledger import files
from votewatch.llm.guard import Policy, Then, check, scan, texts_of


def kinds(text: str) -> list[str]:
    return [found.kind.value for found in scan(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Účet SK31 1200 0000 1987 4263 7541, splatné zajtra", "iban"),
        ("CZ6508000000192000145399", "iban"),
        ("DE89 3704 0044 0532 0130 00", "iban"),
        ("karta 4111 1111 1111 1111", "card"),
        ("5555-5555-5555-4444", "card"),
        ("r. č. 780123/3540", "birth_number"),
        ("r. č. 535123/123", "birth_number"),  # before 1954: three digits and no checksum
        ("peter.novak@example.sk", "email"),
        ("0905 123 456", "phone"),
        ("+421 905 123 456", "phone"),
        ("02/5972 1111", "phone"),
        ("+1 202 555 0143", "phone"),
        ("10.0.0.5", "ip"),
        ("2001:db8::8a2e:370:7334", "ip"),
        ("nas.local", "host"),
        ("db01.internal", "host"),
        ("sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8t", "api_key"),
        ("AKIAIOSFODNN7EXAMPLE", "api_key"),
        ("AIza" + "SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q", "api_key"),
        ("ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", "api_key"),
        ("glpat-" + "Ab3dEf6hIj9kLm2nOp5q", "api_key"),
        ("nvapi-" + "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7cDe0f", "api_key"),
        ("hf_" + "AbCdEfGhIjKlMnOpQrStUvWxYz123456", "api_key"),
        ("password = hunter2", "password"),
        ("heslo: Zima2024!", "password"),
        ("İİ moje heslo je Zima2024! a dosť", "password"),  # letters that grow in lower case shift no place
        ('"api_key": "9f8e7d6c5b4a39281706"', "password"),
        ("https://user:tajne-heslo1@db:5432/x", "password"),
        ("q7Zt9LmP2vXc8RkW4yNbF6hJ", "secret"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "private_key"),
        ("-----BEGIN PRIVATE KEY-----\nMIIEvQ", "private_key"),  # cut off: everything to the end
    ],
)
def test_a_secret_or_a_persons_number_is_found(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "SK31 1200 0000 1987 4263 7542",  # a digit off
        "4111 1111 1111 1112",
        "780123/3541",
        "781323/3540",  # month 13
        "zákon č. 300/2005 Z. z., tlač 733, hlasovanie 56965",
        "2021/0106(COD), C9-0104/2021, A9-0123/2024, B9-0664/2022",
        "Nariadenie (EÚ) č. 1924/2006 a smernica 2011/83/EÚ",
        "verzia 1.2.3.4 a v2.10.3",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",  # a hash names a thing
        "d41d8cd98f00b204e9800998ecf8427e",
        "123e4567-e89b-12d3-a456-426614174000",
        "Dňa 26. 9. 2025 o 12:30:45 bolo 90 zo 150, teda 60 %.",
        "heslo kampane: Spolu za lepšie Slovensko",
        "The password is needed to sign in.",
        "password: <your password>",
        "https://www.nrsr.sk/web/Default.aspx?sid=schodze/hlasovanie/hlasklub&ID=56965",
        "build/votewatch/render/decision_page.py",
        "antidisestablishmentarianism_and_other_long_identifiers_2026",
        "Suma 1 234 567 890 eur v rokoch 2023-2028",
    ],
)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_places_are_exact_and_of_two_that_overlap_the_longer_stands() -> None:
    text = "Píš na jan.prvy@example.sk alebo 0905 123 456."
    assert [text[found.start : found.end] for found in scan(text)] == ["jan.prvy@example.sk", "0905 123 456"]


def test_every_role_part_and_tool_call_is_looked_at_however_long_the_text() -> None:
    parts = [{"type": "text", "text": "ok"}, {"type": "text", "text": "y" * 9000 + " a@b.sk"}]
    call = {"function": {"name": "pay", "arguments": '{"to":"SK3112000000198742637541"}'}}
    chat: list[dict[str, Any]] = [
        {"role": "system", "content": "x" * 5000},
        {"role": "user", "content": parts},
        {"role": "assistant", "tool_calls": [call]},
    ]
    assert check(chat, Policy()).found == ("email", "iban")
    assert "pay" in list(texts_of(chat))


def test_a_block_names_the_classes_and_never_the_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        verdict = check([{"role": "user", "content": "heslo: Zima2024! a@b.sk"}], Policy())
    assert verdict.blocked
    assert verdict.reason() == "email, password"
    assert "blocked: email, password" in caplog.text
    assert "Zima2024" not in caplog.text + repr(verdict)


@pytest.mark.parametrize(("then", "blocked"), [(Then.BLOCK, True), (Then.ANONYMISE, False), (Then.ALLOW, False)])
def test_the_route_says_what_becomes_of_what_was_found(then: Then, blocked: bool) -> None:
    verdict = check([{"role": "user", "content": "a@b.sk"}], Policy(then))
    assert (verdict.safe, verdict.blocked) == (False, blocked)


def test_the_second_tier_is_asked_only_about_what_the_first_found_clean() -> None:
    asked: list[str] = []

    def second(text: str) -> bool:
        asked.append(text)
        return "zdravotný stav" in text

    policy = Policy(Then.ANONYMISE, second=True)
    assert check([{"role": "user", "content": "a@b.sk"}], policy, second).found == ("email",)
    assert asked == []
    assert check([{"role": "user", "content": "jej zdravotný stav"}], policy, second).blocked
    assert check([{"role": "user", "content": "zákon o lesoch"}], policy, second).safe


@pytest.mark.parametrize(("open_on_error", "blocked"), [(True, False), (False, True)])
def test_without_an_answer_of_the_second_tier_the_policy_decides(open_on_error: bool, blocked: bool) -> None:
    def second(_text: str) -> bool:
        raise ConnectionError("no local model")

    policy = Policy(second=True, open_on_error=open_on_error)
    assert check([{"role": "user", "content": "zákon"}], policy, second).blocked is blocked
    assert check([{"role": "user", "content": "zákon"}], policy, None).blocked is blocked


def test_every_labelled_value_is_found_and_nothing_that_only_looks_alike() -> None:
    cases = corpus()
    assert len(cases) >= 400
    rows, alarms = table(cases)
    assert {kind: found for kind, (found, _) in rows.items()} == {kind: total for kind, (_, total) in rows.items()}
    assert alarms == []


@pytest.mark.slow
def test_no_title_and_no_number_of_the_public_record_is_taken_for_somebodys() -> None:
    found = []
    for roll_call in files.load(Path(__file__).parents[2] / "data"):
        told = (roll_call.title, roll_call.motion or "", roll_call.reference or "", roll_call.id, roll_call.item or "")
        found += [(roll_call.id, one.kind.value) for one in scan("\n".join(told))]
    # One title speaks of "actions 1.2.1.4", which has the form of an address.
    assert found == [("eu:v158769", "ip")]
