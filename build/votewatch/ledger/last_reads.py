"""When each source was last read: data/sources.json, shown on the status page."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path

from votewatch.ledger.atomic import write_text
from votewatch.model.errors import LedgerError
from votewatch.model.last_read import LastRead

FILE = "sources.json"


def load(data: Path) -> dict[str, LastRead]:
    """What is known of each source, by its name; empty without the file. Raises LedgerError naming file and source."""
    path = data / FILE
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise LedgerError(f"{path}: is not JSON: {error}") from error
    found = {}
    for name, row in held.items():
        try:
            one = LastRead(source=name, **row)
            for day in filter(None, (one.read, one.since)):
                dt.date.fromisoformat(day)
        except (TypeError, ValueError) as error:
            raise LedgerError(f"{path}: {name}: {error}") from error
        found[name] = one
    return found


def note(data: Path, source: str, today: str, failure: str = "") -> bool:
    """Keep that ``source`` was read ``today`` (an ISO day), or that it failed and why; True when the file changed.

    A failure keeps the day of the last good reading, and the first day of a row of failures.
    """
    known = load(data)
    before = known.get(source, LastRead(source, ""))
    if failure:
        known[source] = LastRead(source, before.read, before.since or today, failure)
    else:
        known[source] = LastRead(source, today)
    rows = {name: {k: v for k, v in asdict(one).items() if k != "source" and v} for name, one in known.items()}
    for row in rows.values():
        row.setdefault("read", "")
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    return write_text(data / FILE, text)
