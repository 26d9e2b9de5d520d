"""How each source of jobs did when it was last asked: ``health.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from votewatch.ledger.atomic import write_text, writing
from votewatch.model.errors import LedgerError
from votewatch.model.radar import Health


def load(state: Path) -> dict[str, Health]:
    """Health by source. Raises LedgerError naming the file."""
    path = path_of(state)
    try:
        return {source: Health(**row) for source, row in json.loads(path.read_text(encoding="utf-8")).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}; remove it, the next fetch writes it anew") from error


def save(state: Path, healths: Mapping[str, Health]) -> None:
    """Write all of it. Raises LedgerError when it cannot be written."""
    rows = {source: asdict(healths[source]) for source in sorted(healths)}
    with writing(path_of(state)):
        write_text(path_of(state), json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def path_of(state: Path) -> Path:
    """The file in the radar's folder."""
    return state / "health.json"
