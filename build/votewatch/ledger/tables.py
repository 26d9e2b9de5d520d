"""Tables in TOML as an editor writes them: read whole, or refused with the name of the entry."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from votewatch.model.errors import LedgerError


def read(path: Path, sections: Iterable[str]) -> dict[str, Any]:
    """The table at ``path``, {} where there is none. Raises LedgerError for what cannot be read or is not expected."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from error
    expected = set(sections)
    if wrong := sorted(found.keys() ^ expected):
        raise LedgerError(f"{path}: [{wrong[0]}] is {'missing' if wrong[0] in expected else 'unknown'}")
    for name, section in found.items():
        if not isinstance(section, dict):
            raise LedgerError(f"{path}: {name} must be a section")
    return found


def words(value: object, where: str) -> tuple[str, ...]:
    """A list of words. Raises LedgerError, naming ``where``, when it is another thing, empty, or says one twice."""
    if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
        raise LedgerError(f"{where}: must be a list of words")
    if twice := [one for one in value if value.count(one) > 1]:
        raise LedgerError(f"{where}: {twice[0]!r} stands twice")
    return tuple(value)


def pairs(section: Mapping[str, object], where: str) -> dict[str, str]:
    """A section of words for words. Raises LedgerError for any other value."""
    for key, value in section.items():
        if not isinstance(value, str) or not value.strip():
            raise LedgerError(f"{where} {key!r}: must be a word")
    return {key: str(value) for key, value in section.items()}
