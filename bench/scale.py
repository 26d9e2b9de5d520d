"""What one and fifty million answers a day would ask of the poll API, on paper: python bench/scale.py

Every figure follows from those at the top, measured or assumed as each line says, and from the tables of
poll_api/postgres/schema.py. It is arithmetic, not a load: it says what to look at first, and what breaks first.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass

# Measured (bench/results/poll-2026-11-23.json): answers a second of one process with SQLite, each on the disk.
SQLITE_A_SECOND = 9_900
# Assumed, not measured: one PostgreSQL with four processes, batches of about 20.
POSTGRES_A_SECOND = 6_000
SHARDS = 16
# Bytes of one answer in PostgreSQL: 24 of header, 4 of pointer, poll 12, mark 33, yes 1, day 4, padded; its index 64.
ROW, INDEX = 88, 64
SQLITE_ROW = 62  # poll, mark, yes, day in a table without rowid
WAL = 2.2  # bytes written ahead for each byte of row and index, with checkpoints
PEAK = 8  # the busiest minute against the mean of the day: evenings, a link on television
POLLS_A_DAY = 40  # polls that most of a day's answers go to
PRICE_GB_MONTH = 0.12  # of a replicated disk; processors are dearer by hand than by the month
DAYS = 90  # a question is open


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


def scale(answers: int) -> Scale:
    """The arithmetic."""
    peak = answers / 86_400 * PEAK
    rows = answers * DAYS
    postgres = rows * (ROW + INDEX) / 1e9
    batch = 20  # answers share a commit and one update of each counter
    hottest = peak / 3 / batch / SHARDS  # a third of a peak goes to one poll
    return Scale(
        answers, peak, rows, rows * SQLITE_ROW / 1e9, postgres, peak * (ROW + INDEX) * WAL / 1e6, hottest,
        max(2, math.ceil(peak / (SQLITE_A_SECOND / 4))), postgres * PRICE_GB_MONTH,
    )  # fmt: skip


def breaks_first(found: Scale) -> str:
    """The part that gives way first, and what is done about it."""
    if found.peak <= SQLITE_A_SECOND / 4 and found.sqlite_gb < 50:
        return "nothing: one process with one SQLite file is enough; its backup takes minutes"
    if found.peak <= POSTGRES_A_SECOND * 0.7:
        return "the size of one SQLite file and its backup: move to PostgreSQL"
    return (
        "the commits of one PostgreSQL at the peak: let batches grow (they do by themselves), then shard polls by hash "
        "over several databases, or take a distributed engine; drop partitions of closed polls after their export"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", nargs="*", type=int, default=[1_000_000, 50_000_000], help="answers a day")
    for answers in parser.parse_args().answers:
        found = scale(answers)
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
        print(f"  breaks first            {breaks_first(found)}\n")


if __name__ == "__main__":
    main()
