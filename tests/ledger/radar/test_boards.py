"""The postings that are kept of each source: what a reading replaces, and what a broken file is told as."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.radar.house import on_disk
from votewatch.ledger.radar import boards
from votewatch.ledger.radar.boards import Kept
from votewatch.model.errors import LedgerError
from votewatch.model.posting import Posting, WorkModel

JOB = Posting(
    "lever:acme:1", "lever", "Acme", "Vývojár „SRE“", ("Košice", "Europe"), WorkModel.REMOTE, "https://a.b/1",
    "2026-08-04", "Line one\nLine\u2028two\u0085three\\",
)  # fmt: skip
TWO, THREE = (replace(JOB, id=f"lever:acme:{number}") for number in (2, 3))


def test_a_source_that_was_never_read_has_no_postings(tmp_path: Path) -> None:
    assert boards.load(tmp_path / "none", "lever:acme") == []
    assert boards.sources(tmp_path / "none") == []
    assert boards.load_all(tmp_path / "none") == []


def test_what_is_saved_is_loaded_the_same_sorted_by_id(tmp_path: Path) -> None:
    bare = replace(TWO, locations=(), work_model=WorkModel.UNKNOWN, url="", posted="", text="")
    assert boards.save(tmp_path, "lever:acme", [bare, JOB], whole=True) == Kept(2, 0, 0, 2)
    assert boards.load(tmp_path, "lever:acme") == [JOB, bare]
    assert boards.path_of(tmp_path, "lever:acme").read_bytes().count(b"\n") == 2


@pytest.mark.parametrize("source", ["himalayas", "workday:looms.wd5/Careers", "ashby:flying kites", "lever:100%..25"])
def test_a_source_of_any_name_has_a_file_in_the_folder_and_its_name_back(tmp_path: Path, source: str) -> None:
    boards.save(tmp_path, source, [JOB], whole=True)
    assert boards.path_of(tmp_path, source).parent == tmp_path / "boards"
    assert boards.sources(tmp_path) == [source]
    assert boards.load(tmp_path, source) == [JOB]


def test_all_sources_are_loaded_in_the_order_of_their_names_or_only_some(tmp_path: Path) -> None:
    for source, job in (("lever:b", JOB), ("ashby:c", TWO), ("lever:a", THREE)):
        boards.save(tmp_path, source, [job], whole=True)
    assert boards.load_all(tmp_path) == [TWO, THREE, JOB]
    assert boards.load_all(tmp_path, ["lever:b", "lever:never"]) == [JOB]
    assert boards.load_all(tmp_path, []) == []


def test_a_whole_reading_takes_the_place_of_the_last(tmp_path: Path) -> None:
    boards.save(tmp_path, "lever:acme", [JOB, TWO], whole=True)
    changed = replace(TWO, title="Changed")
    assert boards.save(tmp_path, "lever:acme", [changed, THREE], whole=True) == Kept(1, 1, 1, 2)
    assert boards.load(tmp_path, "lever:acme") == [changed, THREE]


def test_an_empty_whole_reading_closes_all(tmp_path: Path) -> None:
    boards.save(tmp_path, "lever:acme", [JOB], whole=True)
    assert boards.save(tmp_path, "lever:acme", [], whole=True) == Kept(0, 1, 0, 0)
    assert boards.load(tmp_path, "lever:acme") == []


def test_a_reading_that_is_not_whole_adds_and_changes_but_closes_nothing(tmp_path: Path) -> None:
    boards.save(tmp_path, "lever:acme", [JOB, TWO], whole=True)
    changed = replace(TWO, title="Changed")
    assert boards.save(tmp_path, "lever:acme", [changed, THREE], whole=False) == Kept(1, 0, 1, 3)
    assert boards.load(tmp_path, "lever:acme") == [JOB, changed, THREE]


def test_what_was_posted_before_the_oldest_day_goes_and_what_has_no_day_stays(tmp_path: Path) -> None:
    old, day, dayless = replace(JOB, posted="2026-07-31"), replace(TWO, posted="2026-08-01"), replace(THREE, posted="")
    boards.save(tmp_path, "himalayas", [old, day, dayless], whole=True)
    assert boards.save(tmp_path, "himalayas", [], whole=False, keep_since="2026-08-01") == Kept(0, 1, 0, 2)
    assert boards.load(tmp_path, "himalayas") == [day, dayless]


def test_the_same_reading_again_does_not_touch_the_file(tmp_path: Path) -> None:
    boards.save(tmp_path, "lever:acme", [JOB, TWO], whole=True)
    before = on_disk(tmp_path)
    assert boards.save(tmp_path, "lever:acme", [TWO, JOB], whole=True) == Kept(0, 0, 0, 2)
    assert on_disk(tmp_path) == before
    assert list(before) == ["boards/lever%3Aacme.jsonl"]


def test_a_part_of_a_file_that_a_crash_left_is_no_source_and_is_written_over(tmp_path: Path) -> None:
    part = tmp_path / "boards/.lever%3Aacme.jsonl.part"
    part.parent.mkdir()
    part.write_text('{"id"')
    assert boards.sources(tmp_path) == []
    boards.save(tmp_path, "lever:acme", [JOB], whole=True)
    assert not part.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"id"', '"number"'),
        ('"posted"', '"mood":1,"posted"'),
        ('"remote"', '"moon"'),
        ('["Košice","Europe"]', "null"),
        ("}", ""),
        ("{", "[{"),
    ],
)
def test_a_broken_line_is_named_with_file_and_number(tmp_path: Path, old: str, new: str) -> None:
    boards.save(tmp_path, "lever:acme", [JOB, TWO, THREE], whole=True)
    path = boards.path_of(tmp_path, "lever:acme")
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([lines[0], lines[1].replace(old, new), *lines[2:]]), encoding="utf-8")
    with pytest.raises(LedgerError) as refused:
        boards.load(tmp_path, "lever:acme")
    assert str(refused.value).startswith(f"{path}:2: is no posting: ")
    with pytest.raises(LedgerError):
        boards.save(tmp_path, "lever:acme", [JOB], whole=True)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    boards.save(tmp_path, "lever:acme", [JOB], whole=True)
    boards.path_of(tmp_path, "lever:acme").write_bytes(b"\xff\xfe")
    with pytest.raises(LedgerError, match=r"lever%3Aacme\.jsonl: cannot be read: .*; remove it and fetch again"):
        boards.load(tmp_path, "lever:acme")


def test_places_that_are_no_list_are_a_broken_line(tmp_path: Path) -> None:
    boards.save(tmp_path, "lever:acme", [JOB], whole=True)
    path = boards.path_of(tmp_path, "lever:acme")
    path.write_text(path.read_text(encoding="utf-8").replace('["Košice","Europe"]', '"Košice"'), encoding="utf-8")
    with pytest.raises(LedgerError, match=":1: is no posting"):
        boards.load(tmp_path, "lever:acme")
