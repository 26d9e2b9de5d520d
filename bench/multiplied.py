"""The record several times over: further terms and years of the same votes, made by code for the bench of growth.

The k-th copy lies 12 k years later and has numbers of its own, so that its decisions, months and roll calls are others;
members, clubs and groups are the same people and names.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

YEARS = 12  # a multiple of four, so that 29 February stays a day; longer than both records, so that copies do not meet
_SK_ID = re.compile(r'"id":"sk:9:v(\d+)"')
_EU_ID = re.compile(r'"id":"eu:v(\d+)"')
_WHEN = re.compile(r'"when":"(\d{4})-')
_PROCEDURE = re.compile(r'"reference":"(\d{4})/(\d{4}[A-Z]?(?:\(\w{3}\))?)"')
_DOCUMENT = re.compile(r'"reference":"([A-Z0-9-]+)/(\d{4})"')
_TO = re.compile(r', to = "\d{4}-\d\d-\d\d"')
_NUMBERS = 1_000_000
_OPEN_END = "2026-06-30"  # where a membership without an end stops, so that the next copy can begin


def multiplied(data: Path, into: Path, times: int) -> None:
    """Copy the folder ``data`` to ``into`` with its ledger ``times`` over."""
    shutil.copytree(data, into, ignore=shutil.ignore_patterns("private"))
    ledger = into / "ledger"
    for copy in range(1, times):
        for path in sorted((data / "ledger/sk/9").glob("*.jsonl")):
            folder = ledger / f"sk/{9 + copy}"
            folder.mkdir(exist_ok=True)
            (folder / path.name).write_text(_sk(path.read_text(encoding="utf-8"), copy), encoding="utf-8")
        for path in sorted((data / "ledger/eu").glob("[0-9]*.jsonl")):
            later = f"{int(path.name[:4]) + YEARS * copy}{path.name[4:]}"
            (ledger / "eu" / later).write_text(_eu(path.read_text(encoding="utf-8"), copy), encoding="utf-8")
    clubs = into / "parties.toml"  # a group that ended in the record goes on in its copies
    clubs.write_text(_TO.sub("", clubs.read_text(encoding="utf-8")), encoding="utf-8")
    spans = ledger / "eu/memberships.jsonl"
    rows = [json.loads(line) for line in spans.read_text(encoding="utf-8").splitlines()]
    spans.write_text("".join(f"{_line(row)}\n" for row in _memberships(rows, times)), encoding="utf-8")


def _sk(text: str, copy: int) -> str:
    text = text.replace('"file":"sk/9/', f'"file":"sk/{9 + copy}/').replace('"term":9}', f'"term":{9 + copy}}}')
    return _later(_SK_ID.sub(lambda m: f'"id":"sk:{9 + copy}:v{int(m[1]) + _NUMBERS * copy}"', text), copy)


def _eu(text: str, copy: int) -> str:
    text = re.sub(r'"file":"eu/(\d{4})', lambda m: f'"file":"eu/{int(m[1]) + YEARS * copy}', text)
    text = _EU_ID.sub(lambda m: f'"id":"eu:v{int(m[1]) + _NUMBERS * copy}"', text)
    text = _PROCEDURE.sub(lambda m: f'"reference":"{int(m[1]) + YEARS * copy}/{m[2]}"', text)
    text = _DOCUMENT.sub(lambda m: f'"reference":"{m[1]}/{int(m[2]) + YEARS * copy}"', text)
    return _later(text, copy)


def _later(text: str, copy: int) -> str:
    return _WHEN.sub(lambda m: f'"when":"{int(m[1]) + YEARS * copy}-', text)


def _memberships(rows: list[dict[str, str]], times: int) -> list[dict[str, str]]:
    found = []
    for row in rows:
        for copy in range(times):
            last = copy == times - 1
            shifted = {k: _shift(v, copy) if k in ("start", "end") else v for k, v in row.items()}
            if "end" not in row and not last:
                shifted["end"] = _shift(_OPEN_END, copy)
            found.append(shifted)
    return found


def _shift(day: str, copy: int) -> str:
    return f"{int(day[:4]) + YEARS * copy}{day[4:]}"


def _line(row: dict[str, str]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
