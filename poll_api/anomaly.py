"""An hour far above the norm: the counts of that poll stay, and its verdict is withdrawn until a quiet day has passed.

Hours are counted in memory, from the start of the process, without anything that leads to a reader; with several
processes each sees its own share. The rule is ours: an hour with at least 300 answers to one poll, and five times as
many as the busiest hour of the 24 before it had for any poll.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

LEAST = 300  # answers in an hour; fewer are never called odd
TIMES = 5  # the busiest hour before
HOURS = 24  # looked back, and how long a verdict stays withdrawn


class Hours:
    """Answers by poll and hour."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._counts: dict[int, Counter[str]] = {}
        self._flagged: dict[str, int] = {}  # poll -> the hour in which it was odd

    def seen(self, poll: str, moment: datetime) -> None:
        """One answer was recorded."""
        hour = _hour(moment)
        counts = self._counts.get(hour)
        if counts is None:
            counts = self._counts[hour] = Counter()
            self._forget(hour)
        counts[poll] += 1
        if counts[poll] >= LEAST and counts[poll] >= TIMES * self._busiest(hour):
            self._flagged[poll] = hour

    def flagged(self, poll: str, moment: datetime) -> bool:
        """Whether the verdict of ``poll`` is withdrawn."""
        hour = self._flagged.get(poll)
        return hour is not None and _hour(moment) - hour < HOURS

    def all_flagged(self, moment: datetime) -> list[str]:
        """The polls whose verdict is withdrawn."""
        return sorted(poll for poll in self._flagged if self.flagged(poll, moment))

    def _busiest(self, hour: int) -> int:
        before = [max(counts.values()) for past, counts in self._counts.items() if past != hour and counts]
        return max(before, default=0)

    def _forget(self, hour: int) -> None:
        for past in [past for past in self._counts if hour - past > HOURS]:
            del self._counts[past]
        for poll in [poll for poll, past in self._flagged.items() if hour - past > HOURS]:
            del self._flagged[poll]


def _hour(moment: datetime) -> int:
    return int(moment.timestamp() // 3600)
