"""The whole site from a small record: what is written, what is left alone, what is taken away."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup, escape

from tests.render.small_record import EACH, changed, record
from votewatch.model.errors import LedgerError
from votewatch.render.build import BuildReport, files_of
from votewatch.render.templates import printed

SITE_SRC = Path(__file__).parents[2] / "site_src"
Build = Callable[..., BuildReport]


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.slow
def test_one_process_and_two_write_the_same_bytes(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), "one", jobs=1)
    build_in(record(), "two", jobs=2)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_second_build_of_the_same_record_does_nothing(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    build_in(record())  # the first build opened questions, which are data too
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "public").rglob("*")}
    report = build_in(record(), today="2026-02-01")
    assert (report.unchanged, report.written) == (True, 0)
    assert before == {p: p.stat().st_mtime_ns for p in (tmp_path / "public").rglob("*")}


def test_a_changed_vote_gives_the_same_site_as_building_it_all(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    report = build_in(changed(record()))
    shutil.rmtree(tmp_path / "cache-public")
    build_in(changed(record()), "fresh")
    assert tree(tmp_path / "public") == tree(tmp_path / "fresh")
    # Four feeds each of the 128 members, because the outcome stands in all of them; the rest are pages and data.
    assert 0 < report.written < 4 * 128 + 150 < len(tree(tmp_path / "public"))


def test_a_changed_vote_rewrites_what_shows_it_and_nothing_else(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    before = tree(tmp_path / "public")
    build_in(changed(record()))
    after = tree(tmp_path / "public")
    differ = {name for name in after if before.get(name) != after[name]}
    assert {name.partition("/")[2] for name in differ if name.endswith(".html")} == {
        "index.html",
        "c/index.html",
        "c/sk-a--sk-c/index.html",
        "c/sk-c/index.html",
        "data/index.html",
        "d/sk-9-20/index.html",
        "d/sk-9-20/votes/index.html",
        "embed/sk-9-20/index.html",
        "l/147-2001/index.html",
        "p/sk/2025/09/index.html",
        "v/sk-9-v102/index.html",
        *(f"m/sk-m{member}/index.html" for member in range(6 * EACH + 1, 7 * EACH + 1)),  # those who voted otherwise
    }
    # No club took another position and no outcome changed, so nothing is to be found otherwise.
    assert [name for name in differ if name.startswith("search/")] == []


@pytest.mark.slow
def test_a_changed_vote_rewrites_the_feeds_that_tell_of_it_and_no_others(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    before = tree(tmp_path / "public")
    build_in(changed(record()))
    after = tree(tmp_path / "public")
    differ = {name.partition("/feeds/")[2] for name in after if "/feeds/" in name and before.get(name) != after[name]}
    told = {"sk", "questions", "c/sk-a", "c/sk-c", *(f"m/sk-m{i}" for i in range(1, 129))}
    assert {name.rpartition(".")[0] for name in differ} <= told
    assert {"sk.atom", "sk.json", "c/sk-c.atom", "m/sk-m65.json"} <= differ


def test_a_decision_that_left_the_record_leaves_the_site(build_in: Build, tmp_path: Path) -> None:
    full = record()
    build_in(full)
    without = replace(full, decisions=full.decisions[1:], roll_calls=full.roll_calls[2:])
    report = build_in(without)
    assert report.removed > 0
    assert not (tmp_path / "public/sk/d/sk-9-20").exists()
    assert (tmp_path / "public/sk/d/sk-9-21/index.html").exists()


def test_a_page_that_somebody_deleted_comes_back(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    page = tmp_path / "public/en/v/sk-9-v102/index.html"
    page.unlink()
    assert not build_in(record()).unchanged
    assert page.exists()


@pytest.mark.slow
def test_a_build_that_was_cut_short_is_finished_by_the_next(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), "whole")
    build_in(record())
    (tmp_path / "cache-public/render.json").unlink()  # without it nothing is known of what stands there
    (tmp_path / "public/sk/index.html").write_text("half a pa", encoding="utf-8")
    build_in(record())
    assert tree(tmp_path / "public") == tree(tmp_path / "whole")


@pytest.mark.slow
def test_what_left_the_record_before_a_build_was_cut_short_leaves_the_site_with_the_next(
    build_in: Build, tmp_path: Path
) -> None:
    full, home = record(), tmp_path / "public/sk/index.html"
    without = replace(full, decisions=full.decisions[1:], roll_calls=full.roll_calls[2:])
    build_in(full)
    home.unlink()
    home.mkdir()
    with pytest.raises(IsADirectoryError):
        build_in(without)
    home.rmdir()
    assert (tmp_path / "public/sk/d/sk-9-20/index.html").exists()
    assert files_of(tmp_path / "cache-public") is None
    build_in(without)
    build_in(without, "fresh")
    assert tree(tmp_path / "public") == tree(tmp_path / "fresh")


@pytest.mark.slow
def test_no_page_depends_on_the_day_of_the_build(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), "one", today="2026-01-31")
    build_in(record(), "two", today="2026-11-23")
    one, two = tree(tmp_path / "one"), tree(tmp_path / "two")
    assert {name for name in one if one[name] != two[name]} == {"build.json"}
    assert json.loads(one["build.json"])["built"] == "2026-01-31"


def test_every_answerable_decision_is_in_polls_json_with_its_official_result(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    polls = json.loads((tmp_path / "public/polls.json").read_bytes())
    assert polls["version"] == 1
    assert {p["id"]: p["decision"] for p in polls["polls"]} == {
        "sk:9:20": "passed",
        "sk:9:21": "failed",
        "eu:2025-0001-COD": "passed",
        "eu:2025-2002-RSP": "passed",
    }
    assert all(p.keys() == {"id", "question", "opened", "closes", "decision", "counts"} for p in polls["polls"])


def test_markup_in_a_name_or_title_is_shown_and_not_obeyed(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    page = (tmp_path / "public/sk/d/sk-9-20/index.html").read_text(encoding="utf-8")
    assert "&lt;a iných&gt;" in page
    assert "O’Hara &amp; syn" in page
    assert "<a iných>" not in page


def test_what_could_not_be_taken_in_stands_on_the_status_page(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    for lang in ("sk", "en"):
        page = (tmp_path / f"public/{lang}/status/index.html").read_text(encoding="utf-8")
        assert "sk:9:v105" in page
        assert "unknown letter &#39;X&#39;" in page


def test_a_correction_is_said_where_it_counts(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    for path in ("sk/d/sk-9-21", "sk/v/sk-9-v103", "sk/status"):
        assert "The page had another title." in (tmp_path / f"public/{path}/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("value", ["<b>&\"'", Markup("<b>x</b>"), 7, None, 1.5, True, "Žiak"])
def test_a_template_prints_what_markupsafe_escapes(value: object) -> None:
    assert printed(value) == escape(value)


def test_an_empty_record_takes_no_page_away(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    before = tree(tmp_path / "public")
    with pytest.raises(LedgerError, match="holds no roll call; nothing was built"):
        build_in(replace(record(), roll_calls=(), decisions=()))
    assert tree(tmp_path / "public") == before
