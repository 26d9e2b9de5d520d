"""What the radar has told: marked once, kept for good, a crash's remains cut off, anything else broken named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from votewatch.ledger.radar import seen
from votewatch.model.errors import LedgerError

LINE = '{"day": "2026-11-20", "id": "lever:acme:1", "why": "sent"}\n'


def test_nothing_is_seen_before_the_first_mark(tmp_path: Path) -> None:
    assert seen.load(tmp_path / "none") == frozenset()


def test_what_is_marked_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "radar"
    seen.mark(folder, ["lever:acme:1"], "2026-11-20", "sent")
    assert (folder / "seen.jsonl").read_text() == LINE
    seen.mark(folder, ["lever:acme:2", "lever:acme:2", "x:é:3"], "2026-11-21", "below")
    assert seen.load(folder) == {"lever:acme:1", "lever:acme:2", "x:é:3"}
    assert len((folder / "seen.jsonl").read_text().splitlines()) == 3


def test_a_mark_of_nothing_makes_no_file(tmp_path: Path) -> None:
    seen.mark(tmp_path, [], "2026-11-20", "sent")
    assert not (tmp_path / "seen.jsonl").exists()


def test_an_id_may_hold_any_text(tmp_path: Path) -> None:
    odd = 'a:b:"\n\u2028\ud800\\'
    seen.mark(tmp_path, [odd], "2026-11-20", "primed")
    seen.mark(tmp_path, ["a:b:c"], "2026-11-20", "unscored")
    assert seen.load(tmp_path) == {odd, "a:b:c"}


@pytest.mark.parametrize("cut", range(1, len(LINE)))
def test_a_torn_last_line_is_dropped_and_cut_off_before_the_next(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "seen.jsonl"
    path.write_text(LINE + LINE.replace(":1", ":2")[:cut])
    assert seen.load(tmp_path) == {"lever:acme:1"}
    seen.mark(tmp_path, ["lever:acme:3"], "2026-11-20", "sent")
    assert path.read_text() == LINE + LINE.replace(":1", ":3")
    assert seen.load(tmp_path) == {"lever:acme:1", "lever:acme:3"}


def test_a_file_of_one_torn_line_only_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "seen.jsonl").write_bytes(b'{"day": "2026\xc3')
    assert seen.load(tmp_path) == frozenset()
    seen.mark(tmp_path, ["lever:acme:1"], "2026-11-20", "sent")
    assert (tmp_path / "seen.jsonl").read_text() == LINE


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("\0\0\0", "is not JSON"),
        ("[]", "must be an object of exactly day, id, why"),
        ('{"day": "2026-11-20", "id": "a"}', "must be an object of exactly day, id, why"),
        ('{"day": "2026-11-20", "id": 7, "why": "sent"}', "id is 7"),
        ('{"day": "2026-11-20", "id": " ", "why": "sent"}', "id is ' '"),
        ('{"day": "soon", "id": "a", "why": "sent"}', "day is 'soon'"),
        ('{"day": 20261120, "id": "a", "why": "sent"}', "day is 20261120"),
        ('{"day": "2026-11-20", "id": "a", "why": "told"}', "why is 'told'"),
    ],
)
def test_any_other_broken_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "seen.jsonl"
    path.write_text(f"{LINE}{line}\n{LINE}")
    with pytest.raises(LedgerError) as refused:
        seen.load(tmp_path)
    assert str(refused.value).startswith(f"{path}:2: {reason}")


@pytest.mark.parametrize(
    ("one", "day", "why"), [("", "2026-11-20", "sent"), ("a", "soon", "sent"), ("a", "2026-11-20", "x")]
)
def test_a_mark_that_could_not_be_read_back_is_refused(tmp_path: Path, one: str, day: str, why: str) -> None:
    with pytest.raises(LedgerError, match="not added"):
        seen.mark(tmp_path, ["good", one], day, why)
    assert not (tmp_path / "seen.jsonl").exists()


def test_a_mark_is_on_the_disk_on_return(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_size))
    seen.mark(tmp_path, ["lever:acme:1"], "2026-11-20", "sent")
    assert len(synced) == 2
    assert synced[-1] == len(LINE)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot be written"):
        seen.prepare(tmp_path / "file")
