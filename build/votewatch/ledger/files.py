"""Read and write data/ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from votewatch.ledger import lines
from votewatch.ledger.atomic import write_text
from votewatch.ledger.lines import decode, encode, file_of
from votewatch.model.errors import LedgerError
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament


@dataclass(frozen=True, slots=True)
class SaveReport:
    """How many of the roll calls given were new, changed, or already there word for word."""

    new: int
    changed: int
    unchanged: int


def load(data: Path, parliament: Parliament | None = None) -> list[RollCall]:
    """Every roll call under ``data``/ledger, one parliament or both, in order of parliament and source number.

    Raises LedgerError for a broken line, or when two files hold the same id.
    """
    roll_calls, broken = examine(data, parliament)
    if broken:
        raise broken[0]
    return roll_calls


def examine(data: Path, parliament: Parliament | None = None) -> tuple[list[RollCall], list[LedgerError]]:
    """As ``load``, with what cannot be read in a list of its own."""
    found: dict[str, RollCall] = {}
    broken: list[LedgerError] = []
    for path in _paths(data, parliament):
        name = path.relative_to(data / "ledger").with_suffix("").as_posix()
        for read in lines.examine(path.read_text(encoding="utf-8"), name, str(path)):
            if isinstance(read, LedgerError):
                broken.append(read)
            elif read.id in found:
                broken.append(LedgerError(f"{path}: {read.id} stands in another line too"))
            else:
                found[read.id] = read
    return sorted(found.values(), key=lambda r: (r.parliament, r.source_id)), broken


def save(data: Path, roll_calls: Iterable[RollCall]) -> SaveReport:
    """Put roll calls into their files; each file is replaced whole and durably.

    ``read`` is the day on which the content was first read: a roll call that differs from the stored one in ``read``
    alone leaves the stored line as it is, so an unchanged re-read changes no file.
    """
    per_file: dict[str, dict[str, RollCall]] = defaultdict(dict)
    for roll_call in roll_calls:
        per_file[file_of(roll_call)][roll_call.id] = roll_call
    new = changed = unchanged = 0
    for name, incoming in sorted(per_file.items()):
        path = data / "ledger" / f"{name}.jsonl"
        stored = {r.id: r for r in decode(path.read_text(encoding="utf-8"), name, str(path))} if path.exists() else {}
        for key, roll_call in incoming.items():
            known = stored.get(key)
            if known is not None and replace(roll_call, read=known.read) == known:
                unchanged += 1
                continue
            new += known is None
            changed += known is not None
            stored[key] = roll_call
        write_text(path, encode(name, stored.values()))
    return SaveReport(new, changed, unchanged)


def _paths(data: Path, parliament: Parliament | None) -> list[Path]:
    wanted = [parliament] if parliament else list(Parliament)
    patterns = {Parliament.SK: "sk/*/[0-9]*.jsonl", Parliament.EU: "eu/[0-9]*.jsonl"}
    return [path for p in wanted for path in sorted((data / "ledger").glob(patterns[p]))]
