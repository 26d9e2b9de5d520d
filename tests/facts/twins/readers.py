"""The slow twin of readers: one question at a time, in words of the rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from votewatch.model.readers import ReaderCount, TallyDay


def twin_verdict(yes: int, no: int, passed: bool, least: int) -> str:
    """Shares as fractions: their distance is at least a tenth, or readers are even."""
    if yes + no < least:
        return "few"
    for_, against = Fraction(yes, yes + no), Fraction(no, yes + no)
    if for_ - against >= Fraction(1, 10):
        return "agree" if passed else "gap"
    if against - for_ >= Fraction(1, 10):
        return "gap" if passed else "agree"
    return "even"


def twin_listed(
    days: Sequence[TallyDay], question: str, opened: str, closes: str | None, window: int
) -> tuple[str, ReaderCount] | None:
    """Walk through the files until one is later than the question's last day and holds it."""
    last = date.fromisoformat(closes) if closes else date.fromisoformat(opened) + timedelta(days=window)
    for tally in days:
        if date.fromisoformat(tally.day) > last:
            for count in tally.counts:
                if count.id == question:
                    return tally.day, count
    return None


def twin_newest(days: Sequence[TallyDay], question: str) -> tuple[str, ReaderCount] | None:
    """The last count; its day is that of the first file of the unbroken row of files that count the same."""
    held = [(tally.day, count) for tally in days for count in tally.counts if count.id == question]
    if not held:
        return None
    day, last = held[-1]
    for before, count in reversed(held):
        if (count.yes, count.no, count.refused) != (last.yes, last.no, last.refused):
            break
        day = before
    return day, last


def twin_withdrawn(days: Sequence[TallyDay], question: str) -> str | None:
    """What the last file says of the question, whatever earlier files said."""
    said = None
    for tally in days:
        said = None
        for count in tally.counts:
            if count.id == question and count.flagged is not None:
                said = count.flagged
    return said
