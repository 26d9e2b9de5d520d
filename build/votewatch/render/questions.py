"""The questions: frozen in data/polls.jsonl when first published, and handed to the poll API as polls.json."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from votewatch.model.decision import Decision
from votewatch.model.errors import LedgerError
from votewatch.model.prose import Prose
from votewatch.model.readers import Flag
from votewatch.render.phrase import plain
from votewatch.render.typography import NBSP
from votewatch.render.wording import question
from votewatch.render.words import LANGUAGES, Words

FILE = "polls.jsonl"
_FIELDS = {"id", "question", "opened", "closes"}
# A question that replaces another has an id of its own, so that no answer to the old one counts for it.
_LATER = re.compile(r"(.+):q(\d+)")


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it was first published. ``closes`` is None for an archive question, which stays open.

    ``replaces`` is the question that this one was put in the place of; its last day is then in ``closes``.
    """

    id: str
    text: tuple[tuple[str, str], ...]  # (language, words)
    opened: str
    closes: str | None
    replaces: Question | None = None

    def words(self, lang: str) -> str:
        """The question in one language."""
        return dict(self.text)[lang]

    @property
    def decision(self) -> str:
        """The id of the decision that is asked about."""
        later = _LATER.fullmatch(self.id)
        return later[1] if later else self.id


def load(data: Path) -> dict[str, Question]:
    """The question in force of every decision, by decision id, from ``data``/polls.jsonl.

    A line with ``supersedes`` puts a new question, ``<decision>:q2`` and so on, in the place of the one it names, which
    closes the day before. Raises LedgerError naming file and line.
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
            text = tuple((lang, row["question"][lang]) for lang in LANGUAGES)
            made = Question(row["id"], text, _day(row["opened"]), _day(row["closes"]) or None)
            before = found.get(made.decision)
            if row.get("supersedes") != (before.id if before else None) or made.id != _next_id(made.decision, before):
                held = before.id if before else "none"
                raise ValueError(f"{made.id} supersedes {row.get('supersedes')}, but the one in force is {held}")
            found[made.decision] = replace(made, replaces=before and closed(before, made.opened))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise LedgerError(f"{path}:{number}: {error}") from error
    return found


def closed(question: Question, successor_opens: str) -> Question:
    """The question as it stands when another takes its place: its last day is the one before, or the day it opened."""
    last = (dt.date.fromisoformat(successor_opens) - dt.timedelta(days=1)).isoformat()
    return replace(question, closes=max(question.opened, min(last, question.closes or last)))


def successor(before: Question, text: tuple[tuple[str, str], ...], today: str) -> Question:
    """The question that is put in the place of ``before`` today; one with a last day keeps it."""
    return Question(_next_id(before.decision, before), text, today, before.closes, closed(before, today))


def _next_id(decision: str, before: Question | None) -> str:
    if before is None:
        return decision
    later = _LATER.fullmatch(before.id)
    return f"{decision}:q{int(later[2]) + 1 if later else 2}"


def _day(value: Any) -> str:
    return "" if value is None else dt.date.fromisoformat(value).isoformat()


def opening(
    decisions: Iterable[Decision],
    known: Mapping[str, Question],
    words: Mapping[str, Words],
    today: str,
    window: int,
    prose: Mapping[str, Prose] = MappingProxyType({}),
) -> list[Question]:
    """The questions that are asked for the first time today, in the order of the decisions.

    Where ``prose`` has a question in a language, that one is asked. A decision older than ``window`` days by then gets
    an archive question, which never closes.
    """
    return [
        Question(
            d.id,
            tuple((lang, _first_words(d, words[lang], prose.get(d.id))) for lang in LANGUAGES),
            today,
            _closes(d, today, window),
        )
        for d in decisions
        if d.no_question is None and d.id not in known
    ]


def _first_words(decision: Decision, words: Words, prose: Prose | None) -> str:
    text = prose.of(words.lang) if prose else None
    return text.question if text else wording(decision, words)


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
    rows = (
        {"id": q.id, "question": dict(q.text), "opened": q.opened, "closes": q.closes}
        | ({"supersedes": q.replaces.id} if q.replaces else {})
        for q in questions
    )
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def append(data: Path, questions: Iterable[Question]) -> None:
    """Publish questions: put their lines at the end of ``data``/polls.jsonl, all of them or none."""
    data.mkdir(parents=True, exist_ok=True)
    path, part = data / FILE, data / f".{FILE}.part"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    with part.open("w", encoding="utf-8") as file:
        file.write(before + lines(questions))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def asked(decisions: Iterable[Decision], known: Mapping[str, Question]) -> dict[str, Question]:
    """The questions that the site asks now: a decision that is no longer fit for one is published without it."""
    return {d.id: known[d.id] for d in decisions if d.no_question is None and d.id in known}


def polls(
    decisions: Sequence[Decision],
    questions: Mapping[str, Question],
    flags: Mapping[str, Flag] = MappingProxyType({}),
) -> dict[str, Any]:
    """The content of polls.json, version 1; ``counts`` are those of the deciding vote, for the API's own bar.

    ``flags`` are the verdicts that a person withdrew, by the question's id; of odd hours the API knows by itself.
    """
    rows: list[dict[str, Any]] = []
    for decision in decisions:
        asked_here = questions.get(decision.id)
        while asked_here is not None:
            row: dict[str, Any] = {
                "id": asked_here.id,
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
            if flag := flags.get(asked_here.id):
                row["flagged"] = {"since": flag.since, "reason": dict(flag.reason)}
            rows.append(row)
            asked_here = asked_here.replaces  # closed, and still there for those who answered it
    return {"version": 1, "polls": sorted(rows, key=lambda row: str(row["id"]))}


def reworded(
    decisions: Iterable[Decision],
    questions: Mapping[str, Question],
    words: Mapping[str, Words],
    prose: Mapping[str, Prose] = MappingProxyType({}),
) -> list[str]:
    """Alarms: questions that the templates would word otherwise today. They stay as published until one is replaced.

    Not where something is written about the decision, and not where a person has replaced the question.
    """
    return [
        f"{d.id}: the question published on {questions[d.id].opened} would now be worded otherwise"
        for d in decisions
        if d.id in questions and d.id not in prose and questions[d.id].replaces is None
        if any(wording(d, words[lang]) != questions[d.id].words(lang) for lang in LANGUAGES)
    ]


def months_after(decision: Decision, asked_here: Question) -> int:
    """Whole months between the vote and the day on which the question was first asked."""
    vote = dt.date.fromisoformat((decision.deciding or decision.latest).day)
    opened = dt.date.fromisoformat(asked_here.opened)
    months = (opened.year - vote.year) * 12 + opened.month - vote.month
    return months - (opened.day < vote.day)
