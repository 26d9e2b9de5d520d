"""Readers' answers as committed: data/tallies/<yyyy-mm-dd>.json, which `python -m poll_api export` writes.

A file is a JSON list with one object a line, ordered by id: ``{"id":"sk:9:733","yes":41,"no":22,"refused":3}``. Each
count is of everything up to that day. A last key, ``"flagged":"2026-11-30"``, is there while an hour far above the
norm, on that day, withdraws the verdict; files of an earlier make never have it. The poll API's own store is never read
here.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from votewatch.ledger.atomic import write_text
from votewatch.model.errors import LedgerError
from votewatch.model.readers import ReaderCount, TallyDay

FIELDS = ("id", "yes", "no", "refused")
FLAGGED = "flagged"


def load(data: Path) -> tuple[TallyDay, ...]:
    """Every committed day, oldest first; empty where nothing has been committed.

    Raises LedgerError naming file and line for anything that the export does not write.
    """
    return tuple(_day(path) for path in sorted((data / "tallies").glob("*.json")))


def path_of(data: Path, day: str) -> Path:
    """Where the counts of an ISO day are."""
    return data / "tallies" / f"{day}.json"


def save(data: Path, tally: TallyDay) -> None:
    """Write the counts of one day as the export writes them, whole or not at all."""
    rows = [{name: value for name, value in asdict(count).items() if value is not None} for count in tally.counts]
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    write_text(path_of(data, tally.day), f"[\n{lines}\n]\n" if rows else "[]\n")


def _day(path: Path) -> TallyDay:
    if not _is_day(path.stem):
        raise LedgerError(f"{path}: must be named by a day such as 2026-01-31.json")
    try:
        text = path.read_text(encoding="ascii")
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise LedgerError(f"{path}:{error.lineno}: is not JSON: {error.msg}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from error
    if not isinstance(rows, list):
        raise LedgerError(f"{path}:1: must be a list, not {type(rows).__name__}")
    if text.count("\n") != (len(rows) + 2 if rows else 1):
        raise LedgerError(f"{path}:1: must hold one question a line, as the export writes it")
    counts: list[ReaderCount] = []
    for number, row in enumerate(rows, 2):  # the first line holds the bracket alone
        counts.append(_count(row, counts[-1].id if counts else "", f"{path}:{number}"))
    return TallyDay(path.stem, tuple(counts))


def _count(row: Any, before: str, where: str) -> ReaderCount:
    if not isinstance(row, dict) or tuple(row) not in (FIELDS, (*FIELDS, FLAGGED)):
        raise LedgerError(f"{where}: must be an object of {', '.join(FIELDS)}, not {row!r}")
    if not isinstance(row["id"], str) or not row["id"]:
        raise LedgerError(f"{where}: id must be a question's, not {row['id']!r}")
    if row["id"] <= before:
        raise LedgerError(f"{where}: {row['id']} stands after {before}; each question has one line, in order of ids")
    if FLAGGED in row and not _is_day(row[FLAGGED]):
        raise LedgerError(f"{where}: {FLAGGED} must be a day such as 2026-01-31, not {row[FLAGGED]!r}")
    for name in FIELDS[1:]:
        if type(row[name]) is not int or row[name] < 0:
            raise LedgerError(f"{where}: {name} must be a whole number from 0, not {row[name]!r}")
    return ReaderCount(**row)


def _is_day(value: Any) -> bool:
    try:
        return bool(dt.date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False
