"""One question to one brain: ask, call the tools it names, tell it the results, until it answers.

Two ways of calling: "native" for models that know tool calls, and "schema" for those that do not: there each round is
bound by JSON schema to either a call or an answer, which any server with structured output can do.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from votewatch.brains.tools import Result, Toolset
from votewatch.llm import prompts
from votewatch.llm.ask import Answer, Ask, AskError, Call, Patience, Request, patiently

LONGEST_RESULT = 4000  # characters of one result that a model is told: a small one has a small memory


@dataclass(frozen=True, slots=True)
class Brain:
    """A model, how it is reached, and the tools that it holds: what is not in ``tools`` it cannot call."""

    name: str
    request: Request
    tools: Toolset
    ask: Ask
    native: bool = True
    rounds: int = 6


@dataclass(frozen=True, slots=True)
class Used:
    """One call that a brain made and what it was told."""

    name: str
    arguments: str
    result: Result


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a question. ``error`` is "" when there is an answer."""

    brain: str
    model: str
    answer: str = ""
    used: tuple[Used, ...] = ()
    rounds: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    error: str = ""


class _Unreadable(Exception):
    """A model that was bound by a schema wrote something else."""


@dataclass(slots=True)
class _Talk:
    used: list[Used] = field(default_factory=list)
    rounds: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    repeats: bool = False  # it asked the same again: another round of calls would go on like that

    def told(self, brain: Brain, answer: str = "", error: str = "") -> Told:
        return Told(
            brain.name, brain.request.model, answer, tuple(self.used), self.rounds, self.tokens_in, self.tokens_out,
            error=error,
        )  # fmt: skip


def put(question: str, brain: Brain, now: Callable[[], float] = time.monotonic) -> Told:
    """Put ``question`` to ``brain``. Never raises for what a model or its server does: that is in ``error``."""
    started = now()
    talk = _Talk()
    opening = prompts.load("ask").messages(question)
    messages = tuple((message["role"], message["content"]) for message in opening)
    if not brain.native:
        messages = ((messages[0][0], f"{messages[0][1]}\n\n{_explained(brain.tools)}"), *messages[1:])
    request = replace(brain.request, messages=messages, tools=brain.tools.specs() if brain.native else ())
    step = _native if brain.native else _bound
    try:
        told = _talk(brain, request, step, talk)
    except (AskError, _Unreadable) as error:
        told = talk.told(brain, error=str(error))
    return replace(told, seconds=now() - started)


# One round: the answer, or None with what must be added to the chat.
_Step = Callable[[Brain, Answer, _Talk], tuple[str | None, list[Mapping[str, Any]]]]


def _talk(brain: Brain, request: Request, step: _Step, talk: _Talk) -> Told:
    for talk.rounds in range(1, brain.rounds + 1):
        last = talk.rounds == brain.rounds or talk.repeats
        if last:  # what it has by now must do
            request = replace(request, tools=())
        schema = None if brain.native else _shape(brain.tools, may_call=not last)
        reply = patiently(brain.ask, replace(request, schema=schema), Patience(2))
        talk.tokens_in += reply.tokens_in
        talk.tokens_out += reply.tokens_out
        answer, follow = step(brain, reply, talk)
        if answer is not None:
            return talk.told(brain, answer, "" if answer else "an empty answer")
        request = replace(request, follow=(*request.follow, *follow))
    return talk.told(brain, error=f"no answer after {brain.rounds} rounds")


def _native(brain: Brain, reply: Answer, talk: _Talk) -> tuple[str | None, list[Mapping[str, Any]]]:
    if not reply.calls:
        return reply.text.strip(), []
    calls = [
        {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for call in reply.calls
    ]
    follow: list[Mapping[str, Any]] = [{"role": "assistant", "content": reply.text or None, "tool_calls": calls}]
    for call in reply.calls:
        result = _use(brain, call, talk)
        follow.append({"role": "tool", "tool_call_id": call.id, "content": _shortened(result)})
    return None, follow


def _bound(brain: Brain, reply: Answer, talk: _Talk) -> tuple[str | None, list[Mapping[str, Any]]]:
    try:
        said = json.loads(reply.text)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not ("answer" in said or "tool" in said):
        if reply.text.lstrip().startswith("{"):
            raise _Unreadable("it wrote neither a call nor an answer")
        # A server that cannot bind: what it says is its answer, and the verdict will say what that is worth.
        return reply.text.strip(), []
    if "answer" in said:
        return str(said["answer"]).strip(), []
    arguments = json.dumps(said.get("arguments"), ensure_ascii=False)
    result = _use(brain, Call("", str(said["tool"]), arguments), talk)
    return None, [
        {"role": "assistant", "content": reply.text},
        {"role": "user", "content": f"Result of {said['tool']}: {_shortened(result)}"},
    ]


def _use(brain: Brain, call: Call, talk: _Talk) -> Result:
    if talk.repeats:
        result = Result(False, {"error": "no more calls: answer with what you have, or say that you do not know"})
    elif any((used.name, used.arguments) == (call.name, call.arguments) for used in talk.used):
        talk.repeats = True
        result = Result(False, {"error": "you have asked this already: answer now"})
    else:
        result = brain.tools.call(call.name, call.arguments)
    talk.used.append(Used(call.name, call.arguments, result))
    return result


def _shortened(result: Result) -> str:
    text = result.text()
    return text if len(text) <= LONGEST_RESULT else f"{text[:LONGEST_RESULT]} (cut: ask for less)"


def _explained(tools: Toolset) -> str:
    lines = ['Reply with JSON: {"tool": NAME, "arguments": {…}} to look something up, or {"answer": TEXT} at the end.']
    for tool in tools:
        parameters = ", ".join(f"{one.name}: {one.about}" for one in tool.parameters)
        lines.append(f"{tool.name}({parameters}): {tool.about}")
    return "\n".join(lines)


def _shape(tools: Toolset, *, may_call: bool) -> dict[str, Any]:
    answer = {
        "type": "object",
        "properties": {"answer": {"type": "string"}},
        "required": ["answer"],
        "additionalProperties": False,
    }
    if not may_call:
        return answer
    calls = [
        {
            "type": "object",
            "properties": {"tool": {"type": "string", "enum": [tool.name]}, "arguments": tool.schema()},
            "required": ["tool", "arguments"],
            "additionalProperties": False,
        }
        for tool in tools
    ]
    return {"anyOf": [*calls, answer]}
