"""How the sources did: kept by name, and a spoilt file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.radar.house import on_disk
from votewatch.ledger.radar import health
from votewatch.model.errors import LedgerError
from votewatch.model.radar import Health

GOOD = Health("2026-08-01", postings=7, note="read 2 of 7", unknown={"nálada": 2})
BAD = Health(since="2026-08-02", reason="status 404")


def test_there_is_none_before_the_first_run(tmp_path: Path) -> None:
    assert health.load(tmp_path / "none") == {}


def test_what_is_saved_is_loaded_the_same(tmp_path: Path) -> None:
    health.save(tmp_path / "radar", {"lever:acme": GOOD, "ashby:flying kites": BAD})
    assert health.load(tmp_path / "radar") == {"lever:acme": GOOD, "ashby:flying kites": BAD}


def test_the_same_health_in_another_order_does_not_touch_the_file(tmp_path: Path) -> None:
    health.save(tmp_path, {"lever:acme": GOOD, "ashby:kites": BAD})
    before = on_disk(tmp_path)
    health.save(tmp_path, {"ashby:kites": BAD, "lever:acme": GOOD})
    assert on_disk(tmp_path) == before
    assert list(before) == ["health.json"]


def test_a_source_fails_while_it_has_a_day_since_when() -> None:
    assert (GOOD.failing, BAD.failing) == (False, True)


@pytest.mark.parametrize(
    "text", ["", '{"lever:acme": {"since": "2026', "[]", '{"lever:acme": 7}', '{"lever:acme": {"mood": 1}}', "\xff"]
)
def test_a_spoilt_file_is_named_with_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / "health.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(LedgerError) as refused:
        health.load(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path}/health.json: cannot be read: ")
    assert str(refused.value).endswith("; remove it, the next fetch writes it anew")
