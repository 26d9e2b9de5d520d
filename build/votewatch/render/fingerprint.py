"""What the output depends on, as short hashes: so that nothing unchanged is made twice."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import votewatch

# Packages whose code decides what a page says; the others only bring the record in.
_CODE = ("model", "facts", "ledger", "render")


def of_files(folders: Iterable[Path]) -> str:
    """A hash over names and content of every file below ``folders``."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for path in sorted(_files(os.fspath(folder))):
            with open(path, "rb") as file:  # noqa: PTH123 (a fifth faster, and this runs before every build)
                content = hashlib.blake2b(file.read(), digest_size=16).digest()
            digest.update(os.path.relpath(path, folder).encode() + b"\0" + content)
    return digest.hexdigest()


def _files(folder: str) -> Iterable[str]:
    for entry in os.scandir(folder) if os.path.isdir(folder) else ():  # noqa: PTH112
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            yield entry.path


def of_code() -> str:
    """A hash over the code that pages are made with."""
    root = Path(votewatch.__file__).parent
    return of_files(root / name for name in _CODE)


def of_value(value: Any) -> str:
    """A hash of plain data and frozen dataclasses; equal for the same record loaded in the same way."""
    return hashlib.blake2b(pickle.dumps(value, 5), digest_size=12).hexdigest()


def of_settings(values: dict[str, Any]) -> str:
    """A hash of settings."""
    return hashlib.blake2b(json.dumps(values, sort_keys=True, default=str).encode(), digest_size=12).hexdigest()
