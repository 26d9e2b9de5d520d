"""Pages that moved, as committed in data/redirects.toml."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

from votewatch.model.errors import LedgerError
from votewatch.model.redirect import Redirect

FILE = "redirects.toml"
_FIELDS = {"old", "new", "reason", "date"}
# A folder of the site, without the language before it: "d/sk-9-733/".
_PATH = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]*/)+")


def load(data: Path) -> list[Redirect]:
    """The table in its own order; empty without the file.

    Raises LedgerError naming file and entry for a path of another form, an address that moves twice, and one that leads
    to an address that has itself moved (so that there are neither loops nor detours). Whether the new address is a page
    is for the renderer to say.
    """
    path = data / FILE
    if not path.exists():
        return []
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LedgerError(f"{path}: {error}") from error
    if unknown := sorted(table.keys() - {"redirect"}):
        raise LedgerError(f"{path}: {unknown[0]} is no part of this table, only [[redirect]]")
    found = [_redirect(row, f"{path}: [[redirect]] {place}") for place, row in enumerate(table.get("redirect", []), 1)]
    moved = set[str]()
    for place, one in enumerate(found, 1):
        if one.old in moved:
            raise LedgerError(f"{path}: [[redirect]] {place}: {one.old} has moved already")
        moved.add(one.old)
    for place, one in enumerate(found, 1):
        if one.new in moved:
            raise LedgerError(f"{path}: [[redirect]] {place}: {one.new} has itself moved; name where it is now")
    return found


def _redirect(row: Any, where: str) -> Redirect:
    if not isinstance(row, dict) or row.keys() != _FIELDS:
        raise LedgerError(f"{where}: expected {', '.join(sorted(_FIELDS))}")
    if wrong := [key for key, value in row.items() if not isinstance(value, str)]:
        raise LedgerError(f"{where}: {wrong[0]} must be text")
    if not _PATH.fullmatch(row["old"]):
        raise LedgerError(f"{where}: old must be a path like d/sk-9-733/, not {row['old']!r}")
    if row["new"] and not _PATH.fullmatch(row["new"]):
        raise LedgerError(f"{where}: new must be a path like d/sk-9-733/, or empty for the home, not {row['new']!r}")
    if not row["reason"]:
        raise LedgerError(f"{where}: a reason is missing")
    try:
        dt.date.fromisoformat(row["date"])
    except ValueError as error:
        raise LedgerError(f"{where}: {error}") from error
    return Redirect(**row)
