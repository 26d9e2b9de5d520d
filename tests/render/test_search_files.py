"""The files of the search after a change: what is found otherwise is made anew, the rest is left alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.small_record import record, record_of, sk_vote
from votewatch.model.topic import Law, TopicTable
from votewatch.model.vocabulary import Result
from votewatch.render.build import BuildReport
from votewatch.render.record import Record

Build = Callable[..., BuildReport]


def search_files(folder: Path) -> dict[str, bytes]:
    parts = [folder / "search", *folder.glob("*/search"), *folder.glob("*/l")]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for part in parts for p in part.rglob("*") if p.is_file()}


def with_forests(letters: str) -> Record:
    return record_of(
        tuple(
            sk_vote(103, "21", r.title, letters, Result.FAILED) if r.id == "sk:9:v103" else r
            for r in record().roll_calls
        )
    )


@pytest.mark.slow
def test_a_club_that_voted_otherwise_changes_the_choices_and_its_lists_but_no_word(
    build_in: Build, tmp_path: Path
) -> None:
    build_in(with_forests("AAAAFFF0"))
    before = search_files(tmp_path / "public")
    build_in(with_forests("AAAABBB0"))
    after = search_files(tmp_path / "public")
    build_in(with_forests("AAAABBB0"), "fresh")
    assert after == search_files(tmp_path / "fresh")
    differ = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert {name for name in differ if name.startswith("search/")} == {"search/by/sk.json"}
    assert {name for name in differ if name.startswith("sk/")} == {
        "sk/search/index.html",
        "sk/search/sk/sk-c/for/index.html",
        "sk/search/sk/sk-c/abstained/index.html",
    }


@pytest.mark.slow
def test_a_law_that_got_a_name_is_found_by_it(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    named = replace(
        record(), topic_table=TopicTable((), {"147/2001": Law("147/2001", ("zákon o reklame", "reklamný zákon"), ())})
    )
    build_in(named)
    build_in(named, "fresh")
    assert search_files(tmp_path / "public") == search_files(tmp_path / "fresh")
    assert "reklamni" in json.loads((tmp_path / "public/search/w/re.json").read_bytes())
    page = (tmp_path / "public/sk/l/147-2001/index.html").read_text(encoding="utf-8")
    assert "Hovorí sa mu aj: reklamný zákon." in page


@pytest.mark.slow
def test_a_decision_that_left_the_record_is_not_found_any_more(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    full = record()
    without = replace(full, decisions=full.decisions[:1] + full.decisions[2:])
    build_in(without)
    build_in(without, "fresh")
    assert search_files(tmp_path / "public") == search_files(tmp_path / "fresh")
    assert not any(b"sk-9-21" in content for content in search_files(tmp_path / "public").values())
