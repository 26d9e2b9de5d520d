"""Verdicts that a person withdrew: data/flagged.jsonl, a line for each question whose answers are in doubt.

``{"id":"sk:9:733","since":"2026-12-01","to":null,"reason":{"sk":"…","en":"…"}}``. The counts stay; what is withdrawn is
what they are said to mean. A line is closed by its last day in ``to``, and stays.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from votewatch.ledger import json_lines
from votewatch.model.errors import LedgerError
from votewatch.model.prose import LANGUAGES
from votewatch.model.readers import Flag

FILE = "flagged.jsonl"
_FIELDS = {"id", "since", "to", "reason"}


def load(data: Path) -> tuple[Flag, ...]:
    """Every line in its order; empty where there is no such file. Raises LedgerError naming file and line."""
    path = data / FILE
    if not path.exists():
        return ()
    found = []
    for number, line in enumerate(json_lines.split(path.read_text(encoding="utf-8")), 1):
        try:
            found.append(_flag(json.loads(line)))
        except (ValueError, TypeError, AttributeError) as error:
            raise LedgerError(f"{path}:{number}: {error}") from error
    return tuple(found)


def _flag(row: Any) -> Flag:
    if not isinstance(row, dict) or row.keys() != _FIELDS:
        raise ValueError(f"must be an object of {', '.join(sorted(_FIELDS))}, not {row!r}")
    if not isinstance(row["id"], str) or not row["id"]:
        raise ValueError(f"id must be a question's, not {row['id']!r}")
    reason = row["reason"]
    if not isinstance(reason, dict) or reason.keys() != set(LANGUAGES) or not all(map(_is_text, reason.values())):
        raise ValueError(f"reason must be words in {' and '.join(LANGUAGES)}, not {reason!r}")
    since = dt.date.fromisoformat(row["since"]).isoformat()
    to = None if row["to"] is None else dt.date.fromisoformat(row["to"]).isoformat()
    if to is not None and to < since:
        raise ValueError(f"to {to} is before since {since}")
    return Flag(row["id"], since, to, tuple((lang, reason[lang]) for lang in LANGUAGES))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
