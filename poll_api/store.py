"""What the program asks of a store of answers, whichever database keeps them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum, auto
from typing import Any, NamedTuple, Protocol

# More than this waiting means that the disk does not keep up; readers are then asked to come back.
LONGEST_QUEUE = 5_000
LARGEST_BATCH = 500  # four bound values a row; SQLite takes 32,766 of them in a statement


class Tally(NamedTuple):
    """Exact counts of one poll."""

    yes: int
    no: int

    @property
    def n(self) -> int:
        """All answers."""
        return self.yes + self.no


NOTHING = Tally(0, 0)
Key = tuple[str, bytes]  # poll, mark: HMAC-SHA256(secret, poll || 0 || token)
Outcome = tuple[asyncio.Future[Any], Any]
Hourly = Mapping[tuple[int, str], int]  # (hour of UTC since 1970, poll) -> answers given or changed in it


class Verb(Enum):
    """What an errand asks of whoever writes."""

    RECORD = auto()
    WITHDRAW = auto()
    LOOK = auto()  # which choice the ballot holds, or None
    SYNCHRONOUS = auto()  # SQLite: what the pragma says on the very connection that writes
    REFUSALS = auto()
    FORGET = auto()  # the counts of the hours before the errand's own that are under its ``under``


class Errand(NamedTuple):
    """One thing to do, and the future that is told when it is done."""

    verb: Verb
    future: asyncio.Future[Any]
    key: Key = ("", b"")
    yes: bool = False
    day: str = ""
    hour: int = 0
    under: int = 0
    refusals: tuple[tuple[str, str, int], ...] = ()


class Store(Protocol):
    """One answer for each poll and ballot. All methods are called in one event loop."""

    async def open(self) -> None:
        """Make ready to answer. Raises StoreError."""

    async def tallies(self, polls: Sequence[str]) -> list[Tally]:
        """Exact counts of each of ``polls`` as of the last commit. Raises StoreUnavailable."""

    async def record(self, poll: str, ballot: str, yes: bool, day: date, hour: int) -> Tally:
        """Set the answer of ``ballot``, in place of an earlier one; the counts after its commit.

        ``day`` is the day in Europe/Bratislava and stands with the answer; ``hour`` counts hours of UTC since 1970, and
        an answer that is new or another than before adds one to that hour of the poll. Raises StoreUnavailable when it
        was not written.
        """

    async def withdraw(self, poll: str, ballot: str) -> Tally:
        """Remove the answer of ``ballot``, if it has one; the counts after the commit. Raises StoreUnavailable."""

    async def choice(self, poll: str, ballot: str) -> bool | None:
        """The answer that ``ballot`` holds, None for none. Raises StoreUnavailable."""

    def refuse(self, poll: str, day: date) -> None:
        """Count an answer that the limits refused; written by the next ``note_refusals``."""

    async def note_refusals(self) -> None:
        """Write the counted refusals down; they are kept when that fails. Never raises StoreUnavailable."""

    async def hours(self) -> Hourly:
        """How many answers were given or changed in each hour that is kept. Raises StoreUnavailable."""

    async def forget_hours(self, before: int, under: int) -> None:
        """Forget the counts under ``under`` of hours before ``before``; answers stay. Raises StoreUnavailable."""

    @property
    def alive(self) -> bool:
        """Whether answers can be written."""

    @property
    def waiting(self) -> int:
        """How many errands are not yet committed."""

    async def close(self) -> None:
        """Write what is queued, acknowledge it and let go."""


def by_hour(batch: Sequence[Errand], held: Mapping[Key, bool | None]) -> Counter[tuple[int, str]]:
    """The answers of ``batch`` that are new or changed, by hour and poll; ``held`` is what ballots held before it."""
    now = dict(held)
    found: Counter[tuple[int, str]] = Counter()
    for errand in batch:
        if errand.verb is Verb.RECORD:
            if now.get(errand.key) is not errand.yes:
                found[errand.hour, errand.key[0]] += 1
            now[errand.key] = errand.yes
        elif errand.verb is Verb.WITHDRAW:
            now[errand.key] = None
    return found


def resolve(outcomes: Sequence[Outcome]) -> None:
    """Tell everyone who still waits; runs in the event loop."""
    for future, outcome in outcomes:
        if not future.done():
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)
