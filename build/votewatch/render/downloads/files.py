"""The downloads below public/data/: what is made, of what it is made, and a list with rows, bytes and checksums."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from votewatch.model.vocabulary import Parliament
from votewatch.render.downloads import parquet, sqlite_file
from votewatch.render.downloads.csv_files import POSITIONS, written
from votewatch.render.downloads.dictionary import TABLES
from votewatch.render.downloads.rows import Part
from votewatch.render.downloads.vocabularies import VOCABULARIES
from votewatch.render.page import FileType, Output
from votewatch.render.typography import NBSP
from votewatch.render.words import LANGUAGES

if TYPE_CHECKING:
    from votewatch.render.site import Site

FOLDER = "data"
DATABASE = f"{FOLDER}/votewatch.db"
LIST = "files.json"
# At 4, gzip is three times as fast as at 6 and the positions are as small.
_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """One download: its name below public/, the table that it holds ("" for all), and its size in rows and bytes."""

    name: str
    table: str
    format: str
    rows: int
    bytes: int
    sha256: str


def part(site: Site, parliament: Parliament) -> Part:
    """What the rows of one parliament are made of. Readers' answers are those that the lists of the site show."""
    least = site.look.verdict_min_answers
    answers = {id: found for id, found in site.listed_counts.items() if found.count.n >= least}
    return Part(site.record, site.questions, parliament, answers, frozenset(site.in_doubt))


def csv_name(parliament: Parliament, table: str) -> str:
    """Where a table is as CSV: "data/sk/decisions.csv"; the positions are packed."""
    return f"{FOLDER}/{parliament.value}/{table}.csv" + (".gz" if table == POSITIONS else "")


def parquet_name(parliament: Parliament, table: str) -> str:
    """Where a table is as Parquet."""
    return f"{FOLDER}/{parliament.value}/{table}.parquet"


def list_name(parliament: Parliament | None) -> str:
    """Where the list of one parliament's files is, or that of the file of both."""
    return f"{FOLDER}/{parliament.value}/{LIST}" if parliament else f"{FOLDER}/{LIST}"


def listed(site: Site, parliament: Parliament | None) -> list[Listed]:
    """The files that stand in public/, as the list beside them has it. For what is made last alone."""
    found = json.loads((site.public / list_name(parliament)).read_bytes())
    return [Listed(**one) for one in found["files"]]


def depends(site: Site) -> tuple[object, ...]:
    """What all downloads together depend on."""
    return (site.fingerprints, parquet.writer())


def _outputs(site: Site) -> Iterator[Output]:
    everything = depends(site)
    # The one that takes longest comes first.
    yield Output((DATABASE, list_name(None)), None, everything)
    for p in reversed(Parliament):
        names = [csv_name(p, table.name) for table in TABLES]
        if parquet.writer():
            names += [parquet_name(p, table.name) for table in TABLES]
        yield Output((*names, list_name(p)), p, (site.fingerprints[p], parquet.writer()))


def _content(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    if output.subject is None:
        yield from _database(site)
    else:
        yield from _tables(site, output.subject)


def _database(site: Site) -> Iterator[tuple[str, bytes]]:
    parts = [part(site, p) for p in Parliament]
    content = sqlite_file.written(parts, meanings(site))
    rows = sqlite_file.rows(content)
    yield DATABASE, content
    yield list_name(None), _list(site, None, [_listed(DATABASE, "", "sqlite", rows, content)])


def _tables(site: Site, parliament: Parliament) -> Iterator[tuple[str, bytes]]:
    made, found = written(part(site, parliament)), []
    as_parquet = parquet.written({table: content for table, (content, _) in made.items()}) if parquet.writer() else {}
    for table, (plain, rows) in made.items():
        name = csv_name(parliament, table)
        content = gzip.compress(plain, _LEVEL, mtime=0) if name.endswith(".gz") else plain
        yield name, content
        found.append(_listed(name, table, "csv", rows, content))
    for table, content in as_parquet.items():
        name = parquet_name(parliament, table)
        yield name, content
        found.append(_listed(name, table, "parquet", made[table][1], content))
    yield list_name(parliament), _list(site, parliament, found)


def _listed(name: str, table: str, form: str, rows: int, content: bytes) -> Listed:
    return Listed(name, table, form, rows, len(content), hashlib.sha256(content).hexdigest())


def _list(site: Site, parliament: Parliament | None, files: list[Listed]) -> bytes:
    found = {"parliament": parliament, "as_of": site.as_of, "files": [asdict(one) for one in files]}
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"


def meanings(site: Site) -> sqlite_file.Meanings:
    """What every table, column and value means, as plain text in both languages."""
    keys = [f"data_table.{table.name}" for table in TABLES]
    keys += [f"data_column.{table.name}.{column}" for table in TABLES for column in table.names]
    keys += [f"{one.words}.{value}" for one in VOCABULARIES for value in one.values]
    found = {(key, lang): site.words[lang].text(key).replace(NBSP, " ") for key in keys for lang in LANGUAGES}
    return sqlite_file.Meanings(found)


DOWNLOADS = FileType("downloads", _outputs, _content, heavy=True)
