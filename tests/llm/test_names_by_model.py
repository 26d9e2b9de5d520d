"""Names from a local model: copied from the text or not taken, and no answer is no permission."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from votewatch.llm.anonymise import Entity, anonymise
from votewatch.llm.ask import Answer, AskError, Call, Request
from votewatch.llm.fakes import Fakes
from votewatch.llm.names_by_model import MOST, NoNames, names_by_model

LETTER = "Milá pani Zuzana Horňáková, v Slovnafte som robil s Nováka bratom. Ján Novák, Hlavná 12, Trnava"


def calling(*entities: Any, native: bool = True) -> Callable[[Request], Answer]:
    written = json.dumps({"entities": list(entities)})
    call = Call("1", "replace_entities", written)
    return lambda request: Answer(request.model, "", calls=(call,)) if native else Answer(request.model, written)


def found(ask: Callable[[Request], Answer], text: str = LETTER, *, native: bool = True) -> list[Entity]:
    return list(names_by_model(ask, "openai/m", "http://127.0.0.1:1/v1", 5.0, native=native)(text))


@pytest.mark.parametrize("native", [True, False])
def test_what_the_model_names_is_taken_where_it_stands_in_the_text(native: bool) -> None:
    rows = [
        {"value": "Ján Novák", "kind": "person"},
        {"value": " Slovnafte ", "kind": "company"},
        {"value": "Peter Malý", "kind": "person"},
        {"value": "pani", "kind": "person"},
        {"value": "Ho", "kind": "person"},
        {"value": "Zuzana Horňáková", "kind": "queen"},
        {"value": 5},
        "x",
    ]
    assert found(calling(*rows, native=native), native=native) == [
        Entity("person", "Ján Novák"),
        Entity("company", "Slovnafte"),
        Entity("person", "Zuzana Horňáková"),
    ]


def test_the_whole_text_is_asked_about_in_pieces_that_overlap() -> None:
    asked: list[str] = []

    def ask(request: Request) -> Answer:
        asked.append(request.messages[1][1])
        return calling({"value": "Ján Novák", "kind": "person"})(request)

    text = "a" * (MOST - 5) + " Ján Novák " + "b" * 100
    assert Entity("person", "Ján Novák") in found(ask, text)
    assert len(asked) == 2
    assert "Ján Novák" in asked[1]


@pytest.mark.parametrize("answer", [Answer("m", "No names here."), Answer("m", "", calls=(Call("1", "other", "{}"),))])
def test_a_model_that_does_not_call_leaves_nobody_who_knows(answer: Answer) -> None:
    with pytest.raises(NoNames, match="did not call"):
        found(lambda _: answer)


@pytest.mark.parametrize("written", ["", "{", "[]", '{"entities": 1}', '{"names": []}'])
def test_entities_that_cannot_be_read_are_no_answer(written: str) -> None:
    with pytest.raises(NoNames):
        found(lambda _: Answer("m", written), native=False)


def test_a_server_that_is_away_is_told() -> None:
    def away(_: Request) -> Answer:
        raise AskError("away", status=503)

    with pytest.raises(AskError):
        found(away)


def test_named_people_leave_under_other_names_in_every_case_and_come_back() -> None:
    names = names_by_model(calling({"value": "Novák", "kind": "person"}), "m", "", 5.0)
    made = anonymise(LETTER, Fakes("sk", 4), names)
    assert "Novák" not in made.text
    assert set(made.fakes.values()) == {"Novák"}
