"""A posting scored by a model: nothing of the owner goes out, and no reply is taken that is not a score and a line."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytest.importorskip("faker")

from votewatch.llm.anonymise import Entity, Names
from votewatch.llm.ask import Answer, AskError, Request
from votewatch.llm.fakes import Fakes
from votewatch.llm.fit import LONGEST_REASON, SCHEMA, RefusedScore, scorer, taken
from votewatch.llm.names_by_model import NoNames
from votewatch.model.posting import Posting, WorkModel

PRIVATE = ("Žofia Vzorová", "SK31 1200 0000 1987 4263 7541", "zofia@example.org", "0905 123 456")
PROFILE = (
    f"{PRIVATE[0]}, devops for nine years.\nWrite to {PRIVATE[2]} or call {PRIVATE[3]}.\n"
    f"Pay me to {PRIVATE[1]}. {PRIVATE[0]} wants Kubernetes."
)
JOB = Posting(
    "lever:acme:1", "lever", "Acme", "SRE", ("EMEA", "Remote"), WorkModel.REMOTE, "https://a.b", "", "K8s {brief}"
)


def people(_text: str) -> list[Entity]:
    return [Entity("person", PRIVATE[0])]


class Model:
    """Answers with what ``say`` makes of the text it was sent."""

    def __init__(self, say: str = "Fits well.") -> None:
        self.say = say
        self.requests: list[Request] = []

    def __call__(self, request: Request) -> Answer:
        self.requests.append(request)
        return Answer(request.model, json.dumps({"score": 85, "reason": self.say}))


def score(ask: Any, posting: Posting = JOB, profile: str = PROFILE, names: Names = people, seed: int = 7) -> Any:
    return scorer(ask, "openai/small", "", 30.0, profile, lambda: Fakes("sk", seed), names)(posting)


@pytest.mark.parametrize("seed", range(20))
def test_name_account_address_and_phone_never_go_out(seed: int) -> None:
    model = Model()
    assert score(model, seed=seed) == (85, "Fits well.")
    [request] = model.requests
    sent = repr(request)
    assert [one for one in PRIVATE if one in sent] == []
    assert [part for part in ("Žofia", "Vzorov", "4263", "zofia@", "123 456") if part in sent] == []
    assert "devops for nine years" in sent
    assert "wants Kubernetes" in sent


def test_what_the_posting_repeats_of_the_owner_does_not_go_out_either() -> None:
    model = Model()
    advert = Posting("lever:a:1", "lever", "A", "SRE", (), WorkModel.REMOTE, "", "", f"Ask {PRIVATE[0]}, {PRIVATE[2]}.")
    score(model, advert)
    assert [one for one in PRIVATE if one in repr(model.requests)] == []


def test_the_posting_goes_out_whole() -> None:
    model = Model()
    score(model, profile="Linux")
    [_, (_, user)] = model.requests[0].messages
    assert user == "PROFILE\nLinux\n\nPOSTING\nSRE at Acme, EMEA; Remote\nK8s {brief}"


def test_the_model_is_asked_coldly_and_by_schema() -> None:
    model = Model()
    score(model)
    [request] = model.requests
    assert (request.temperature, request.schema, request.model) == (0.0, SCHEMA, "openai/small")


def test_the_real_values_come_back_into_the_reason() -> None:
    fakes: list[str] = []

    def ask(request: Request) -> Answer:
        sent = request.messages[1][1].removeprefix("PROFILE\n")
        fakes.append(sent.partition(",")[0])
        return Answer(request.model, json.dumps({"score": 60, "reason": f"{fakes[0]} fits, with Kubernetes."}))

    assert score(ask) == (60, "Žofia Vzorová fits, with Kubernetes.")
    assert fakes != ["Žofia Vzorová"]


def test_a_text_whose_names_nobody_knows_is_not_sent() -> None:
    def unknown(_text: str) -> list[Entity]:
        raise NoNames("no answer")

    model = Model()
    with pytest.raises(ValueError, match="no answer"):
        score(model, names=unknown)
    assert model.requests == []


def test_a_text_that_cannot_be_anonymised_is_not_sent() -> None:
    class Useless:
        def of(self, _kind: str, value: str) -> str:
            return value

        def plain(self, _kind: str) -> str:
            return PRIVATE[0]

    model = Model()
    with pytest.raises(ValueError, match="could not be anonymised"):
        scorer(model, "m", "", 30.0, PROFILE, Useless, people)(JOB)
    assert model.requests == []


def test_a_call_that_failed_is_the_caller_s_to_judge() -> None:
    def away(_request: Request) -> Answer:
        raise AskError("away", status=503)

    with pytest.raises(AskError):
        score(away)


@pytest.mark.parametrize("number", [0, 1, 100])
def test_a_whole_number_from_0_to_100_is_a_score(number: int) -> None:
    assert taken(json.dumps({"score": number, "reason": "fits"})) == (number, "fits")


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        *(("101", "fits"), ("-1", "fits"), ('"85"', "fits"), ("85.0", "fits"), ("85.5", "fits"), ("true", "fits")),
        *(("null", "fits"), ("NaN", "fits"), ("[85]", "fits"), ("9" * 400, "fits")),
        *(("85", ""), ("85", " \n "), ("85", "x" * (LONGEST_REASON + 1)), ("85", None), ("85", ["fits"]), ("85", 7)),
    ],
)
def test_another_score_or_reason_is_refused(number: str, reason: Any) -> None:
    with pytest.raises(RefusedScore) as refused:
        taken(f'{{"score": {number}, "reason": {json.dumps(reason)}}}')
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    "reply",
    [
        *("", "85", "85: fits", "null", "[]", '{"score": 85}', '{"reason": "fits"}', '{"score": 85, "reason": "fits"'),
        '```json\n{"score": 85, "reason": "fits"}\n```',
        '{"score": 85, "reason": "fits", "confidence": 1}',
        '{"a":' * 100_000,
        "9" * 5_000,
    ],
)
def test_another_form_is_refused(reply: str) -> None:
    with pytest.raises(RefusedScore, match="the reply"):
        taken(reply)


def test_a_reason_of_two_lines_becomes_one() -> None:
    reason = "Kubernetes fits.\r\n\tRust is\u2028missing.\n"
    assert taken(json.dumps({"score": 85, "reason": reason})) == (85, "Kubernetes fits. Rust is missing.")


def test_the_length_of_a_reason_is_that_of_its_one_line() -> None:
    reason = "x" * (LONGEST_REASON // 2) + " " * 500 + "x" * (LONGEST_REASON // 2 - 1)
    assert len(taken(json.dumps({"score": 85, "reason": reason}))[1]) == LONGEST_REASON


def test_markup_in_a_reason_is_text_like_any_other() -> None:
    # Escaped by whoever shows it: tests/render/test_radar_page.py and tests/mail/test_hostile_postings.py.
    assert taken(json.dumps({"score": 85, "reason": "<b>fits</b>"})) == (85, "<b>fits</b>")


def test_a_reason_with_half_a_sign_is_refused_or_mended() -> None:
    try:
        _, reason = taken('{"score": 85, "reason": "fits \\ud800"}')
    except RefusedScore:
        return
    assert reason.encode()
