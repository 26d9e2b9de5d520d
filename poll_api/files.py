"""One file of the site as it goes out: its type, its tag, and its body plain and compressed."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

# Written down and not asked of the machine, whose tables differ.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".ics": "text/calendar; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
    ".parquet": "application/vnd.apache.parquet",
    ".db": "application/vnd.sqlite3",
    ".sqlite": "application/vnd.sqlite3",
}
UNKNOWN = "application/octet-stream"
# Databases too, which are downloads to be resumed.
PACKED = frozenset({".png", ".jpg", ".webp", ".woff2", ".pdf", ".parquet", ".db", ".sqlite"})
WORTH_PACKING = 512  # bytes
LARGEST_READ = 1_000_000  # bytes; larger files are streamed
LARGEST_KEPT = 262_144  # bytes
MOST_KEPT = 64  # files


@dataclass(frozen=True, slots=True)
class File:
    """The content of one file; ``packed`` is its gzip form when that is worth it."""

    tag: str
    plain: bytes
    packed: bytes | None


def type_of(file: Path) -> str:
    """The Content-Type that goes with the file's name."""
    return TYPES.get(file.suffix.lower(), UNKNOWN)


def is_packable(file: Path) -> bool:
    """Whether gzip makes this kind of file smaller."""
    return file.suffix.lower() in TYPES and file.suffix.lower() not in PACKED


class Shelf:
    """Reads files and keeps the latest few. A file that changed on the disk is read again."""

    def __init__(self) -> None:
        """Empty at first."""
        self._kept: OrderedDict[tuple[str, int, int, int], File] = OrderedDict()

    def take(self, file: Path) -> File:
        """The content of ``file``. Raises OSError. Called in any thread: at worst a file is read twice."""
        status = file.stat()
        mark = (str(file), status.st_ino, status.st_mtime_ns, status.st_size)
        if (kept := self._kept.get(mark)) is not None:
            return kept
        plain = file.read_bytes()
        taken = File(blake2b(plain, digest_size=12).hexdigest(), plain, _packed(file, plain))
        if len(plain) <= LARGEST_KEPT:
            self._kept[mark] = taken
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return taken


def _packed(file: Path, plain: bytes) -> bytes | None:
    if len(plain) < WORTH_PACKING or not is_packable(file):
        return None
    beside = file.with_name(file.name + ".gz")
    try:
        if beside.stat().st_mtime_ns >= file.stat().st_mtime_ns:
            return beside.read_bytes()
    except OSError:
        pass
    return gzip.compress(plain, compresslevel=6, mtime=0)
