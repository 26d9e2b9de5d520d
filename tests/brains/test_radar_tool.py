"""What a trusted brain may ask of the private radar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from votewatch.brains.radar_tool import radar_tool
from votewatch.brains.tools import ToolError

ALIASES = {"k8s": "kubernetes"}


def asked(folder: Path, **arguments: str) -> Any:
    return radar_tool(folder / "radar.json", lambda name: ALIASES.get(name, name)).run(**arguments)


def drawn(folder: Path, skills: int = 12) -> Path:
    names = ["kubernetes", *(f"skill {number}" for number in range(skills - 1))]
    rows = [
        {"skill": name, "firms": 20 - place, "must_firms": 3, "state": "claimed", "artifacts": ["https://example.org"]}
        for place, name in enumerate(names)
    ]
    (folder / "radar.json").write_text(json.dumps({"score": "5/16", "firms": 40, "skills": rows}), encoding="utf-8")
    return folder


def test_one_skill_is_found_by_any_of_its_names(tmp_path: Path) -> None:
    line = {"firms": 20, "skill": "kubernetes", "must_firms": 3, "state": "claimed", "of_firms": 40}
    assert asked(drawn(tmp_path), skill="k8s") == line


def test_without_a_skill_the_ten_most_wanted_are_given(tmp_path: Path) -> None:
    told = asked(drawn(tmp_path))
    assert (told["of_firms"], told["coverage_percent"], len(told["skills"])) == (40, 31.2, 10)
    assert told["skills"][0]["skill"] == "kubernetes"


def test_a_skill_that_nobody_names_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="no firm names 'cobol'"):
        asked(drawn(tmp_path), skill="cobol")


def test_before_the_first_drawing_the_model_is_told_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="votewatch radar build"):
        asked(tmp_path)
