"""How well the rules on prose work: faults caught, and honest texts refused (``votewatch prose measure``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from votewatch.llm import tasks
from votewatch.llm.brief import Brief, brief_of
from votewatch.llm.corpus import Row, cases, table
from votewatch.llm.draft import LANGUAGES, Draft
from votewatch.llm.validate import Finding, accepted, judge
from votewatch.model.decision import Decision
from votewatch.model.errors import VoteWatchError


@dataclass(frozen=True, slots=True)
class Refusal:
    """A careful text that the rules refuse: ``broken`` are (rule, words)."""

    id: str
    language: str
    broken: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """``rows`` count texts by fault; ``careful`` texts were judged of which ``alarms`` were refused.

    ``small`` and ``small_refused`` count the texts of a small model, ``small_kept`` names those that the rules accept.
    """

    drafts: int
    rows: tuple[Row, ...]
    careful: int
    alarms: tuple[Refusal, ...]
    small: int
    small_refused: int
    small_kept: tuple[str, ...]

    def lines(self) -> list[str]:
        """The tables, as they stand in docs/method.md."""
        faults = [row for row in self.rows if row.fault != "none"]
        rate = 100 * len(self.alarms) / self.careful if self.careful else 0.0
        return [
            "| fault put in | texts | caught | missed |",
            "|---|---|---|---|",
            *(f"| {row.fault} | {row.caught + row.missed} | {row.caught} | {row.missed} |" for row in faults),
            f"| all, {self.drafts} drafts | {sum(r.caught + r.missed for r in faults)} "
            f"| {sum(r.caught for r in faults)} | {sum(r.missed for r in faults)} |",
            "",
            "| texts | judged | refused |",
            "|---|---|---|",
            f"| careful, written for real decisions | {self.careful} | {len(self.alarms)} ({rate:.1f} %) |",
            f"| of a small local model | {self.small} | {self.small_refused} |",
        ]


def measure(decisions: Iterable[Decision], careful: Path, small: Path | None) -> Measured:
    """Judge the careful drafts of a folder, the same with faults put in, and a small model's answers.

    ``careful`` holds <decision id with - for :>.json in any folder below it, each a draft; ``small`` lines of
    {"id", "answer"}. Raises VoteWatchError naming the file when a draft is of no known decision or has a wrong shape.
    """
    by_name = {decision.id.replace(":", "-"): decision for decision in decisions}
    honest = [_draft(path, by_name) for path in sorted(careful.rglob("*.json"))]
    if not honest:
        raise VoteWatchError(f"{careful}: holds no draft")
    judged = [(brief, draft, judge(brief, draft)) for brief, draft in honest]
    alarms = [
        Refusal(brief.id, language, _broken(findings, language))
        for brief, _, findings in judged
        for language in LANGUAGES
        if not accepted(findings, language)
    ]
    healthy = [(brief, draft) for brief, draft, findings in judged if all(accepted(findings, one) for one in LANGUAGES)]
    spoiled = list(cases(healthy))
    kept, total = _small(small, by_name) if small else ((), 0)
    return Measured(
        drafts=sum(case.fault != "none" for case in spoiled),
        rows=table(spoiled),
        careful=len(honest) * len(LANGUAGES),
        alarms=tuple(alarms),
        small=total,
        small_refused=total - len(kept),
        small_kept=kept,
    )


def _broken(findings: Iterable[Finding], language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((f.rule, f.words) for f in findings if f.language == language and not f.passed)


def _draft(path: Path, by_name: Mapping[str, Decision]) -> tuple[Brief, Draft]:
    if path.stem not in by_name:
        raise VoteWatchError(f"{path}: no such decision in the record")
    try:
        return brief_of(by_name[path.stem]), Draft.from_json(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise VoteWatchError(f"{path}: {error}") from error


def _small(file: Path, by_name: Mapping[str, Decision]) -> tuple[tuple[str, ...], int]:
    """The texts of a model's answers that the rules accept, as "<id> <language>", and how many there were."""
    kept, total = [], 0
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            brief = brief_of(by_name[row["id"].replace(":", "-")])
        except (ValueError, KeyError) as error:
            raise VoteWatchError(f"{file}:{number}: {error!r}") from error
        total += len(LANGUAGES)
        try:
            findings = judge(brief, Draft.from_json(tasks.read_answer(row["answer"])))
        except ValueError:
            continue  # no draft at all: refused
        kept += [f"{brief.id} {language}" for language in LANGUAGES if accepted(findings, language)]
    return tuple(kept), total
