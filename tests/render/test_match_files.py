"""What the page "who votes as I do" is given: every club, every member, every letter of the record."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.facts.twins.histories import twin_letters
from tests.render.small_record import record
from votewatch.model.vocabulary import Parliament
from votewatch.render.build import BuildReport
from votewatch.render.match_files import packed

Build = Callable[..., BuildReport]


def unpacked(row: str) -> str:
    """Letter after letter, each as often as the number behind it says."""
    return "".join(letter * int(count or 1) for letter, count in re.findall(r"(\D)(\d*)", row))


def held(tmp_path: Path, parliament: str) -> Any:
    return json.loads((tmp_path / f"public/match/votes-{parliament}.json").read_bytes())


@pytest.mark.parametrize("row", ["", "F", "FFF", "FA.", "FxxxxxxxxxxxxxA", "..BB"])
def test_a_packed_row_holds_its_letters(row: str) -> None:
    assert unpacked(packed(row)) == row


def test_every_member_has_the_letters_of_the_record(built_in: Build, tmp_path: Path) -> None:
    made = record()
    built_in(made)
    for parliament in Parliament:
        file = held(tmp_path, parliament.value)
        by_id = {d.id: d.deciding for d in made.decisions}
        roll_calls = [vote for id in file["questions"] if (vote := by_id[id])]
        members = {row[0]: row for row in file["members"]}
        assert members.keys() == made.members(parliament).keys()
        for id, row in members.items():
            letters = twin_letters(roll_calls, id).replace("N", "x").replace("0", "x").replace("D", "x")
            assert (row[1], unpacked(row[3])) == (made.members(parliament)[id].full_name, letters)


def test_every_member_has_the_page_that_the_name_leads_to(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    for parliament in ("sk", "eu"):
        for id, *_ in held(tmp_path, parliament)["members"]:
            assert (tmp_path / f"public/sk/m/{parliament}-m{id}/index.html").is_file()


def test_the_page_does_not_speak_of_questions_without_names_where_there_are_none(
    built_in: Build, tmp_path: Path
) -> None:
    built_in(record())
    page = (tmp_path / "public/sk/match/index.html").read_text(encoding="utf-8")
    lacking = len(held(tmp_path, "sk")["without_names"])
    assert lacking == 0
    assert page.count("mená zverejnené nie sú") == sum(bool(held(tmp_path, p)["without_names"]) for p in ("sk", "eu"))
    assert "hlasmi podľa mien." in page.replace("\N{NO-BREAK SPACE}", " ")


def test_every_club_is_included_and_those_without_one_are_not_a_club(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    assert [row[0] for row in held(tmp_path, "sk")["clubs"]] == ["sk-a", "sk-c"]
    assert [row[0] for row in held(tmp_path, "eu")["clubs"]] == ["eu-epp", "eu-sd"]
    independent = [row for row in held(tmp_path, "sk")["members"] if row[2] == -1]
    assert len(independent) == 16


def test_members_from_slovakia_are_marked(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    assert {row[0] for row in held(tmp_path, "eu")["members"] if row[4:] == [1]} == {50, 51, 54}


def test_titles_stand_in_the_order_of_the_questions(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    titles = json.loads((tmp_path / "public/match/titles-en.json").read_bytes())
    places = held(tmp_path, "eu")["questions"]
    assert titles["eu"][places.index("eu:2025-0001-COD")] == ["2025-07-08", "Trade in glass"]
    adverts = titles["sk"][held(tmp_path, "sk")["questions"].index("sk:9:20")]
    assert adverts[:2] == ["2025-09-26", "Amendment of Act No.\u00a0"]
    assert adverts[2].startswith("147/2001")  # in Slovak, and so at a place of the other language


@pytest.mark.slow
def test_the_whole_of_the_record_is_under_300_kilobytes_on_the_wire(built_site: Path) -> None:
    votes = [gzip.compress((built_site / f"match/votes-{p}.json").read_bytes(), 6) for p in ("sk", "eu")]
    titles = [gzip.compress((built_site / f"match/titles-{lang}.json").read_bytes(), 6) for lang in ("sk", "en")]
    assert sum(map(len, votes)) + max(map(len, titles)) < 300_000
