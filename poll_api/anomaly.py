"""An hour far above the norm: the counts of that poll stay, and its verdict is withdrawn until a quiet day has passed.

The store counts answers by poll and hour, in the transaction that holds them, so that every process decides alike and a
restart forgets nothing. Small counts are forgotten an hour after their hour has passed, all after three days. The rule
is ours: an hour with at least 300 answers to one poll, and five times as many as the busiest hour of the 24 before it
had for any poll. Hours are those of UTC, numbered from 1970.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from poll_api.errors import StoreUnavailable
from poll_api.polls import bratislava_day
from poll_api.store import Hourly, Store

LEAST = 300  # answers in an hour; fewer are never called odd
TIMES = 5  # the busiest hour before
HOURS = 24  # looked back, and how long a verdict stays withdrawn
# Static pages are made once a night, and not always to the minute: what they are told holds a day longer.
EXPORTED = 2 * HOURS
KEPT = EXPORTED + HOURS
# A past hour with fewer can neither be odd nor make another hour not odd. Such counts are forgotten early: where a
# question is seldom answered, they would tell the hour of a single answer.
QUIET = LEAST // TIMES
EVERY = 1 << 62  # above any count
LOOK_EVERY = timedelta(seconds=10)


def hour_of(moment: datetime) -> int:
    """The number of the hour of ``moment``, which carries its own zone."""
    return int(moment.timestamp() // 3600)


def day_of(hour: int) -> date:
    """The day in Europe/Bratislava on which ``hour`` began."""
    return bratislava_day(datetime.fromtimestamp(hour * 3600, UTC))


def odd(counts: Hourly) -> dict[str, list[int]]:
    """The hours far above the norm of each poll that has any, ascending; ``counts`` must hold the day before them."""
    busiest: defaultdict[int, int] = defaultdict(int)
    for (hour, _), count in counts.items():
        busiest[hour] = max(busiest[hour], count)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for (hour, poll), count in sorted(counts.items()):
        if count >= LEAST and count >= TIMES * max(busiest.get(hour - back, 0) for back in range(1, HOURS + 1)):
            found[poll].append(hour)
    return dict(found)


def withdrawn(counts: Hourly, moment: datetime, hours: int) -> dict[str, int]:
    """The polls that had an odd hour in the last ``hours`` up to that of ``moment``, with the first such hour."""
    now = hour_of(moment)
    recent = {poll: [hour for hour in found if 0 <= now - hour < hours] for poll, found in odd(counts).items()}
    return {poll: found[0] for poll, found in recent.items() if found}


def marked(rows: Iterable[Mapping[str, Any]], counts: Hourly, moment: datetime) -> list[dict[str, Any]]:
    """``rows`` of counts by poll as they are exported; one whose verdict is withdrawn says since which day."""
    since = withdrawn(counts, moment, EXPORTED)
    return [
        {**row, "flagged": day_of(since[row["id"]]).isoformat()} if row["id"] in since else dict(row) for row in rows
    ]


class Hours:
    """What the store last said of the hours."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._odd: Mapping[str, list[int]] = {}
        self._busiest: tuple[int, int] = (0, 0)
        self._looked: datetime | None = None

    async def look(self, store: Store, moment: datetime) -> None:
        """Ask ``store``, and let it forget what is past use. While it is away, what was known holds."""
        hour = hour_of(moment)
        self._looked = moment
        try:
            counts = await store.hours()
            for before, under in ((hour - 1, QUIET), (hour - KEPT, EVERY)):
                if any(of < before and count < under for (of, _), count in counts.items()):
                    await store.forget_hours(before, under)
        except StoreUnavailable:
            return
        self._odd = odd(counts)
        earlier = [count for (of, _), count in counts.items() if 0 < hour - of <= HOURS]
        now = [count for (of, _), count in counts.items() if of == hour]
        self._busiest = max(now, default=0), max(earlier, default=0)

    async def look_when_due(self, store: Store, moment: datetime) -> None:
        """As ``look``, unless the last time was a moment ago."""
        if self._looked is None or not self._looked <= moment < self._looked + LOOK_EVERY:
            await self.look(store, moment)

    def flagged(self, poll: str, moment: datetime) -> bool:
        """Whether the verdict of ``poll`` is withdrawn."""
        found = self._odd.get(poll)
        return found is not None and hour_of(moment) - found[-1] < HOURS

    def all_flagged(self, moment: datetime) -> list[str]:
        """The polls whose verdict is withdrawn."""
        return sorted(poll for poll in self._odd if self.flagged(poll, moment))

    @property
    def busiest(self) -> tuple[int, int]:
        """Answers to the poll with most of them: in the hour that was looked at last, and in any of the 24 before.

        Of those before, counts under ``QUIET`` are not kept.
        """
        return self._busiest
