"""Readers' answers as they are committed: counts of one day, and what a person says of counts that are in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Where readers' answers point, beside what parliament decided."""

    AGREE = "agree"
    GAP = "gap"
    EVEN = "even"
    FEW = "few"  # too few answers to say


@dataclass(frozen=True, slots=True)
class ReaderCount:
    """The answers to one question by the end of a day; ``refused`` are those that the limits did not let in.

    ``flagged`` is the ISO day on which an hour of answers was far above the norm, while that withdraws the verdict.
    """

    id: str
    yes: int
    no: int
    refused: int
    flagged: str | None = None

    @property
    def n(self) -> int:
        """How many answers count."""
        return self.yes + self.no


@dataclass(frozen=True, slots=True)
class TallyDay:
    """All counts as they were committed on one ISO day, by the question's id. They add up from the first day on."""

    day: str
    counts: tuple[ReaderCount, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """The verdict on one question withdrawn from an ISO day on, until ``to`` or, while that is None, for now.

    ``reason`` holds (language, words).
    """

    id: str
    since: str
    to: str | None
    reason: tuple[tuple[str, str], ...]

    def words(self, lang: str) -> str:
        """The reason in one language."""
        return dict(self.reason)[lang]
