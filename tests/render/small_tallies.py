"""Readers' answers to the questions of the small record, which open on 2026-01-31 and have 90 days: to 2026-05-01."""

from __future__ import annotations

from dataclasses import replace

from tests.render.small_record import record
from votewatch.model.readers import Flag, ReaderCount, TallyDay
from votewatch.render.record import Record

TRADE, MAIZE, ADVERTS, FORESTS = "eu:2025-0001-COD", "eu:2025-2002-RSP", "sk:9:20", "sk:9:21"


def tally(day: str, **counts: tuple[int, int, int]) -> TallyDay:
    """One committed day: trade, maize, adverts and forests as (yes, no, refused)."""
    names = {"trade": TRADE, "maize": MAIZE, "adverts": ADVERTS, "forests": FORESTS}
    rows = sorted((names[name], *values) for name, values in counts.items())
    return TallyDay(day, tuple(ReaderCount(*row) for row in rows))


OPEN = tally("2026-02-01", trade=(3, 1, 0), adverts=(90, 10, 0))
AFTER = tally("2026-05-02", trade=(64, 54, 2), maize=(6, 5, 1), adverts=(20, 80, 2), forests=(3, 2, 40))
LATER = tally("2026-05-03", trade=(66, 54, 2), maize=(6, 5, 1), adverts=(20, 80, 2), forests=(3, 2, 41))
FLOODED = TallyDay(
    "2026-05-02",
    tuple(replace(c, flagged="2026-05-01") if c.id == ADVERTS else c for c in AFTER.counts),
)
IN_DOUBT = Flag(TRADE, "2026-05-02", None, (("sk", "Priveľa naraz."), ("en", "Too many at once.")))


def with_tallies(*days: TallyDay, flags: tuple[Flag, ...] = ()) -> Record:
    """The small record with what readers answered."""
    return replace(record(), tallies=days, flags=flags)
