"""The postings of each source as last read: ``boards/<source>.jsonl``, one posting a line, sorted by id.

They hold adverts' texts and stay out of the repository. A file changes only when its postings do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from votewatch.ledger import json_lines
from votewatch.ledger.atomic import write_text, writing
from votewatch.model.errors import LedgerError
from votewatch.model.posting import Posting, WorkModel


@dataclass(frozen=True, slots=True)
class Kept:
    """What a reading changed: postings that are new, gone (closed), changed, and all that are there now."""

    new: int
    gone: int
    changed: int
    all: int


def sources(state: Path) -> list[str]:
    """The sources that have a file, such as ``greenhouse:gitlab`` and ``himalayas``."""
    return sorted(unquote(path.stem) for path in (state / "boards").glob("*.jsonl"))


def load(state: Path, source: str) -> list[Posting]:
    """The postings of a source, none when it was never read. Raises LedgerError naming file and line."""
    path = path_of(state, source)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}; remove it and fetch again") from error
    return list(_postings(text, path))


def load_all(state: Path, only: Iterable[str] | None = None) -> list[Posting]:
    """The postings of all sources, or of ``only`` these, in the order of their names."""
    wanted = None if only is None else set(only)
    return [one for source in sources(state) if wanted is None or source in wanted for one in load(state, source)]


def save(state: Path, source: str, postings: Iterable[Posting], *, whole: bool, keep_since: str = "") -> Kept:
    """Put a reading in the place of the last one.

    One that is not ``whole`` closes nothing: what it does not hold stays, unless it was posted before ``keep_since``
    (an ISO day; "" keeps all). Raises LedgerError when the file cannot be read or written.
    """
    before = {one.id: one for one in load(state, source)}
    now = {one.id: one for one in postings}
    if not whole:
        stay = {id: one for id, one in before.items() if not one.posted or one.posted >= keep_since}
        now = stay | now
    path = path_of(state, source)
    with writing(path):
        write_text(path, "".join(f"{_line(now[id])}\n" for id in sorted(now)))
    return Kept(
        new=len(now.keys() - before.keys()),
        gone=len(before.keys() - now.keys()),
        changed=sum(before[id] != now[id] for id in before.keys() & now.keys()),
        all=len(now),
    )


def path_of(state: Path, source: str) -> Path:
    """The file of a source; what no file name may hold is written by its number."""
    return state / "boards" / f"{quote(source, safe='')}.jsonl"


def _line(posting: Posting) -> str:
    return json.dumps(asdict(posting), ensure_ascii=False, separators=(",", ":"))


def _postings(text: str, path: Path) -> Iterator[Posting]:
    for number, line in enumerate(json_lines.split(text), start=1):
        try:
            row = json.loads(line)
            if not isinstance(row["locations"], list):
                raise TypeError(f"locations must be a list, not {row['locations']!r:.40}")
            row |= {"locations": tuple(row["locations"]), "work_model": WorkModel(row["work_model"])}
            yield Posting(**row)
        except (ValueError, TypeError, KeyError) as error:
            raise LedgerError(f"{path}:{number}: is no posting: {error}; remove the file and fetch again") from error
