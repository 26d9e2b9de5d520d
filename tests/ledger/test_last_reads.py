"""data/sources.json: when each source was last read, and since when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from votewatch.ledger import last_reads
from votewatch.model.errors import LedgerError
from votewatch.model.last_read import LastRead


def test_without_the_file_nothing_is_known(tmp_path: Path) -> None:
    assert last_reads.load(tmp_path) == {}


def test_a_row_of_failures_keeps_its_first_day_and_the_last_good_one(tmp_path: Path) -> None:
    for day, failure in (("2026-01-01", ""), ("2026-01-02", "down"), ("2026-01-03", "still down")):
        last_reads.note(tmp_path, "sk", day, failure)
    assert last_reads.load(tmp_path) == {"sk": LastRead("sk", "2026-01-01", "2026-01-02", "still down")}
    last_reads.note(tmp_path, "sk", "2026-01-04")
    assert last_reads.load(tmp_path) == {"sk": LastRead("sk", "2026-01-04")}


def test_a_source_that_was_never_read_has_no_day(tmp_path: Path) -> None:
    last_reads.note(tmp_path, "eu", "2026-01-02", "down")
    assert last_reads.load(tmp_path)["eu"] == LastRead("eu", "", "2026-01-02", "down")


def test_noting_the_same_again_changes_nothing(tmp_path: Path) -> None:
    assert last_reads.note(tmp_path, "eu", "2026-01-02")
    assert not last_reads.note(tmp_path, "eu", "2026-01-02")


@pytest.mark.parametrize("text", ["{", '{"sk":{"read":"yesterday"}}', '{"sk":{}}', '{"sk":{"read":"","age":3}}'])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.json").write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError, match=r"sources\.json: "):
        last_reads.load(tmp_path)
