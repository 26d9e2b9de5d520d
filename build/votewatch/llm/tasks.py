"""What is asked of a model: the messages, the shape of the answer, and the key that an answer stands for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from votewatch.llm import prompts, schema
from votewatch.llm.brief import Brief, brief_of
from votewatch.llm.draft import LANGUAGES, Draft, DraftError
from votewatch.llm.prompts import Prompt
from votewatch.model.decision import Decision
from votewatch.model.vocabulary import ForMeans

_ABOUT_PERSONS = frozenset({"person", "election", "secret"})
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


class Validator(Protocol):
    """The rules as a module: votewatch.llm.validate, or a test's own."""

    VERSION: str

    def judge(self, brief: Brief, draft: Draft, /) -> Sequence[Any]:
        """One finding for each rule and language: rule, language, passed and the offending words."""

    def accepted(self, findings: Any, language: str, /) -> bool:
        """Whether every rule passed in ``language``."""


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The brief and the shape of this house, and the ``validator``'s rules."""

    validator: Validator

    @property
    def version(self) -> str:
        """The version of the rules."""
        return str(self.validator.VERSION)

    def brief(self, decision: Decision) -> str | None:
        """The brief as text; None where it is not known what a vote for means, where there is no title, or when the
        item is about persons: its title names them, and the rules allow no such name.
        """
        if decision.no_question in _ABOUT_PERSONS:
            return None
        brief = brief_of(decision)
        return brief.text() if brief.title and brief.for_means is not ForMeans.UNKNOWN else None

    def judge(self, decision: Decision, draft: Mapping[str, Any]) -> Judged:
        """Every rule over ``draft``. Raises ValueError for a wrong shape."""
        texts = Draft.from_json(draft)
        findings = self.validator.judge(brief_of(decision), texts)
        accepted = {
            language: (texts.of(language).headline, texts.of(language).summary, texts.of(language).question)
            for language in LANGUAGES
            if self.validator.accepted(findings, language)
        }
        return Judged(accepted, tuple((f.rule, f.language, tuple(f.words)) for f in findings if not f.passed))

    def verdict(self, decision: Decision, draft: Mapping[str, Any]) -> dict[str, Any]:
        """Each rule, pass or fail, ready for JSON; a wrong shape is the one finding ``shape``."""
        head: dict[str, Any] = {"id": decision.id, "validator": self.version}
        try:
            findings = self.validator.judge(brief_of(decision), Draft.from_json(draft))
        except DraftError as error:
            shape = [{"rule": "shape", "language": one, "passed": False, "words": [str(error)]} for one in LANGUAGES]
            return {**head, "accepted": dict.fromkeys(LANGUAGES, False), "findings": shape}
        told = [{"rule": f.rule, "language": f.language, "passed": f.passed, "words": list(f.words)} for f in findings]
        accepted = {one: self.validator.accepted(findings, one) for one in LANGUAGES}
        return {**head, "accepted": accepted, "findings": told}


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
