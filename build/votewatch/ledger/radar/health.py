"""How each source of jobs did when it was last asked: ``health.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from votewatch.ledger.atomic import write_text
from votewatch.model.errors import LedgerError


@dataclass(frozen=True, slots=True)
class Health:
    """One source. ``changed`` is the ISO day on which a reading last brought something new, ``since`` that of the first
    failure after a good one.

    ``note`` says why a reading that is good was not whole. ``unknown`` counts the keys that our reader does not know.
    """

    changed: str = ""
    since: str = ""
    reason: str = ""
    postings: int = 0
    note: str = ""
    unknown: Mapping[str, int] = field(default_factory=dict)

    @property
    def failing(self) -> bool:
        """Whether the last reading failed."""
        return bool(self.since)


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
    """Write all of it."""
    rows = {source: asdict(healths[source]) for source in sorted(healths)}
    write_text(path_of(state), json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def path_of(state: Path) -> Path:
    """The file in the radar's folder."""
    return state / "health.json"
