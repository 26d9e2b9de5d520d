"""data/prose: what is written is read back, and what is malformed is refused by name."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from votewatch.ledger import prose
from votewatch.model.errors import LedgerError
from votewatch.model.prose import Prose, Text

SK = Text("Nadpis", "Prvá veta. Druhá veta.", "Má platiť zákon?", "model", "a/b", "1", "k", "1", "2026-01-31")
WHOLE = Prose("sk:9:733", sk=SK, en=replace(SK, headline="Headline"))


def test_prose_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    assert prose.save(tmp_path, WHOLE)
    assert (tmp_path / "prose" / "sk-9-733.json").exists()
    assert prose.load(tmp_path, "sk:9:733") == WHOLE
    assert prose.load_all(tmp_path) == {"sk:9:733": WHOLE}


def test_writing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    prose.save(tmp_path, WHOLE)
    assert not prose.save(tmp_path, WHOLE)


def test_one_language_may_stand_alone(tmp_path: Path) -> None:
    alone = Prose("sk:9:733", sk=SK)
    prose.save(tmp_path, alone)
    assert prose.load(tmp_path, "sk:9:733") == alone


def test_a_decision_without_prose_has_none(tmp_path: Path) -> None:
    assert prose.load(tmp_path, "sk:9:733") is None
    assert prose.load_all(tmp_path) == {}


def test_a_text_that_no_rules_accepted_is_never_written(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"sk-9-733\.json: sk\.validator is empty"):
        prose.save(tmp_path, Prose("sk:9:733", sk=replace(SK, validator="")))
    assert not (tmp_path / "prose").exists()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"id": "sk:9:7"}, "is about 'sk:9:7', expected 'sk:9:733'"),
        ({"de": {}}, "unknown key 'de'"),
        ({"sk": {"headline": "x"}}, "sk must hold exactly headline, summary"),
        ({"sk": ["headline"]}, "sk must hold exactly"),
        ({"id": 3}, "must be an object with a text 'id'"),
    ],
)
def test_a_malformed_file_is_refused_with_file_and_reason(tmp_path: Path, changed: dict[str, Any], reason: str) -> None:
    prose.save(tmp_path, WHOLE)
    path = tmp_path / "prose" / "sk-9-733.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changed}), encoding="utf-8")
    with pytest.raises(LedgerError, match=rf"sk-9-733\.json: {reason}"):
        prose.load(tmp_path, "sk:9:733")


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("headline", 3, "sk.headline must be text, not 3"),
        ("source", "human", "sk.source is 'human', expected one of model, editorial, person"),
        ("key", " ", "sk.key is empty in a text of source 'model'"),
        ("date", "yesterday", "sk.date is 'yesterday', expected an ISO day"),
    ],
)
def test_a_malformed_text_is_refused_by_field(tmp_path: Path, name: str, value: object, reason: str) -> None:
    prose.save(tmp_path, WHOLE)
    path = tmp_path / "prose" / "sk-9-733.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    held["sk"][name] = value
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(LedgerError, match=reason):
        prose.load_all(tmp_path)


def test_a_file_that_is_not_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "prose").mkdir()
    (tmp_path / "prose" / "sk-9-733.json").write_text("{", encoding="utf-8")
    with pytest.raises(LedgerError, match=r"sk-9-733\.json: cannot be read"):
        prose.load(tmp_path, "sk:9:733")
