"""The words of the radar's page: the same in both languages, and one for whatever the page may have to say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.facts.radar.location_rows import ROWS
from tests.render.small_radar import SITE_SRC, drawn_in
from votewatch.facts.radar.role_gate import RoleGate
from votewatch.model.skill import State
from votewatch.render.radar.page import FEEDS
from votewatch.render.words import LANGUAGES, Words
from votewatch.settings.radar_keys import FEEDS as READ_FEEDS

FOLDER = SITE_SRC / "radar"
SLOT = re.compile(r"\{\w+\}")
BOTH = [Words.read(FOLDER, lang) for lang in LANGUAGES]


def test_both_languages_have_the_same_keys() -> None:
    sk, en = BOTH
    assert sk.keys() == en.keys()


def test_both_languages_fill_in_the_same_values() -> None:
    sk, en = BOTH
    plain = [key for key in sorted(sk.keys()) if key in sk]
    assert [key for key in plain if set(SLOT.findall(sk.text(key))) != set(SLOT.findall(en.text(key)))] == []


@pytest.mark.parametrize("words", BOTH, ids=LANGUAGES)
def test_every_reason_of_both_gates_is_said(words: Words) -> None:
    titles = [RoleGate(["sre"], ["intern"]).judge(title).reason for title in ("SRE intern", "Baker")]
    assert {f"reason.{reason}" for reason in (*titles, *(row[3] for row in ROWS))} - words.keys() == set()


@pytest.mark.parametrize("words", BOTH, ids=LANGUAGES)
def test_every_state_is_said(words: Words) -> None:
    assert {f"state.{state}" for state in (*State, "unreviewed", "all")} - words.keys() == set()


@pytest.mark.parametrize("words", BOTH, ids=LANGUAGES)
def test_every_word_is_used(words: Words) -> None:
    page = (FOLDER / "page.html").read_text(encoding="utf-8")
    put_together = ("reader.", "part.", "state.", "by.", "reason.")
    assert [key for key in sorted(words.keys()) if not key.startswith(put_together) and f'"{key}"' not in page] == []


def test_every_feed_that_is_read_can_be_named() -> None:
    assert set(READ_FEEDS) == FEEDS.keys()


@pytest.mark.parametrize("name", ["radar.json", "sk/index.html", "en/index.html"])
def test_no_year_is_named_but_that_of_the_postings_the_sources_and_the_series(tmp_path: Path, name: str) -> None:
    drawn_in(tmp_path)
    said = (tmp_path / name).read_text(encoding="utf-8")
    assert set(re.findall(r"\b20\d\d\b", said)) == {"2031"}


def test_a_second_run_touches_no_file(tmp_path: Path) -> None:
    names = ["radar.json", "sk/index.html", "en/index.html"]
    assert drawn_in(tmp_path) == [str(tmp_path / name) for name in names]
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert drawn_in(tmp_path) == []
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_skill_that_is_ignored_is_not_called_rare(tmp_path: Path, lang: str) -> None:
    drawn_in(tmp_path)
    page = (tmp_path / lang / "index.html").read_text(encoding="utf-8")
    [rare] = re.findall(r"<details><summary>(\d+)\s(?:zručnost|skill).*?</details>", page, re.DOTALL)
    assert rare == "2"  # cobol and fortran; eight firms ask for windows
