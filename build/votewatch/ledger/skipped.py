"""Votes that could not be taken in: data/skipped.jsonl, shown on the status page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from votewatch.ledger import json_lines
from votewatch.ledger.atomic import write_text
from votewatch.ledger.lines import canonical


@dataclass(frozen=True, slots=True)
class Skipped:
    """One roll call that was refused, why, and the ISO day on which that was first seen."""

    id: str
    url: str
    reason: str
    first_seen: str


def load(data: Path) -> list[Skipped]:
    """Skipped votes sorted by id; empty without the file."""
    path = data / "skipped.jsonl"
    if not path.exists():
        return []
    return [Skipped(**json.loads(line)) for line in json_lines.split(path.read_text(encoding="utf-8"))]


def save(data: Path, skipped: Iterable[Skipped], healed: Iterable[str] = ()) -> bool:
    """Add newly skipped votes and forget the ``healed`` ids; True when the file changed.

    An id already there keeps the day on which it was first seen.
    """
    known = {s.id: s for s in load(data)}
    for one in skipped:
        first = known[one.id].first_seen if one.id in known else one.first_seen
        known[one.id] = Skipped(one.id, one.url, one.reason, first)
    for done in healed:
        known.pop(done, None)
    text = "".join(canonical(asdict(s)) + "\n" for _, s in sorted(known.items()))
    return write_text(data / "skipped.jsonl", text)
