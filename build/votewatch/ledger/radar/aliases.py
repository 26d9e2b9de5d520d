"""The alias table of skills, data/radar/aliases.toml."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from votewatch.facts.radar import folding, skills
from votewatch.facts.radar.skills import SkillTable
from votewatch.model.errors import LedgerError


def load(data: Path) -> SkillTable:
    """The table. Raises LedgerError for a form that is not the file's own, and for an alias that stands twice."""
    path = path_of(data)
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from error
    context = _context(table.pop("context", {}), path)
    seen: dict[str, str] = {}
    areas: dict[str, str] = {}
    for area, names in table.items():
        for name, aliases in names.items() if isinstance(names, dict) else [("", None)]:
            if not isinstance(aliases, list) or not aliases or not all(isinstance(one, str) for one in aliases):
                raise LedgerError(f"{path}: [{area}] {name}: must be a list of aliases")
            if (first := areas.setdefault(name, area)) != area:
                raise LedgerError(f"{path}: [{area}] {name}: stands in [{first}] already")
            for alias in aliases:
                if (other := seen.setdefault(alias.casefold(), name)) != name or aliases.count(alias) > 1:
                    raise LedgerError(f"{path}: [{area}] {name}: {alias!r} is an alias of {other} already")
    names_in_context = context.get("names", [])
    if unknown := sorted(set(names_in_context) - set(seen.values())):
        raise LedgerError(f"{path}: [context] names: {unknown[0]!r} is no canonical name of the table")
    try:
        return SkillTable(table, names_in_context, context.get("beside", []))
    except ValueError as error:
        raise LedgerError(f"{path}: {error}") from error


def _context(given: object, path: Path) -> dict[str, list[str]]:
    if not isinstance(given, dict):
        raise LedgerError(f"{path}: [context] must be a table with names and beside")
    for key, words in given.items():
        if key not in ("names", "beside"):
            raise LedgerError(f"{path}: [context] has an unknown key {key!r}; expected names, beside")
        if not isinstance(words, list) or not all(isinstance(one, str) for one in words):
            raise LedgerError(f"{path}: [context] {key}: must be a list of words")
    return given


def fingerprint(data: Path) -> str:
    """Eight signs that change with the table, or the rules it is used by; rows of older ones are known by them."""
    rules = [Path(str(module.__file__)).read_bytes() for module in (folding, skills)]
    return hashlib.sha256(b"\0".join([path_of(data).read_bytes(), *rules])).hexdigest()[:8]


def path_of(data: Path) -> Path:
    """The table's file in the data folder."""
    return data / "radar/aliases.toml"
