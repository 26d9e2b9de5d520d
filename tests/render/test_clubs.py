"""Pages of clubs, of pairs of clubs, and of all of them: what stands on them, and when they are made anew."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.small_record import changed, record
from votewatch.ledger import parties
from votewatch.model.club import ClubTable
from votewatch.model.errors import LedgerError
from votewatch.model.member import Membership
from votewatch.render.addresses import pair_path
from votewatch.render.build import BuildReport
from votewatch.render.club_members import joined
from votewatch.render.shares import percent_text
from votewatch.render.words import LANGUAGES, Words

ROOT = Path(__file__).parents[2]
Build = Callable[..., BuildReport]
SK = Words.read(ROOT / "site_src/words", "sk")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def page(folder: Path, path: str) -> Any:
    text = (folder / path / "index.html").read_text(encoding="utf-8")
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").split())


def rows(tree: Any, table: str) -> list[list[str]]:
    found = [each for each in tree.iter("table") if each.get("class") == table]
    return [[words(cell) for cell in row] for each in found for row in each.iter("tr")]


def data(folder: Path, path: str) -> Any:
    return json.loads((folder / "sk" / path / "index.json").read_text(encoding="utf-8"))


def test_the_pages_of_clubs_are_those_of_the_record_and_a_pair_has_one_address(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    for lang in LANGUAGES:
        found = {
            p.parent.relative_to(tmp_path / "public" / lang).as_posix()
            for p in tmp_path.glob(f"public/{lang}/c/**/index.html")
        }
        assert found == {"c", "c/sk-a", "c/sk-c", "c/sk-none", "c/eu-epp", "c/eu-sd", "c/eu-none", "c/sk-a--sk-c"}
    assert pair_path("sk-c", "sk-a") == pair_path("sk-a", "sk-c") == "c/sk-a--sk-c/"


def test_the_matrix_has_no_share_under_ten_shared_decisions(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    found = rows(page(tmp_path / "public", "sk/c"), "matrix")
    # On the adverts A was for and Č against, on the forests A against and Č for.
    assert found[:3] == [["", "A", "Č"], ["A", "–", "0 z 2"], ["Č", "0 z 2", "–"]]
    assert "%" not in "".join(cell for row in found for cell in row)


def test_the_matrix_has_headers_for_its_rows_and_columns(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    matrix = next(t for t in page(tmp_path / "public", "en/c").iter("table") if t.get("class") == "matrix")
    assert [h.get("scope") for h in matrix.iter("th")] == ["col", "col", "row", "row"]


def test_a_pair_lists_where_the_two_differed_with_both_counts_and_the_outcome(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    tree = page(tmp_path / "public", "sk/c/sk-a--sk-c")
    sections = {section.get("id"): section for section in tree.iter("section")}
    listed = rows(sections["differed"], "rows")
    assert listed[0] == ["Dátum", "Rozhodnutie", "A", "Č"]
    assert [row[0] for row in listed[1:]] == ["26. septembra 2025", "26. septembra 2025"]
    assert "Pravidlá pre reklamu Schválené · tlač 20" in [row[1] for row in listed]
    assert "všetci za: za 64" in [row[2] for row in listed]
    assert rows(sections["agreed"], "rows") == []
    assert "Záznam také rozhodnutie nemá." in words(sections["agreed"])


def test_the_data_of_a_pair_say_what_its_page_says(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    found = data(tmp_path / "public", "c/sk-a--sk-c")
    assert (found["clubs"], found["same"], found["shared"]) == (["sk-a", "sk-c"], 0, 2)
    assert (len(found["differed"]), found["agreed"]) == (2, [])
    one = next(row for row in found["differed"] if row["decision"] == "sk:9:20")
    assert dict(zip(found["stance_fields"], one["stances"][0], strict=True)) == {
        "stance": "all", "position": "F", "for": 64, "against": 0, "abstained": 0, "not_voting": 0, "absent": 0,
        "members": 64,
    }  # fmt: skip


def test_a_club_names_its_members_of_today_and_those_who_left(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    found = data(tmp_path / "public", "c/sk-a")
    assert [m["id"] for m in found["former_members"]] == [2]
    assert found["former_members"][0]["periods"] == [{"from": "2025-09-10", "to": "2025-09-10"}]
    assert next(m for m in found["members"] if m["id"] == 1)["periods"] == [{"from": "2025-09-26", "to": None}]
    assert [m["id"] for m in data(tmp_path / "public", "c/sk-c")["former_members"]] == [1]
    text = (tmp_path / "public/sk/c/sk-a/index.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert '<li><a href="../../m/sk-m1/">Eva 1. Čierna</a> <span>od 26. septembra 2025</span>' in text


def test_those_without_a_club_have_members_and_counts_and_nothing_in_common(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    found = data(tmp_path / "public", "c/sk-none")
    assert (found["cohesion"], found["agreement"], found["unaffiliated"]) == (None, [], True)
    assert {row["position"] for row in found["decisions"]} == {None}
    tree = page(tmp_path / "public", "sk/c/sk-none")
    assert rows(tree, "figures") == []
    assert sorted(row[2] for row in rows(tree, "rows")[1:]) == ["neprítomných 16", "neprítomných 16"]
    assert "splits" not in {section.get("id") for section in tree.iter("section")}
    assert len(found["members"]) == 16


def test_a_club_says_its_names_in_the_sources_and_its_note(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    assert "Áčko (a newspaper)" in words(page(tmp_path / "public", "en/c/sk-a"))
    assert "Kluby ešte neboli." in words(page(tmp_path / "public", "sk/c/sk-none"))
    assert "No clubs had been formed." in words(page(tmp_path / "public", "en/c/sk-none"))


def test_the_language_switch_keeps_the_group_and_changes_its_name(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    assert "Európska ľudová strana" in words(page(tmp_path / "public", "sk/c/eu-epp"))
    assert "European People’s Party" in words(page(tmp_path / "public", "en/c/eu-epp"))


def test_no_word_on_these_pages_claims_a_party_line() -> None:
    said = " ".join((ROOT / f"site_src/words/clubs.{lang}.toml").read_text(encoding="utf-8") for lang in LANGUAGES)
    assert not re.search(r"rebel|party line|whip|loyal|strannick|líni|disciplín|rebelant|poslušn", said, re.IGNORECASE)


@pytest.mark.slow
def test_a_changed_vote_gives_the_same_pages_as_building_them_all(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    build_in(changed(record()))
    shutil.rmtree(tmp_path / "cache-public")
    build_in(changed(record()), "fresh")
    assert tree(tmp_path / "public/sk/c") == tree(tmp_path / "fresh/sk/c")


def test_a_vote_of_the_national_council_remakes_no_page_of_an_ep_group(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    before = {p: p.stat().st_mtime_ns for p in tmp_path.glob("public/*/c/eu-*/index.html")}
    build_in(changed(record()))
    assert before == {p: p.stat().st_mtime_ns for p in tmp_path.glob("public/*/c/eu-*/index.html")}


def test_a_member_who_left_a_club_changes_the_pages_of_that_club_and_of_the_member_alone(
    build_in: Build, tmp_path: Path
) -> None:
    def differing() -> set[str]:
        after = tree(tmp_path / "public/en")
        return {name for name in after if name.endswith(".html") and before[name] != after[name]}

    build_in(record())
    build_in(record())
    before = tree(tmp_path / "public/en")
    held = {p: list(every) for p, every in record().memberships.items()}
    for parliament in held:
        held[parliament] = [m for m in held[parliament] if m.member not in (5, 51)]
    build_in(replace(record(), memberships=held))
    # The page of the downloads says their bytes and checksums, and memberships are one of them. The National Council's
    # pages of members go by the rosters of the votes, the EP's by these periods.
    assert differing() == {"c/sk-a/index.html", "c/eu-epp/index.html", "data/index.html", "m/eu-m51/index.html"}


def test_a_club_without_an_entry_stops_the_build_and_is_named(built_in: Build) -> None:
    table = ClubTable(tuple(club for club in record().clubs.clubs if club.slug != "sk-c"))
    with pytest.raises(LedgerError, match=r"sk: no entry of data/parties.toml has the club name 'Klub Č'"):
        built_in(replace(record(), clubs=table))


def test_periods_that_meet_are_one_and_the_last_runs_on() -> None:
    held = [
        Membership(1, "X", "2019-07-02", "2024-07-15"), Membership(1, "X", "2024-07-16", "2025-01-10"),
        Membership(1, "X", "2025-02-01", "2026-01-29"),
    ]  # fmt: skip
    assert joined(held, None) == (("2019-07-02", "2025-01-10"), ("2025-02-01", "2026-01-29"))
    assert joined(held, "2026-01-29") == (("2019-07-02", "2025-01-10"), ("2025-02-01", None))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_agreement_is_counted_is_where_the_link_leads(built_in: Build, tmp_path: Path, lang: str) -> None:
    built_in(record())
    for path in ("c", "c/sk-a", "c/sk-a--sk-c"):
        text = (tmp_path / "public" / lang / path / "index.html").read_text(encoding="utf-8")
        anchor = re.search(r'/method/#([\w-]+)"', text)
        assert anchor, path
        method = (tmp_path / "public" / lang / "method/index.html").read_text(encoding="utf-8")
        assert f'id="{anchor[1]}"' in method


@given(st.integers(10, 2000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_all_and_none_are_said_of_all_and_none_alone(share: tuple[int, int]) -> None:
    part, whole = share
    said = percent_text(part, whole, SK)
    assert said is not None
    assert (said == "0\u00a0%", said == "100\u00a0%") == (part == 0, part == whole)


def test_no_slug_of_the_table_can_be_taken_for_a_pair() -> None:
    assert [club.slug for club in parties.load(ROOT / "data").clubs if "--" in club.slug] == []
