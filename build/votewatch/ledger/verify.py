"""Re-check every rule of the ledger (``votewatch verify``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from votewatch.ledger import files, people, skipped
from votewatch.ledger.lines import encode, file_of
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament

_WHEN = {
    Parliament.SK: re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d"),
    Parliament.EU: re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?"),
}
_LETTERS = {Parliament.SK: set("FABN0-"), Parliament.EU: set("FABD")}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was counted and every breach found, each naming the roll call or file and what is wrong."""

    counts: dict[str, int]
    breaches: tuple[str, ...]


def verify(data: Path) -> Verdict:
    """Read the whole ledger under ``data`` and check it. An unreadable line is a breach like any other.

    Raises LedgerError when the lists of members or of skipped votes cannot be read.
    """
    roll_calls, broken = files.examine(data)
    breaches = [str(error) for error in broken]
    breaches += [breach for r in roll_calls for breach in _roll_call(r)]
    if not broken:
        breaches += _canonical(data, roll_calls)
    if not roll_calls:
        breaches.append(f"{data}/ledger: holds no roll call at all")
    counts: Counter[str] = Counter()
    for parliament in Parliament:
        own = [r for r in roll_calls if r.parliament is parliament]
        known = people.load(data, parliament)
        named = {m for r in own if r.roster for _, members in r.roster.clubs for m in members}
        breaches += [f"{parliament}: member {m} votes but has no name in members.jsonl" for m in named - known.keys()]
        counts[f"{parliament} roll calls"] = len(own)
        counts[f"{parliament} with positions"] = sum(r.positions is not None for r in own)
        counts[f"{parliament} positions"] = sum(len(r.positions or "") for r in own)
        counts[f"{parliament} members"] = len(known)
    present = {r.id for r in roll_calls}
    refused = skipped.load(data)
    counts["skipped"] = len(refused)
    counts["skipped that the ledger holds from an earlier read"] = sum(s.id in present for s in refused)
    return Verdict(dict(counts), tuple(sorted(breaches)))


def _roll_call(r: RollCall) -> list[str]:
    found = []
    prefix = f"sk:{r.term}:v" if r.parliament is Parliament.SK else "eu:v"
    if not re.fullmatch(re.escape(prefix) + r"\d+", r.id):
        found.append(f"{r.id}: the id does not follow from its file")
    if not _WHEN[r.parliament].fullmatch(r.when):
        found.append(f"{r.id}: time {r.when!r} has another shape")
    if r.parliament is Parliament.SK and not r.title:
        found.append(f"{r.id}: no title")
    if r.positions is not None and r.roster is not None:
        if unknown := set(r.positions) - _LETTERS[r.parliament]:
            found.append(f"{r.id}: unknown letters {sorted(unknown)}")
        members = [m for _, club in r.roster.clubs for m in club]
        if len(set(members)) != len(members):
            found.append(f"{r.id}: a member stands twice in the roster")
        if r.totals is None:
            found.append(f"{r.id}: positions without totals")
        else:
            counted = tuple(r.positions.count(letter) for letter in "FAB")
            if counted != (r.totals.for_, r.totals.against, r.totals.abstained):
                found.append(f"{r.id}: positions {counted} disagree with totals {r.totals}")
            if r.totals.not_voting is not None and r.positions.count("N") != r.totals.not_voting:
                found.append(f"{r.id}: positions disagree with the total of not voting")
    if r.result is not None and r.totals is None:
        found.append(f"{r.id}: a result without totals")
    return found


def _canonical(data: Path, roll_calls: Sequence[RollCall]) -> list[str]:
    per_file: dict[str, list[RollCall]] = {}
    for r in roll_calls:
        per_file.setdefault(file_of(r), []).append(r)
    on_disk = {
        path.relative_to(data / "ledger").with_suffix("").as_posix()
        for pattern in ("sk/*/[0-9]*.jsonl", "eu/[0-9]*.jsonl")
        for path in (data / "ledger").glob(pattern)
    }
    found = [f"{name}.jsonl holds nothing that belongs there" for name in on_disk - per_file.keys()]
    for name, own in per_file.items():
        path = data / "ledger" / f"{name}.jsonl"
        if not path.exists() or path.read_text(encoding="utf-8") != encode(name, own):
            found.append(f"{path}: not in canonical form, or a line stands in the wrong file")
    return found
