"""Which postings were already told: seen.jsonl, one ``{"day","id","why"}`` a line, only ever added to.

One run at a time writes here. A line counts once its newline is there: what a crash left of a last line is no line, and
its bytes are cut off before the next one is added.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from votewatch.model.errors import LedgerError

WHYS = ("sent", "below", "unscored", "primed")
_KEYS = ["day", "id", "why"]


def path_of(folder: Path) -> Path:
    """The file in the radar's folder."""
    return folder / "seen.jsonl"


def load(folder: Path) -> frozenset[str]:
    """The ids of all postings marked so far; none when nothing was. Raises LedgerError naming file and line."""
    path = path_of(folder)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from error
    lines = raw.split(b"\n")[:-1]
    return frozenset(_id(line, f"{path}:{number}") for number, line in enumerate(lines, start=1))


def prepare(folder: Path) -> None:
    """Make folder and file ready to be added to. Raises LedgerError when they cannot be."""
    path = path_of(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as handle:
            _cut_torn(handle)
        _sync_folder(folder)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be written: {error}; make room or give this user the right to") from error


def mark(folder: Path, ids: Iterable[str], day: str, why: str) -> None:
    """Add a line for each id; all of them are on the disk on return.

    Raises LedgerError, having added nothing, when an argument could not be read back, and when the file cannot be
    written; what was added until then is kept.
    """
    path = path_of(folder)
    lines = [json.dumps({"day": day, "id": one, "why": why}, ensure_ascii=True) for one in dict.fromkeys(ids)]
    for line in lines:
        _id(line.encode(), f"{path}: not added")
    if not lines:
        return
    prepare(folder)
    try:
        with path.open("ab") as handle:
            handle.write("".join(f"{line}\n" for line in lines).encode())
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as error:
        raise LedgerError(f"{path}: cannot be written: {error}; make room or give this user the right to") from error


def _cut_torn(handle: BinaryIO) -> None:
    handle.seek(0)
    raw = handle.read()
    whole = raw.rfind(b"\n") + 1
    if whole < len(raw):
        handle.truncate(whole)
        os.fsync(handle.fileno())


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)  # a new file is durable only once its folder is
    finally:
        os.close(opened)


def _id(line: bytes, where: str) -> str:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise LedgerError(f"{where}: is not JSON: {error}") from error
    if not isinstance(value, dict) or sorted(value) != _KEYS:
        raise LedgerError(f"{where}: must be an object of exactly {', '.join(_KEYS)}")
    found, day, why = value["id"], value["day"], value["why"]
    if not isinstance(found, str) or not found.strip():
        raise LedgerError(f"{where}: id is {found!r}, expected a text")
    if why not in WHYS:
        raise LedgerError(f"{where}: why is {why!r}, expected one of {', '.join(WHYS)}")
    try:
        dt.date.fromisoformat(day)
    except (TypeError, ValueError) as error:
        raise LedgerError(f"{where}: day is {day!r}, expected an ISO day") from error
    return found
