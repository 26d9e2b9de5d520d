"""The scores that a model gave: none is paid for twice, whatever a crash left of the last line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from votewatch.facts.radar.picture import Scored
from votewatch.ledger.radar import scores
from votewatch.model.errors import LedgerError

LINE = '{"job": "lever:acme:1", "score": 92, "reason": "fits", "by": "model"}\n'
FITS = Scored(92, "fits", "model")


def test_there_are_none_before_the_first(tmp_path: Path) -> None:
    assert scores.load(tmp_path / "none") == {}


def test_a_score_that_is_added_is_loaded_the_same(tmp_path: Path) -> None:
    odd = Scored(0, "nesedí\u2028vôbec\n", "model")
    scores.add(tmp_path / "radar", "lever:acme:1", FITS)
    scores.add(tmp_path / "radar", "lever:acme:2", odd)
    assert scores.load(tmp_path / "radar") == {"lever:acme:1": FITS, "lever:acme:2": odd}
    assert scores.path_of(tmp_path / "radar").read_text(encoding="utf-8").startswith(LINE)


def test_the_newest_score_of_a_posting_counts(tmp_path: Path) -> None:
    scores.add(tmp_path, "lever:acme:1", FITS)
    scores.add(tmp_path, "lever:acme:1", Scored(10, "on second thoughts", "model"))
    assert scores.load(tmp_path) == {"lever:acme:1": Scored(10, "on second thoughts", "model")}


@pytest.mark.parametrize("cut", range(1, len(LINE), 7))
def test_a_torn_last_line_is_dropped_and_cut_off_before_the_next(tmp_path: Path, cut: int) -> None:
    path = scores.path_of(tmp_path)
    path.write_text(LINE + LINE.replace(":1", ":2")[:cut])
    assert scores.load(tmp_path) == {"lever:acme:1": FITS}
    scores.add(tmp_path, "lever:acme:3", FITS)
    assert path.read_text() == LINE + LINE.replace(":1", ":3")


def test_a_file_of_one_torn_line_only_is_as_good_as_none(tmp_path: Path) -> None:
    scores.path_of(tmp_path).write_bytes(b'{"job": "\xc3')
    assert scores.load(tmp_path) == {}
    scores.add(tmp_path, "lever:acme:1", FITS)
    assert scores.path_of(tmp_path).read_text() == LINE


def test_a_score_is_on_the_disk_on_return(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_size))
    scores.add(tmp_path, "lever:acme:1", FITS)
    assert synced == [len(LINE)]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "\0",
        LINE.replace("92", "null").strip(),
        LINE.replace("92", '"high"').strip(),
        LINE.replace('"by"', '"from"').strip(),
        LINE.replace('"job"', '"post"').strip(),
    ],
)
def test_any_other_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = scores.path_of(tmp_path)
    path.write_text(f"{LINE}{line}\n{LINE}")
    with pytest.raises(LedgerError) as refused:
        scores.load(tmp_path)
    assert str(refused.value).startswith(f"{path}:2: is no score: ")


def test_a_reason_may_hold_any_text(tmp_path: Path) -> None:
    scores.add(tmp_path, "lever:acme:1", Scored(92, "fits \ud83d", "model"))
    assert scores.load(tmp_path) == {"lever:acme:1": Scored(92, "fits \ud83d", "model")}


def test_no_score_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lever:acme:1 has no score"):
        scores.add(tmp_path, "lever:acme:1", Scored(None))
    assert scores.load(tmp_path) == {}
