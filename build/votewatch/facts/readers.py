"""What may be said of readers' answers, and which committed count is the one that lists show.

Rules 24 to 30 of the method. Readers who see a count before they answer are swayed by it, so a list shows a count that
was closed before any list could show it: the first one committed after the question's window. An archive question
never closes; it is listed by the answers of its first window, of the same length as everybody else's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from votewatch.model.readers import Flag, ReaderCount, TallyDay, Verdict

LEAD = 10  # percentage points; a smaller lead is called even
PERCENTAGES_FROM = 100  # answers; below that a percentage would say more than it knows


@dataclass(frozen=True, slots=True)
class Committed:
    """A count and the ISO day it was committed on."""

    day: str
    count: ReaderCount


@dataclass(frozen=True, slots=True)
class DayTotals:
    """One committed day over all questions. ``answers`` and ``refused`` add up from the first day on; ``*_since`` are
    what came since the day before it in the ledger: answers can be withdrawn, so that theirs may be negative.
    """

    day: str
    questions: int
    answers: int
    answers_since: int
    refused: int
    refused_since: int


def verdict(yes: int, no: int, *, passed: bool, least: int) -> Verdict:
    """Where ``yes`` and ``no`` answers point, beside a deciding vote that ``passed`` or did not.

    Fewer than ``least`` answers say nothing; a lead of under ``LEAD`` points is even. The direction alone is compared.
    """
    n = yes + no
    if n < least:
        return Verdict.FEW
    if abs(yes - no) * 100 < LEAD * n:
        return Verdict.EVEN
    return Verdict.AGREE if (yes > no) is passed else Verdict.GAP


def last_day(opened: str, closes: str | None, window_days: int) -> str:
    """The last ISO day whose answers a list may show: the question's own, or that of its first window."""
    return closes or (dt.date.fromisoformat(opened) + dt.timedelta(days=window_days)).isoformat()


def listed(days: Iterable[TallyDay], last_days: Mapping[str, str]) -> dict[str, Committed]:
    """The count of each question that lists may show, by its id: the first committed after its last day.

    ``days`` are oldest first; a question that had no answer and no refusal by then is not among them.
    """
    found: dict[str, Committed] = {}
    for tally in days:
        for count in tally.counts:
            if count.id not in found and tally.day > last_days.get(count.id, tally.day):
                found[count.id] = Committed(tally.day, count)
    return found


def newest(days: Iterable[TallyDay]) -> dict[str, Committed]:
    """The newest count of each question by its id, with the first day since which nothing was counted."""
    found: dict[str, Committed] = {}
    for tally in days:
        for count in tally.counts:
            known = found.get(count.id)
            unchanged = known is not None and replace(known.count, flagged=count.flagged) == count
            found[count.id] = Committed(known.day if known and unchanged else tally.day, count)
    return found


def ledger(days: Iterable[TallyDay]) -> list[DayTotals]:
    """The totals of every committed day, oldest first."""
    found: list[DayTotals] = []
    answers = refused = 0
    for tally in days:
        before = answers, refused
        answers, refused = sum(c.n for c in tally.counts), sum(c.refused for c in tally.counts)
        asked = sum(1 for c in tally.counts if c.n)
        found.append(DayTotals(tally.day, asked, answers, answers - before[0], refused, refused - before[1]))
    return found


def withdrawn(days: Sequence[TallyDay]) -> dict[str, str]:
    """The questions whose verdict the newest of ``days`` withdraws, by id, each with the ISO day of the odd hour."""
    return {count.id: count.flagged for count in days[-1].counts if count.flagged} if days else {}


def in_doubt(flags: Iterable[Flag]) -> dict[str, Flag]:
    """The questions whose verdict a person withdrew, by id: those with a line that has no last day."""
    return {flag.id: flag for flag in flags if flag.to is None}
