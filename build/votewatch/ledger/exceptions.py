"""The listed exceptions to the fact rules: data/exceptions/{sk,eu}.json, reviewed like any other fact."""

from __future__ import annotations

import json
from pathlib import Path

from votewatch.model.errors import LedgerError
from votewatch.model.exception import FactException


def load(data: Path) -> list[FactException]:
    """Every exception in file order; empty when there are none. Raises LedgerError naming the file."""
    found: list[FactException] = []
    for path in sorted((data / "exceptions").glob("*.json")):
        try:
            found += [FactException(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
        except (ValueError, TypeError) as error:
            raise LedgerError(f"{path}: {error}") from error
    return found
