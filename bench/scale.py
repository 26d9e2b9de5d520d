"""What one and fifty million answers a day would ask of the poll API, on paper: python bench/scale.py

Every figure follows from those at the top, assumed as each line says, from the newest rates under bench/results, and
from the tables of poll_api/postgres/schema.py. It is arithmetic, not a load: it says what to look at first, and what
breaks first.
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results"
SHARDS = 16
BATCH = 20  # answers that share a commit, and one update of each counter, at the peak
# Bytes of one answer in PostgreSQL: 24 of header, 4 of pointer, poll 12, mark 33, yes 1, day 4, padded; its index 64.
ROW, INDEX = 88, 64
SQLITE_ROW = 62  # poll, mark, yes, day in a table without rowid
WAL = 2.2  # bytes written ahead for each byte of row and index, with checkpoints
SAFE = 0.7  # of what was measured, so that a busy minute has room
PEAK = 8  # the busiest minute against the mean of the day: evenings, a link on television
POLLS_A_DAY = 40  # polls that most of a day's answers go to
PRICE_GB_MONTH = 0.12  # of a replicated disk; processors are dearer by hand than by the month
DAYS = 90  # a question is open


@dataclass(frozen=True, slots=True)
class Measured:
    """Answers a second of one process on SQLite, and of four on one PostgreSQL that shares two cores with them.

    ``days`` are the ISO days of the two measurements.
    """

    sqlite: float
    postgres: float
    days: tuple[str, str]

    @classmethod
    def newest(cls, results: Path = RESULTS) -> Measured:
        """The newest of each kind in ``results``. Raises FileNotFoundError where there is none."""
        sqlite, postgres = _newest(results, "poll-2*.json"), _newest(results, "poll-postgres-*.json")
        return cls(
            sqlite["medians"]["ours"]["post"]["rate"],
            postgres["rates"]["medians"]["postgresql, 128 connections"]["answers_a_second"],
            (sqlite["date"], postgres["date"]),
        )


def _newest(results: Path, pattern: str) -> dict[str, Any]:
    files = sorted(results.glob(pattern))
    if not files:
        raise FileNotFoundError(f"{results}: nothing was measured as {pattern}")
    found: dict[str, Any] = json.loads(files[-1].read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Scale:
    """What a number of answers a day comes to."""

    answers: int
    peak: float  # answers a second
    rows: int  # while questions are open
    sqlite_gb: float
    postgres_gb: float
    wal_mb: float  # a second, at the peak
    counter: float  # updates a second of the hottest counter row, at the peak
    processes: int
    dollars: float  # a month, for the disk


def scale(answers: int, measured: Measured) -> Scale:
    """The arithmetic."""
    peak = answers / 86_400 * PEAK
    rows = answers * DAYS
    postgres = rows * (ROW + INDEX) / 1e9
    hottest = peak / 3 / BATCH / SHARDS  # a third of a peak goes to one poll
    return Scale(
        answers, peak, rows, rows * SQLITE_ROW / 1e9, postgres, peak * (ROW + INDEX) * WAL / 1e6, hottest,
        max(2, math.ceil(peak / (measured.postgres / 4 * SAFE))), postgres * PRICE_GB_MONTH,
    )  # fmt: skip


def breaks_first(found: Scale, measured: Measured) -> str:
    """The part that gives way first, and what is done about it."""
    if found.peak <= measured.sqlite / 4 and found.sqlite_gb < 50:
        return "nothing: one process with one SQLite file is enough; its backup takes minutes"
    if found.peak <= measured.postgres * SAFE:
        return "the size of one SQLite file and its backup: move to PostgreSQL"
    return (
        "the commits of one PostgreSQL at the peak: let batches grow (they do by themselves), then shard polls by hash "
        "over several databases, or take a distributed engine; delete the answers of closed polls after a last export "
        "(their counters stay)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", nargs="*", type=int, default=[1_000_000, 50_000_000], help="answers a day")
    asked, measured = parser.parse_args(), Measured.newest()
    print(f"measured: {measured.sqlite:,.0f} answers a second on SQLite ({measured.days[0]}), one process;")
    print(f"          {measured.postgres:,.0f} on PostgreSQL ({measured.days[1]}), four, all on two cores\n")
    for answers in asked.answers:
        found = scale(answers, measured)
        print(f"{answers:,} answers a day")
        print(f"  at the peak             {found.peak:12,.0f} a second ({PEAK} times the mean)")
        print(f"  rows while open         {found.rows:12,} ({DAYS} days)")
        print(f"  SQLite                  {found.sqlite_gb:12,.1f} GB")
        print(f"  PostgreSQL with index   {found.postgres_gb:12,.1f} GB, {found.dollars:,.0f} USD a month of disk")
        print(f"  written ahead, peak     {found.wal_mb:12,.1f} MB a second")
        print(
            f"  hottest counter row     {found.counter:12,.1f} updates a second ({SHARDS} shards, {POLLS_A_DAY} polls)"
        )
        print(f"  API processes           {found.processes:12,}")
        print(f"  breaks first            {breaks_first(found, measured)}\n")


if __name__ == "__main__":
    main()
