"""What was read out of adverts: ``skills.jsonl``, a row per posting and skill. A posting with rows was processed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from votewatch.ledger import json_lines
from votewatch.ledger.atomic import write_text, writing
from votewatch.model.errors import LedgerError
from votewatch.model.skill import Asked, Importance


def load(state: Path) -> list[Asked]:
    """All rows. Raises LedgerError naming file and line."""
    path = path_of(state)
    try:
        lines = json_lines.split(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}; remove it, the next run reads the adverts anew") from error
    out = []
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            out.append(Asked(row["job"], row["skill"], Importance(row["importance"]), row["by"]))
        except (ValueError, TypeError, KeyError) as error:
            raise LedgerError(f"{path}:{number}: is no row of a skill: {error}; remove the file") from error
    return out


def save(state: Path, rows: Iterable[Asked]) -> bool:
    """Write all rows, sorted; whether anything changed."""
    ordered = sorted(rows, key=lambda row: (row.job, row.skill))
    text = "".join(f"{json.dumps(asdict(row), ensure_ascii=False, separators=(',', ':'))}\n" for row in ordered)
    with writing(path_of(state)):
        return write_text(path_of(state), text)


def path_of(state: Path) -> Path:
    """The file in the radar's folder."""
    return state / "skills.jsonl"
