"""One night at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from votewatch.model.errors import VoteWatchError


class Busy(VoteWatchError):
    """Another run holds the lock."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold ``folder``/lock while the block lasts; the system lets go of it when the process ends, however it ends.

    Raises Busy at once, naming the process that holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lock"
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            who = os.read(held, 20).decode(errors="replace").strip()
            raise Busy(
                f"another nightly is at work (process {who or 'unknown'}, {path}); this one did nothing"
            ) from error
        os.ftruncate(held, 0)
        os.pwrite(held, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(held)
