"""The lists of questions, and one decision for a frame on another page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.render.small_record import record
from tests.render.small_tallies import AFTER, with_tallies
from votewatch.render.build import BuildReport

Build = Callable[..., BuildReport]


def text(tmp_path: Path, name: str) -> str:
    return (tmp_path / "public" / name / "index.html").read_text(encoding="utf-8")


def test_every_question_is_in_the_list_of_its_parliament_and_year(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    index = text(tmp_path, "sk/questions")
    assert re.findall(r'<li><a href="/sk/questions/([^"]+)"', index) == ["sk/2025/", "eu/2025/"]
    assert re.findall(r'<li><a href="/sk/d/([^/]+)/#question"', text(tmp_path, "sk/questions/sk/2025")) == [
        "sk-9-21",
        "sk-9-20",
    ]
    held = json.loads((tmp_path / "public/en/questions/eu/2025/index.json").read_bytes())
    assert sorted(q["id"] for q in held["questions"]) == ["eu:2025-0001-COD", "eu:2025-2002-RSP"]


def test_a_question_with_a_last_day_is_open_now_by_the_day_of_the_record(built_in: Build, tmp_path: Path) -> None:
    built_in(record(), today="2025-10-02")  # the newest line was read on that day
    opened = json.loads((tmp_path / "public/sk/questions/index.json").read_bytes())["open"]
    assert sorted(opened) == ["eu:2025-0001-COD", "eu:2025-2002-RSP", "sk:9:20", "sk:9:21"]
    assert text(tmp_path, "sk/questions").count("#question") == 4


@pytest.mark.slow
def test_no_list_of_questions_shows_a_count_of_answers(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), "before")
    build_in(with_tallies(AFTER))
    for name in ("sk/questions", "sk/questions/sk/2025", "en/questions/eu/2025", "sk", "sk/embed/sk-9-20"):
        before = (tmp_path / "before" / name / "index.html").read_text(encoding="utf-8")
        assert text(tmp_path, name) == before


def test_every_decision_has_a_page_for_frames_without_script_or_form(built_in: Build, tmp_path: Path) -> None:
    made = record()
    built_in(made)
    for decision in made.decisions:
        for lang in ("sk", "en"):
            source = text(tmp_path, f"{lang}/embed/{decision.id.replace(':', '-')}")
            assert "<script" not in source
            assert "<form" not in source
            assert '<base target="_top">' in source
            assert f'href="/{lang}/d/{decision.id.replace(":", "-")}/"' in source
            assert 'rel="external"' in source
            assert len(source.encode()) < 5_000


def test_the_code_to_embed_holds_the_whole_title_whatever_is_in_it(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    source = text(tmp_path, "en/d/sk-9-20")
    field = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", source, re.DOTALL)[1])  # type: ignore[index]
    frame = re.fullmatch(
        r'<iframe src="([^"]+)" title="([^"<>]+)" width="100%" height="320" loading="lazy"></iframe>', field
    )
    assert frame is not None, field
    assert frame[1] == "http://127.0.0.1:8000/en/embed/sk-9-20/"
    assert "<a iných>" in unescape(frame[2])
