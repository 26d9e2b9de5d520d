"""Write a file so that a reader, or a power cut, sees the old text or the new one, never a part."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from votewatch.model.errors import LedgerError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the system refuses inside of the block is a LedgerError that names ``path``."""
    try:
        yield
    except OSError as error:
        said = f"{path}: cannot be written: {error.strerror or error}; make room or give this user the right to"
        raise LedgerError(said) from error


def write_text(path: Path, text: str) -> bool:
    """Write UTF-8 ``text`` through a neighbour file, fsync and rename. False when the file already held it."""
    raw = text.encode()
    if path.exists() and path.read_bytes() == raw:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as handle:
        handle.write(raw)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the rename itself is durable only once the folder is
    finally:
        os.close(folder)
    return True
