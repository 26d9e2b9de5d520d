"""Accepted prose as committed: data/prose/<decision id with - for :>.json, each language with where it came from.

Nothing is written here that the rules have not accepted: every text names the version of the rules that it passed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from votewatch.ledger.atomic import write_text
from votewatch.model.errors import LedgerError
from votewatch.model.prose import LANGUAGES, SOURCES, Prose, Text


def path_of(data: Path, decision_id: str) -> Path:
    """The file of one decision's prose."""
    return data / "prose" / f"{decision_id.replace(':', '-')}.json"


def load(data: Path, decision_id: str) -> Prose | None:
    """The prose of one decision, None when there is none. Raises LedgerError naming file and reason."""
    path = path_of(data, decision_id)
    if not path.exists():
        return None
    prose = _read(path)
    if prose.id != decision_id:
        raise LedgerError(f"{path}: is about {prose.id!r}, expected {decision_id!r}")
    return prose


def load_all(data: Path) -> dict[str, Prose]:
    """All prose by decision id, in order of file name. Raises LedgerError naming file and reason."""
    found: dict[str, Prose] = {}
    for path in sorted((data / "prose").glob("*.json")):
        prose = _read(path)
        if path != path_of(data, prose.id):
            raise LedgerError(f"{path}: is about {prose.id!r}, whose file is {path_of(data, prose.id).name}")
        found[prose.id] = prose
    return found


def save(data: Path, prose: Prose) -> bool:
    """Write the prose of one decision, whole or not at all; True when the file changed.

    Raises LedgerError, and writes nothing, when a text is not fit to be read back.
    """
    path = path_of(data, prose.id)
    made: dict[str, Any] = {"id": prose.id}
    for language in LANGUAGES:
        if (text := prose.of(language)) is not None:
            made[language] = asdict(text)
    _prose(made, path)
    return write_text(path, json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def _read(path: Path) -> Prose:
    try:
        return _prose(json.loads(path.read_text(encoding="utf-8")), path)
    except (ValueError, OSError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from error


def _prose(value: object, path: Path) -> Prose:
    if not isinstance(value, dict) or not isinstance(value.get("id"), str) or not value["id"]:
        raise LedgerError(f"{path}: must be an object with a text 'id'")
    if unknown := sorted(value.keys() - {"id", *LANGUAGES}):
        raise LedgerError(f"{path}: unknown key {unknown[0]!r}; expected id, {', '.join(LANGUAGES)}")
    texts = {language: _text(value[language], language, path) for language in LANGUAGES if language in value}
    if not texts:
        raise LedgerError(f"{path}: holds no text in any of {', '.join(LANGUAGES)}")
    return Prose(value["id"], **texts)


def _text(value: object, language: str, path: Path) -> Text:
    names = [one.name for one in fields(Text)]
    if not isinstance(value, Mapping) or sorted(value) != sorted(names):
        raise LedgerError(f"{path}: {language} must hold exactly {', '.join(names)}")
    if wrong := [name for name in names if not isinstance(value[name], str)]:
        raise LedgerError(f"{path}: {language}.{wrong[0]} must be text, not {value[wrong[0]]!r}")
    text = Text(**value)
    if text.source not in SOURCES:
        raise LedgerError(f"{path}: {language}.source is {text.source!r}, expected one of {', '.join(SOURCES)}")
    needed = ["headline", "summary", "question", "validator"]
    if text.source == "model":
        needed += ["model", "prompt", "key"]
    if empty := [name for name in needed if not value[name].strip()]:
        raise LedgerError(f"{path}: {language}.{empty[0]} is empty in a text of source {text.source!r}")
    try:
        dt.date.fromisoformat(text.date)
    except ValueError as error:
        raise LedgerError(f"{path}: {language}.date is {text.date!r}, expected an ISO day") from error
    return text
