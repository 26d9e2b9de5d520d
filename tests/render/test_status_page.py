"""The page on the state of the record: what disagrees, said in the reader's words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest

from tests.render.small_record import record
from votewatch.model.decision import Disagreement, Majority
from votewatch.model.vocabulary import MajorityRule
from votewatch.render.record import Record

Build = Callable[..., Any]


def disputed() -> Record:
    """The small record in which the first decision's vote is held to have needed 353 of 705."""
    made = record()
    first = made.decisions[0]
    assert first.deciding
    alarms = (
        Disagreement(first.deciding, Majority(MajorityRule.COMPONENT, 353, 705)),
        "sk:9:v1: unknown motion '<odd>'",
    )
    return replace(made, decisions=(replace(first, alarms=alarms), *made.decisions[1:]))


def shown(folder: Path, lang: str) -> str:
    """The text of the page, blanks made one."""
    page = (folder / f"public/{lang}/status/index.html").read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return " ".join("".join(tree.find("body").itertext()).split())


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sk", "Potrebná podľa nás: Väčšina všetkých poslancov parlamentu: 353 zo 705."),
        ("en", "Needed, as we read it: A majority of all members of Parliament: 353 of 705."),
    ],
)
def test_a_disagreement_is_told_in_the_language_of_the_page(
    built_in: Build, tmp_path: Path, lang: str, said: str
) -> None:
    built_in(disputed())
    assert said in shown(tmp_path, lang)


def test_what_the_rules_do_not_know_is_marked_as_english(built_in: Build, tmp_path: Path) -> None:
    built_in(disputed())
    assert '<p lang="en">sk:9:v1: unknown motion &#39;&lt;odd&gt;&#39;</p>' in (
        tmp_path / "public/sk/status/index.html"
    ).read_text(encoding="utf-8")


def test_programs_and_the_report_of_a_build_get_the_sentence_of_the_one_who_runs_it(
    built_in: Build, tmp_path: Path
) -> None:
    report = built_in(disputed())
    [first, second] = json.loads((tmp_path / "public/sk/status/index.json").read_text(encoding="utf-8"))["alarms"]
    assert first["alarm"].endswith("needed 353 (component)")
    assert [f"{one['id']}: {one['alarm']}" for one in (first, second)] == list(report.alarms)
