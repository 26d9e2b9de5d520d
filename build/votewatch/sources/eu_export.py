"""HowTheyVote.eu's weekly CSV export: got by address, and screened vote by vote before it is imported."""

from __future__ import annotations

import csv
import gzip
import io
import shutil
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from votewatch.model import ids
from votewatch.model.errors import SourceError
from votewatch.model.wording import EU_LETTERS, EU_RESULTS
from votewatch.sources.fetcher import Fetcher

# The tables that an import reads; the export has a dozen more.
_COPIED = ("members", "groups", "group_memberships")
_SCREENED = ("votes", "member_votes")
_COUNTS = {"count_for": "FOR", "count_against": "AGAINST", "count_abstention": "ABSTENTION"}
Row = dict[str, str]


class UnreadableExport(SourceError):
    """A table or a column that an import needs is missing, or the archive is damaged."""


def download(fetcher: Fetcher, url: str, folder: Path, fresh_hours: float) -> str:
    """Put the tables into ``folder`` and return the ISO day (UTC) on which they were sent.

    ``url`` is a .zip, or the folder in which ``votes.csv.gz`` and the others lie. Raises what the fetcher raises, and
    UnreadableExport for a damaged archive.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if url.endswith(".zip"):
        document = fetcher.get(url, fresh_hours=fresh_hours)
        try:
            with zipfile.ZipFile(io.BytesIO(document.body)) as archive:
                for member in archive.namelist():
                    if Path(member).name in {f"{name}.csv" for name in (*_COPIED, *_SCREENED)}:
                        with archive.open(member) as packed, (folder / Path(member).name).open("wb") as plain:
                            shutil.copyfileobj(packed, plain)
        except zipfile.BadZipFile as error:
            raise UnreadableExport(f"no zip archive: {error}", subject="export", url=url) from error
        return document.day
    day = ""
    for name in (*_COPIED, *_SCREENED):
        document = fetcher.get(f"{url.rstrip('/')}/{name}.csv.gz", fresh_hours=fresh_hours)
        (folder / f"{name}.csv.gz").write_bytes(document.body)
        day = max(day, document.day)
    return day


def screen(folder: Path, out: Path, *, with_members: Callable[[Row], bool], held: Collection[int]) -> dict[int, str]:
    """Write to ``out`` the tables of ``folder`` without the votes that do not add up; why each of them was left out.

    Positions stay only of votes for which ``with_members`` says so, given a row of votes.csv. ``held`` are the numbers
    of votes whose members the record already has: without members they are left out. Columns are read by name.
    Raises UnreadableExport.
    """
    out.mkdir(parents=True, exist_ok=True)
    columns, rows = _table(folder, "votes", {"id", "result", "procedure_reference", *_COUNTS})
    votes = {row["id"]: row for row in rows}
    counted, wrong = _positions(folder, out, {number for number, row in votes.items() if with_members(row)})
    for number, row in votes.items():
        if found := _wrong(row, counted.get(number), int(number) in held):
            wrong.setdefault(number, found)
    with gzip.open(out / "votes.csv.gz", "wt", encoding="utf-8", newline="", compresslevel=1) as handle:
        writer = csv.DictWriter(handle, columns)
        writer.writeheader()
        writer.writerows(row for number, row in votes.items() if number not in wrong)
    for name in _COPIED:
        path = _path(folder, name)
        shutil.copyfile(path, out / path.name)
    return {int(number): reason for number, reason in sorted(wrong.items())}


def _positions(folder: Path, out: Path, chosen: Collection[str]) -> tuple[dict[str, Counter[str]], dict[str, str]]:
    """Copy the positions of ``chosen`` votes; how often each word stands there, and what is wrong by vote number."""
    whole = "member_votes.main" if any(folder.glob("member_votes.main.csv*")) else "member_votes"
    columns, rows = _table(folder, whole, {"vote_id", "member_id", "position", "group_code"})
    counted: dict[str, Counter[str]] = {}
    wrong: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    with gzip.open(out / "member_votes.main.csv.gz", "wt", encoding="utf-8", newline="", compresslevel=1) as handle:
        writer = csv.DictWriter(handle, columns)
        writer.writeheader()
        for row in rows:
            number, member, word = row["vote_id"], row["member_id"], row["position"]
            if number not in chosen:
                continue
            if word not in EU_LETTERS:
                wrong.setdefault(number, f"unknown position {word!r} of {member}")
                continue
            if (number, member) in seen:
                wrong.setdefault(number, f"member {member} stands twice")
            seen.add((number, member))
            counted.setdefault(number, Counter())[word] += 1
            writer.writerow(row)
    return counted, wrong


def _wrong(row: Row, counted: Counter[str] | None, held: bool) -> str:
    """What is wrong with a vote, or nothing. DID_NOT_VOTE is never compared."""
    if row["result"] and row["result"] not in EU_RESULTS:
        return f"unknown result {row['result']!r}"
    try:
        ids.eu_decision(row["procedure_reference"], None)
        printed = {word: int(row[column]) for column, word in _COUNTS.items()}
    except ValueError as error:
        return str(error)
    if counted is None:
        return "names no member; the record has them all" if held else ""
    found = {word: counted[word] for word in printed}
    return "" if found == printed else f"positions {found} disagree with the totals {printed}"


def _table(folder: Path, name: str, needed: Collection[str]) -> tuple[list[str], Iterator[Row]]:
    """The columns of a table and its rows."""
    csv.field_size_limit(sys.maxsize)
    path = _path(folder, name)
    rows = _rows(path)
    columns = list(next(rows))
    if missing := sorted(set(needed) - set(columns)):
        raise UnreadableExport(f"no column {missing[0]!r} in {path.name}", subject="export", url=str(folder))
    return columns, rows


def _rows(path: Path) -> Iterator[Row]:
    """First a row of the columns' names, then the table's rows."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        yield {name: name for name in reader.fieldnames or ()}
        yield from reader


def _path(folder: Path, name: str) -> Path:
    for path in (folder / f"{name}.csv", folder / f"{name}.csv.gz"):
        if path.exists():
            return path
    raise UnreadableExport(f"{name}.csv or {name}.csv.gz is missing", subject="export", url=str(folder))
