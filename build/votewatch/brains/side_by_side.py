"""The same question to several brains at once, and a committed set of questions told as a table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from votewatch.brains.grounded import Verdict, judge
from votewatch.brains.loop import Brain, Told, put
from votewatch.llm.guard import Policy, Then, check
from votewatch.model.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Judged:
    """What a brain told, and what that is worth."""

    told: Told
    verdict: Verdict

    def as_json(self) -> dict[str, Any]:
        """Everything, for a script."""
        told = self.told
        return {
            "brain": told.brain,
            "model": told.model,
            "answer": told.answer,
            "error": told.error or None,
            "calls": [{"tool": u.name, "arguments": u.arguments, "ok": u.result.ok} for u in told.used],
            "rounds": told.rounds,
            "tokens_in": told.tokens_in,
            "tokens_out": told.tokens_out,
            "seconds": round(told.seconds, 2),
            "grounded": self.verdict.grounded,
            "reason": self.verdict.reason or None,
            "invented": list(self.verdict.invented),
        }


def ask(question: str, brains: Sequence[Brain]) -> list[Judged]:
    """Put ``question`` to all of ``brains`` at once; their answers in the order of the brains.

    A question in which the guard finds something private goes to the local brain alone.
    """
    with ThreadPoolExecutor(max(len(brains), 1)) as pool:
        return list(pool.map(lambda brain: _one(question, brain), brains))


def _one(question: str, brain: Brain) -> Judged:
    if brain.name != "local":
        leaving = check([{"role": "user", "content": question}], Policy(Then.BLOCK))
        if leaving.blocked:
            told = Told(brain.name, brain.request.model, error=f"not sent: the question holds {leaving.reason()}")
            return Judged(told, judge(told))
    told = put(question, brain)
    return Judged(told, judge(told))


@dataclass(frozen=True, slots=True)
class Question:
    """One of a set. ``says`` are texts that a right answer holds."""

    text: str
    says: tuple[str, ...] = ()


def questions(file: Path) -> tuple[Question, ...]:
    """The set in ``file``: [[question]] tables with text and says. Raises SettingsError naming the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: cannot be read: {error}") from error
    rows = table.get("question")
    if set(table) != {"question"} or not isinstance(rows, list) or not rows:
        raise SettingsError(f"{file}: must hold [[question]] tables and nothing else")
    return tuple(_question(file, place, row) for place, row in enumerate(rows, 1))


def _question(file: Path, place: int, row: Any) -> Question:
    says = row.get("says", []) if isinstance(row, Mapping) else None
    fits = isinstance(says, list) and all(isinstance(one, str) for one in says) and not set(row) - {"text", "says"}
    if not fits or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise SettingsError(f"{file}: question {place} must hold text, and may hold says, a list of texts")
    return Question(row["text"], tuple(row["says"]) if "says" in row else ())


@dataclass(slots=True)
class Row:
    """One model's line of the table: counts of questions, and seconds over all of them."""

    brain: str
    model: str
    questions: int = 0
    looked_up: int = 0
    grounded: int = 0
    invented: int = 0
    right: int = 0
    errors: int = 0
    tokens: int = 0
    seconds: float = 0.0

    def add(self, question: Question, judged: Judged) -> None:
        """Count one answer."""
        told = judged.told
        self.questions += 1
        self.looked_up += any(used.result.ok for used in told.used)
        self.grounded += judged.verdict.grounded
        self.invented += bool(judged.verdict.invented)
        self.right += bool(question.says) and all(one.casefold() in told.answer.casefold() for one in question.says)
        self.errors += bool(told.error)
        self.tokens += told.tokens_in + told.tokens_out
        self.seconds += told.seconds


def compare(asked: Sequence[Question], answers: Sequence[Sequence[Judged]]) -> list[Row]:
    """One row a brain, from the ``answers`` of ``ask`` for each question."""
    rows: dict[str, Row] = {}
    for question, judged in zip(asked, answers, strict=True):
        for one in judged:
            row = rows.setdefault(one.told.brain, Row(one.told.brain, one.told.model))
            row.add(question, one)
    return list(rows.values())
