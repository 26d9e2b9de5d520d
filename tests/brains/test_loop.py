"""One question to one brain: calls, results, rounds, and what goes wrong."""

from __future__ import annotations

import json

import pytest

from tests.brains.scripted import Script, calls, reader, says
from votewatch.brains.loop import put
from votewatch.brains.tools import Tool
from votewatch.llm.ask import Answer, AskError, Call


def test_a_call_is_answered_and_the_answer_told() -> None:
    script = Script(calls("decision", id="sk:9:20"), says("Adopted by 64 votes."))
    told = put("What became of print 20?", reader(script))
    assert (told.answer, told.rounds, told.tokens_in, told.tokens_out, told.error) == (
        "Adopted by 64 votes.",
        2,
        20,
        10,
        "",
    )
    assert [(used.name, used.result.ok) for used in told.used] == [("decision", True)]
    call, result = script.asked[1].follow
    assert call["tool_calls"][0]["function"]["name"] == "decision"
    assert json.loads(result["content"])["totals"]["for"] == 64
    assert "What became of print 20?" in script.asked[0].messages[1][1]


def test_every_tool_is_offered_with_its_parameters() -> None:
    script = Script(says("x"))
    put("?", reader(script))
    offered = {spec["function"]["name"]: spec["function"]["parameters"] for spec in script.asked[0].tools}
    assert list(offered) == ["search_decisions", "decision", "member_record", "party_agreement", "poll_tally"]
    assert offered["search_decisions"]["required"] == ["query"]
    assert offered["party_agreement"]["properties"]["parliament"]["enum"] == ["sk", "eu"]


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("no_such", "{}", "there is no tool 'no_such'"),
        ("decision", "{", "not JSON"),
        ("decision", "[1]", "must be an object"),
        ("decision", "{}", "decision needs id"),
        ("decision", '{"id": 20}', "id must be a string"),
        ("decision", '{"id": "sk:9:20", "more": 1}', "no parameter 'more'"),
        ("search_decisions", '{"query": "x", "limit": true}', "limit must be a integer"),
        ("search_decisions", '{"query": "x", "parliament": "us"}', "must be one of sk, eu"),
    ],
)
def test_a_call_that_makes_no_sense_is_told_to_the_model(name: str, arguments: str, error: str) -> None:
    script = Script(Answer("m", "", calls=(Call("1", name, arguments),)), says("Sorry."))
    told = put("?", reader(script))
    assert error in told.used[0].result.value["error"]
    assert error in json.loads(script.asked[1].follow[1]["content"])["error"]


def test_the_last_round_offers_no_tools_and_what_still_calls_is_an_error() -> None:
    script = Script(*(calls("search_decisions", query=word) for word in ("a", "b", "c")))
    told = put("?", reader(script, rounds=3))
    assert told.error == "no answer after 3 rounds"
    assert [bool(request.tools) for request in script.asked] == [True, True, False]


def test_a_model_that_was_not_taught_calls_is_bound_by_a_schema() -> None:
    script = Script(says('{"tool": "decision", "arguments": {"id": "sk:9:20"}}'), says('{"answer": "64 for."}'))
    told = put("?", reader(script, native=False))
    assert (told.answer, told.rounds, told.used[0].result.ok) == ("64 for.", 2, True)
    schema = script.asked[0].schema
    assert schema is not None
    assert schema["anyOf"][0]["properties"]["tool"]["enum"] == ["search_decisions"]
    assert script.asked[0].tools == ()
    assert "decision(id:" in script.asked[0].messages[0][1]
    assert "64" in script.asked[1].follow[1]["content"]


@pytest.mark.parametrize("text", ["Just words.", "[1]"])
def test_what_a_server_without_schema_says_is_the_answer(text: str) -> None:
    assert put("?", reader(Script(says(text)), native=False)).answer == text


def test_a_server_that_fails_is_an_error_and_no_exception() -> None:
    told = put("?", reader(Script(AskError("no key", status=401))))
    assert (told.answer, told.error) == ("", "no key")
    assert put("?", reader(Script(says("  ")))).error == "an empty answer"


def test_a_long_result_is_cut_for_the_model_and_kept_whole_for_the_verdict() -> None:
    long = Tool("long", "", (), lambda: "x" * 10_000)
    script = Script(calls("long"), says("x"))
    told = put("?", reader(script, tools=[long]))
    assert script.asked[1].follow[1]["content"].endswith("x (cut: ask for less)")
    assert len(told.used[0].result.value) == 10_000


@pytest.mark.parametrize("text", ['{"other": 1}', "{", '{"tool": "decision", "arg'])
def test_half_a_call_is_no_answer(text: str) -> None:
    told = put("?", reader(Script(says(text)), native=False))
    assert (told.answer, told.error) == ("", "it wrote neither a call nor an answer")


@pytest.mark.parametrize("native", [True, False])
def test_who_asks_the_same_again_must_answer_with_what_there_is(native: bool) -> None:
    bound = says('{"tool": "decision", "arguments": {"id": "sk:9:20"}}')
    call = calls("decision", id="sk:9:20") if native else bound
    script = Script(call, call, says("64." if native else '{"answer": "64."}'))
    told = put("?", reader(script, native=native, rounds=9))
    assert (told.answer, [used.result.ok for used in told.used]) == ("64.", [True, False])
    assert script.asked[2].tools == ()
    assert native or "anyOf" not in (script.asked[2].schema or {})
