"""The questions: frozen in data/polls.jsonl when first published, and handed to the poll API as polls.json."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from votewatch.model.decision import Decision
from votewatch.model.errors import LedgerError
from votewatch.render.phrase import plain
from votewatch.render.typography import NBSP
from votewatch.render.wording import question
from votewatch.render.words import LANGUAGES, Words

FILE = "polls.jsonl"
_FIELDS = {"id", "question", "opened", "closes"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it was first published. ``closes`` is None for an archive question, which stays open."""

    id: str
    text: tuple[tuple[str, str], ...]  # (language, words)
    opened: str
    closes: str | None

    def words(self, lang: str) -> str:
        """The question in one language."""
        return dict(self.text)[lang]


def load(data: Path) -> dict[str, Question]:
    """Every question of ``data``/polls.jsonl by decision id; a later line supersedes an earlier one of its id.

    Raises LedgerError naming file and line.
    """
    path = data / FILE
    found: dict[str, Question] = {}
    if not path.exists():
        return found
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            extra = row.keys() - _FIELDS - {"supersedes"}
            if extra or row["question"].keys() != set(LANGUAGES):
                raise ValueError(f"unexpected fields {sorted(extra) or sorted(row['question'])}")
            if row["id"] in found and row.get("supersedes") != row["id"]:
                raise ValueError(f"{row['id']} stands twice and the second line does not supersede the first")
            text = tuple((lang, row["question"][lang]) for lang in LANGUAGES)
            found[row["id"]] = Question(row["id"], text, _day(row["opened"]), _day(row["closes"]) or None)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise LedgerError(f"{path}:{number}: {error}") from error
    return found


def _day(value: Any) -> str:
    return "" if value is None else dt.date.fromisoformat(value).isoformat()


def opening(
    decisions: Iterable[Decision], known: Mapping[str, Question], words: Mapping[str, Words], today: str, window: int
) -> list[Question]:
    """The questions that are asked for the first time today, in the order of the decisions.

    A decision older than ``window`` days by then gets an archive question, which never closes.
    """
    return [
        Question(
            d.id,
            tuple((lang, wording(d, words[lang])) for lang in LANGUAGES),
            today,
            _closes(d, today, window),
        )
        for d in decisions
        if d.no_question is None and d.id not in known
    ]


def wording(decision: Decision, words: Words) -> str:
    """The question as it is stored: plain words, ordinary spaces."""
    return plain(question(decision, words)).replace(NBSP, " ")


def _closes(decision: Decision, opened: str, window: int) -> str | None:
    vote = decision.deciding or decision.latest
    first = dt.date.fromisoformat(opened)
    if (first - dt.date.fromisoformat(vote.day)).days > window:
        return None
    return (first + dt.timedelta(days=window)).isoformat()


def lines(questions: Iterable[Question]) -> str:
    """The questions as lines for data/polls.jsonl."""
    rows = ({"id": q.id, "question": dict(q.text), "opened": q.opened, "closes": q.closes} for q in questions)
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def asked(decisions: Iterable[Decision], known: Mapping[str, Question]) -> dict[str, Question]:
    """The questions that the site asks now: a decision that is no longer fit for one is published without it."""
    return {d.id: known[d.id] for d in decisions if d.no_question is None and d.id in known}


def polls(decisions: Sequence[Decision], questions: Mapping[str, Question]) -> dict[str, Any]:
    """The content of polls.json, version 1; ``counts`` are those of the deciding vote, for the API's own bar."""
    rows: list[dict[str, Any]] = []
    for decision in decisions:
        asked_here = questions.get(decision.id)
        if asked_here is not None:
            row: dict[str, Any] = {
                "id": decision.id,
                "question": dict(asked_here.text),
                "opened": asked_here.opened,
                "closes": asked_here.closes,
                "decision": "passed" if decision.passed else "failed",
            }
            if decision.deciding and (totals := decision.deciding.totals):
                row["counts"] = {
                    "for": totals.for_,
                    "against": totals.against,
                    "abstained": totals.abstained,
                    "present": totals.present,
                }
            rows.append(row)
    return {"version": 1, "polls": sorted(rows, key=lambda row: str(row["id"]))}


def reworded(decisions: Iterable[Decision], questions: Mapping[str, Question], words: Mapping[str, Words]) -> list[str]:
    """Alarms: questions that would be worded otherwise today. They stay as published until a line supersedes them."""
    return [
        f"{d.id}: the question published on {questions[d.id].opened} would now be worded otherwise"
        for d in decisions
        if d.id in questions and any(wording(d, words[lang]) != questions[d.id].words(lang) for lang in LANGUAGES)
    ]


def months_after(decision: Decision, asked_here: Question) -> int:
    """Whole months between the vote and the day on which the question was first asked."""
    vote = dt.date.fromisoformat((decision.deciding or decision.latest).day)
    opened = dt.date.fromisoformat(asked_here.opened)
    months = (opened.year - vote.year) * 12 + opened.month - vote.month
    return months - (opened.day < vote.day)
