"""Members as committed: data/ledger/{sk,eu}/members.jsonl, one person a line, sorted by the source's id."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from votewatch.ledger import json_lines
from votewatch.ledger.atomic import write_text
from votewatch.ledger.lines import canonical
from votewatch.model.errors import LedgerError
from votewatch.model.member import Member
from votewatch.model.vocabulary import Parliament


def load(data: Path, parliament: Parliament) -> dict[int, Member]:
    """Members by id; empty when the file is not there yet. Raises LedgerError for a broken line."""
    path = _path(data, parliament)
    if not path.exists():
        return {}
    found: dict[int, Member] = {}
    for number, line in enumerate(json_lines.split(path.read_text(encoding="utf-8")), 1):
        try:
            member = Member(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise LedgerError(f"{path} line {number}: {error}") from error
        found[member.id] = member
    return found


def save(data: Path, parliament: Parliament, members: Iterable[Member]) -> bool:
    """Add or replace members, keep those not given; True when the file changed."""
    known = load(data, parliament) | {m.id: m for m in members}
    lines = []
    for _, m in sorted(known.items()):
        line: dict[str, object] = {"id": m.id, "first_name": m.first_name, "last_name": m.last_name}
        if m.country:
            line["country"] = m.country
        lines.append(canonical(line))
    return write_text(_path(data, parliament), "\n".join(lines) + "\n")


def _path(data: Path, parliament: Parliament) -> Path:
    return data / "ledger" / parliament.value / "members.jsonl"
