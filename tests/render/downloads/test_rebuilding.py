"""When the downloads are made anew, and that they are the same bytes then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.small_record import changed, record
from votewatch.model.readers import ReaderCount, TallyDay
from votewatch.render.build import BuildReport

Build = Callable[..., BuildReport]


def inodes(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_ino for p in folder.rglob("*") if p.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.slow
def test_two_builds_in_two_places_give_the_same_bytes(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), "one", jobs=1)
    build_in(record(), "two", jobs=3)
    one, two = contents(tmp_path / "one/data"), contents(tmp_path / "two/data")
    assert len(one) == 63
    assert one == two


@pytest.mark.slow
def test_a_vote_of_one_parliament_leaves_the_files_of_the_other_alone(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    before, content = inodes(tmp_path / "public/data"), contents(tmp_path / "public/data")
    build_in(changed(record()))
    after = inodes(tmp_path / "public/data")
    replaced = {name for name in after if after[name] != before[name]}
    assert {name for name in replaced if name.startswith("eu/")} == set()
    assert {"votewatch.db", "SHA256SUMS", "datapackage.json", "sk/positions.csv.gz", "sk/files.json"} <= replaced
    assert content["eu/files.json"] == contents(tmp_path / "public/data")["eu/files.json"]


def test_readers_answers_are_those_that_the_lists_show(built_in: Build, tmp_path: Path) -> None:
    counts = (ReaderCount("sk:9:20", 12, 3, 1), ReaderCount("sk:9:21", 5, 4, 0))
    late, early = TallyDay("2026-06-01", counts), TallyDay("2026-02-05", (ReaderCount("sk:9:20", 11, 0, 0),))
    built_in(replace(record(), tallies=(early, late)))
    lines = (tmp_path / "public/data/sk/tallies.csv").read_text(encoding="utf-8").splitlines()
    # Nine answers are too few to show, and the early count was taken while the question was new.
    assert lines[1:] == ["sk:9:20,2026-06-01,12,3,1,false,false"]


@pytest.mark.slow
def test_a_download_that_somebody_deleted_comes_back(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    build_in(record())  # the first build opened questions, which are data too
    before = contents(tmp_path / "public")
    for name in ("sk/files.json", "votewatch.db", "SHA256SUMS"):
        (tmp_path / "public/data" / name).unlink()
    assert not build_in(record()).unchanged
    assert contents(tmp_path / "public") == before
