"""A local model's one word, and what holds when it says none."""

from __future__ import annotations

import pytest

from votewatch.llm.ask import Answer, AskError, Request
from votewatch.llm.guard import Policy, Second, check
from votewatch.llm.second_tier import MOST, NoVerdict, second_tier, verdict


def answering(text: str, asked: list[Request]) -> Second:
    def ask(request: Request) -> Answer:
        asked.append(request)
        return Answer(request.model, text)

    return second_tier(ask, "openai/local", "http://127.0.0.1:1/v1", 5.0)


@pytest.mark.parametrize(
    ("answer", "sensitive"), [("SAFE", False), ("sensitive.", True), ("**SENSITIVE**", True), ("Unsafe", True)]
)
def test_the_word_is_read_however_it_is_dressed(answer: str, sensitive: bool) -> None:
    assert verdict(answer) is sensitive


@pytest.mark.parametrize("answer", ["", "I think so", "SAFE or SENSITIVE?"])
def test_no_word_or_both_is_no_verdict(answer: str) -> None:
    with pytest.raises(NoVerdict):
        verdict(answer)


def test_the_question_is_one_word_at_temperature_zero_of_the_local_server() -> None:
    asked: list[Request] = []
    assert answering("SENSITIVE", asked)("Moja sestra má cukrovku.") is True
    [request] = asked
    assert (request.temperature, request.max_tokens, request.base_url) == (0.0, 30, "http://127.0.0.1:1/v1")
    assert "Moja sestra má cukrovku." in request.messages[1][1]


def test_a_long_text_is_asked_about_to_its_end() -> None:
    asked: list[Request] = []
    answering("SAFE", asked)("x" * (2 * MOST + 1))
    assert len(asked) == 3


@pytest.mark.parametrize(("open_on_error", "blocked"), [(True, False), (False, True)])
def test_a_model_that_is_away_or_confused_leaves_it_to_the_policy(open_on_error: bool, blocked: bool) -> None:
    def away(_request: Request) -> Answer:
        raise AskError("no server", status=503)

    policy = Policy(second=True, open_on_error=open_on_error)
    chat = [{"role": "user", "content": "Moja sestra má cukrovku."}]
    assert check(chat, policy, second_tier(away, "m", "u", 1.0)).blocked is blocked
    assert check(chat, policy, answering("maybe", [])).blocked is blocked
