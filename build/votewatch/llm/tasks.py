"""What is asked of a model: the messages, the shape of the answer, and the key that an answer stands for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from votewatch.llm import prompts, schema
from votewatch.llm.prompts import Prompt
from votewatch.model.decision import Decision

# (headline, summary, question)
Words = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say about one draft: the ``accepted`` texts by language, and (rule, language, words) broken."""

    accepted: Mapping[str, Words]
    broken: tuple[tuple[str, str, tuple[str, ...]], ...]


class Rules(Protocol):
    """What the model is told about a decision, and the judgement on what it answers."""

    @property
    def version(self) -> str:
        """The version of the rules."""

    def brief(self, decision: Decision) -> str | None:
        """What the record holds on ``decision``, as text; None when nothing may be asked."""

    def judge(self, decision: Decision, draft: Mapping[str, Any]) -> Judged:
        """Every rule over ``draft``, which is what a model said: it may hold anything. A wrong shape is ValueError."""


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of asking: a prompt and the shape of its answers."""

    prompt: Prompt
    schema: dict[str, Any]

    def messages(self, brief: str) -> list[dict[str, str]]:
        """The chat for one brief."""
        return self.prompt.messages(brief)

    def key(self, model: str, brief: str) -> str:
        """What an answer depends on: model, prompt version, schema and brief. The same key is never asked twice."""
        parts = [model, self.prompt.version, schema.version(self.schema), brief]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def explain() -> Task:
    """Headline, summary and question of one decision, in both languages. Raises SettingsError for a broken prompt."""
    return Task(prompts.load("explain"), schema.EXPLANATION)


def read_answer(text: str) -> dict[str, Any]:
    """The JSON object in an answer, whatever stands around it. Raises ValueError when there is none."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise ValueError("no JSON object in the answer")
    try:
        answer = json.loads(text[start : end + 1])
    except RecursionError as error:
        raise ValueError("the answer is nested without end") from error
    if not isinstance(answer, dict):
        raise ValueError("the answer is no JSON object")
    return answer
