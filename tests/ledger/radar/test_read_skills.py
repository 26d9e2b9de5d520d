"""The skills that were read out of adverts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.radar.house import on_disk
from votewatch.ledger.radar import read_skills
from votewatch.model.errors import LedgerError
from votewatch.model.skill import Asked, Importance

GO = Asked("lever:acme:1", "go", Importance.MUST, "table:0a1b2c3d")
ODD = Asked("lever:acme:1", "vývoj\u2028softvéru", Importance.NICE, "model:local")
LAST = Asked("lever:acme:2", "bash", Importance.NICE, "table:0a1b2c3d")
LINE = '{"job":"lever:acme:1","skill":"go","importance":"must","by":"table:0a1b2c3d"}\n'


def test_there_are_none_before_the_first_reading(tmp_path: Path) -> None:
    assert read_skills.load(tmp_path) == []


def test_what_is_saved_is_loaded_the_same_sorted_by_job_and_skill(tmp_path: Path) -> None:
    assert read_skills.save(tmp_path / "radar", [LAST, ODD, GO])
    assert read_skills.load(tmp_path / "radar") == [GO, ODD, LAST]
    assert read_skills.path_of(tmp_path / "radar").read_text(encoding="utf-8").startswith(LINE)


def test_the_same_rows_in_another_order_do_not_touch_the_file(tmp_path: Path) -> None:
    read_skills.save(tmp_path, [GO, ODD, LAST])
    before = on_disk(tmp_path)
    assert not read_skills.save(tmp_path, iter([LAST, GO, ODD]))
    assert on_disk(tmp_path) == before
    assert list(before) == ["skills.jsonl"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "7",
        LINE[:-10],
        LINE.replace("must", "perhaps").strip(),
        LINE.replace('"by"', '"from"').strip(),
        LINE.replace('"job"', '"post"').strip(),
    ],
)
def test_a_broken_line_is_named_with_file_and_number(tmp_path: Path, line: str) -> None:
    path = read_skills.path_of(tmp_path)
    path.write_text(f"{LINE}{line}\n{LINE}")
    with pytest.raises(LedgerError) as refused:
        read_skills.load(tmp_path)
    assert str(refused.value).startswith(f"{path}:2: is no row of a skill: ")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    read_skills.path_of(tmp_path).write_bytes(b"\xff")
    with pytest.raises(LedgerError, match=r"skills\.jsonl: cannot be read"):
        read_skills.load(tmp_path)
