"""Pages of members: what stands on them, in both languages, and that it is what the data beside them say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest

from tests.render.small_record import WHOLE, eu_vote, record, record_of, sk_vote
from votewatch.model.member import Membership
from votewatch.model.roll_call import RollCall, Roster
from votewatch.model.vocabulary import Parliament, Result
from votewatch.render.build import BuildReport, Shown, build
from votewatch.render.phrase import Run, cut_short
from votewatch.render.record import Record
from votewatch.render.words import day

SITE_SRC = Path(__file__).parents[2] / "site_src"
Build = Callable[..., BuildReport]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record, built once for the tests that only read it."""
    folder = tmp_path_factory.mktemp("people")
    (folder / "data").mkdir()
    build(
        record,
        data=folder / "data",
        site_src=SITE_SRC,
        public=folder / "public",
        cache=folder / "cache",
        shown=Shown(),
        today="2026-01-31",
        jobs=1,
    )
    return folder / "public"


def words(element: Any) -> str:
    """What an element says, its parts a blank apart."""
    return " ".join(" ".join(element.itertext()).replace("\N{NO-BREAK SPACE}", " ").split())


def page(site: Path, name: str, lang: str = "sk") -> Any:
    html = (site / lang / "m" / name / "index.html").read_text(encoding="utf-8")
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def data(site: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "sk" / "m" / name / "index.json").read_bytes())
    return found


def section(tree: Any, heading: str) -> str:
    [found] = [one for one in tree.iter("section") if words(next(one.iter("h2"))) == heading]
    return words(found)


def voted_otherwise(roll_call: RollCall, place: int, letter: str) -> RollCall:
    letters = roll_call.positions or ""
    return replace(roll_call, positions=letters[:place] + letter + letters[place + 1 :])


def many_decisions(count: int) -> Record:
    """So many laws of the NR SR; in the first the first member of club A is against, all the others of it are for."""
    title = "Návrh zákona č. {} (tlač {}) - tretie čítanie.\n{}"
    votes = [
        sk_vote(300 + i, str(i), title.format(i, i, WHOLE), "FFFFAAN0", Result.PASSED) for i in range(100, 100 + count)
    ]
    return record_of((voted_otherwise(votes[0], 0, "A"), *votes[1:]))


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_everybody_who_had_a_seat_has_a_page(site: Path, lang: str) -> None:
    folders = {p.parent.name for p in (site / lang / "m").glob("*/index.html")}
    assert folders == {f"sk-m{m}" for m in range(1, 129)} | {f"eu-m{m}" for m in range(50, 56)}


def test_a_vote_stands_beside_the_outcome(site: Path) -> None:
    rows = [[words(cell) for cell in row] for row in page(site, "sk-m1").iter("tr")]
    assert ["Zákon o lesoch", "proti", "Odmietnuté v prvom čítaní"] in rows
    assert ["Pravidlá pre reklamu", "za", "Schválené"] in rows


def test_decisions_stand_under_their_day_newest_year_first_and_open(site: Path) -> None:
    [year] = [d for d in page(site, "sk-m1").iter("details")]
    assert "open" in year.attrib
    assert words(next(year.iter("summary"))) == "2025 2 rozhodnutia"
    assert words(next(year.iter("tbody"))[0]) == "26. septembra 2025"


def test_attendance_of_the_national_council_is_two_numbers_each_with_what_it_counts(site: Path) -> None:
    said = section(page(site, "sk-m97"), "Účasť na hlasovaniach")
    assert "Neprítomnosť 0 zo 4 hlasovaní podľa mien Hlasovania, pri ktorých záznam uvádza neprítomnosť." in said
    assert "Neprítomnosť alebo prítomnosť bez hlasu 1 zo 4 hlasovaní podľa mien" in said
    assert data(site, "sk-m97")["attendance"] == {
        "roll_calls": 4, "absent": 0, "not_voting": 1, "from": "2025-09-10", "to": "2025-09-26",
    }  # fmt: skip


def test_of_the_ep_one_number_says_that_the_record_gives_no_reason(site: Path) -> None:
    said = section(page(site, "eu-m50", "en"), "Roll calls without a vote")
    assert said.startswith("Roll calls without a vote No vote 1 of 2 roll calls by name Roll calls in which the record")
    assert said.endswith("It does not tell apart absent, excused, and present without voting, and gives no reason.")
    assert "absent" not in data(site, "eu-m50")["attendance"]


def test_groups_of_the_ep_stand_by_the_sources_own_days(built_in: Build, tmp_path: Path) -> None:
    periods = [
        Membership(51, "SD", "2019-07-02", "2024-07-15"),
        Membership(51, "EPP", "2024-07-16", None),
        Membership(52, "EPP", "2019-07-02", "2024-07-15"),
        Membership(52, "EPP", "2024-07-16", None),
    ]
    built_in(replace(record(), memberships={Parliament.EU: periods}))
    heading, public = "Politické skupiny podľa dátumov", tmp_path / "public"
    said = section(page(public, "eu-m51"), heading)
    assert "S&D od 2. júla 2019 do 15. júla 2024 EPP od 16. júla 2024" in said
    assert "EPP od 2. júla 2019 Dni uvádza" in section(page(public, "eu-m52"), heading)
    assert "Zdroj pri tomto mene skupinu neuvádza." in section(page(public, "eu-m53"), heading)


def test_a_club_leads_to_its_page_and_its_page_back_to_the_member(site: Path) -> None:
    assert "/sk/c/sk-a/" in {a.get("href") for a in page(site, "sk-m1").iter("a")}
    club = (site / "sk/c/sk-a/index.html").read_text(encoding="utf-8")
    assert '<a href="../../m/sk-m1/">Eva 1. Čierna</a>' in club


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_the_page_leads_to_the_rules_that_its_numbers_follow(site: Path, lang: str) -> None:
    places = {a.get("href") for a in page(site, "sk-m1", lang).iter("a") if "#" in a.get("href", "")} - {"#main"}
    assert any(place.startswith(f"/{lang}/method/#") for place in places)
    for place in places:
        path, _, anchor = place.partition("#")
        assert f'id="{anchor}"' in (site / path.lstrip("/") / "index.html").read_text(encoding="utf-8")


def test_under_ten_shared_decisions_no_percentage_stands_anywhere(site: Path) -> None:
    for lang in ("sk", "en"):
        for name in ("sk-m1", "eu-m51"):
            said = words(page(site, name, lang)).replace("60 %", "").replace("60%", "")
            assert "%" not in said, (lang, name)


def test_from_ten_on_counts_have_their_share(built_in: Build, tmp_path: Path) -> None:
    built_in(many_decisions(10))
    said = words(page(tmp_path / "public", "sk-m1"))
    assert "1 z 10 rozhodnutí (10 %)" in said
    assert "A 9 10 90 %" in said


def test_a_vote_unlike_most_of_the_club_is_marked_where_it_stands_and_listed(built_in: Build, tmp_path: Path) -> None:
    built_in(many_decisions(10))
    tree = page(tmp_path / "public", "sk-m1", "en")
    rows = [[words(cell) for cell in row] for row in tree.iter("tr")]
    assert sum(row[1] == "against unlike most of the club" for row in rows if len(row) == 3) == 1
    listed = section(tree, "Voted differently from most of the club")
    assert "1 of 10 decisions (10%)" in listed
    assert listed.endswith("26 September 2025 against Most of the club: for")
    assert [d["decision"] for d in data(tmp_path / "public", "sk-m1")["with_club"]["differing"]] == ["sk:9:100"]
    others = [words(row) for row in page(tmp_path / "public", "sk-m2", "en").iter("tr")]
    assert not any("unlike" in row for row in others)


@pytest.mark.slow
def test_of_sixty_votes_unlike_the_club_the_newest_fifty_are_listed_and_all_are_marked(
    build_in: Build, tmp_path: Path
) -> None:
    votes = many_decisions(60).roll_calls
    build_in(record_of(tuple(voted_otherwise(vote, 0, "A") for vote in votes)))
    html = (tmp_path / "public/en/m/sk-m1/index.html").read_text(encoding="utf-8")
    assert html.count("<b>unlike most of the club</b>") == 60
    assert "Show the newest 50; the others are marked among all decisions" in html
    assert (
        html.count('<td class="vA">against<td class="vF"><span class="ledger__label">Most of the club: </span>for')
        == 50
    )


def test_a_name_leads_to_its_page_from_every_list(site: Path) -> None:
    for lang in ("sk", "en"):
        for path in ("d/sk-9-20", "v/sk-9-v102", "v/eu-v202", "d/eu-2025-0001-COD"):
            folder = site / lang / path
            html = (folder / "index.html").read_text(encoding="utf-8")
            links = set(re.findall(r'<li><a href="(\.\./\.\./m/[^"]+)">', html))
            assert len(links) == (128 if "sk-" in path else 3)
            assert all((folder / link / "index.html").resolve().is_relative_to(site / lang) for link in links)
            assert all((folder / link / "index.html").is_file() for link in links)


def test_the_list_of_members_has_everybody_by_club_with_those_who_left_apart(built_in: Build, tmp_path: Path) -> None:
    newest = sk_vote(400, None, "Prezentácia.", "FFFFFF", Result.PASSED, "2025-10-01")
    newest = replace(newest, roster=Roster((("Klub A", tuple(range(1, 97))),)))
    built_in(record_of((*record().roll_calls, newest)))
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        (tmp_path / "public/sk/m/index.html").read_text(encoding="utf-8")
    )
    parts = [one for one in tree.iter("div") if one.get("class") == "people__part"]
    clubs = [[words(one) for one in part.iter("summary")] for part in parts]
    assert clubs[:2] == [["A 96 mien"], ["Č 16 mien", "Mimo klubov 16 mien"]]
    assert sum(1 for part in parts for _ in part.iter("li")) == 134


def test_slovak_members_of_the_ep_stand_on_a_page_of_their_own_with_counts(site: Path) -> None:
    tree = page(site, "eu/slovakia", "en")
    rows = [[words(cell) for cell in row] for row in tree.iter("tr") if row[0].get("scope") == "row"]
    assert [row[0] for row in rows] == ["Meno0 PRIEZVISKO0", "Meno1 PRIEZVISKO1", "Meno4 PRIEZVISKO4"]
    assert rows[0][3:] == ["1 of 2 roll calls by name", "nothing to compare"]
    beside = json.loads((site / "sk/m/eu/slovakia/index.json").read_bytes())
    assert [m["did_not_vote"] for m in beside["members"]] == [1, 0, 0]


def test_a_record_without_slovak_members_has_no_such_page_and_no_link_to_it(built_in: Build, tmp_path: Path) -> None:
    built_in(replace(record(), eu_members={i: replace(m, country="CZE") for i, m in record().eu_members.items()}))
    assert not (tmp_path / "public/sk/m/eu").exists()
    assert "slovakia" not in (tmp_path / "public/sk/m/index.html").read_text(encoding="utf-8")


def test_a_headline_is_cut_in_rows_unless_two_would_then_be_alike(built_in: Build, tmp_path: Path) -> None:
    long = "Objection pursuant to Rule 112(2) and (3): " + "genetically modified maize of a very long name, " * 3
    titles = [f"{long}kind one", f"{long}kind two", "Rules on trade in " + "glass and sand and lime and stone " * 4]
    votes = [
        eu_vote(500 + i, f"2025/{2100 + i}(RSP)", title, "FFFFAB", "Proposition de résolution")
        for i, title in enumerate(titles)
    ]
    built_in(record_of((*record().roll_calls, *votes)))
    links = [words(a) for a in page(tmp_path / "public", "eu-m51", "en").iter("a")]
    assert sum(link.endswith(("kind one", "kind two")) for link in links) == 2
    [cut] = [link for link in links if "glass and sand" in link]
    assert cut.endswith("…")
    assert len(cut) <= 70


@pytest.mark.slow
def test_a_new_decision_of_the_same_short_name_changes_the_page_of_a_member_who_had_no_seat_in_it(
    build_in: Build, tmp_path: Path
) -> None:
    long = "Objection pursuant to Rule 112(2) and (3): " + "genetically modified maize of a very long name, " * 3
    first = eu_vote(500, "2025/2100(RSP)", f"{long}kind one", "FFFFAB", "Proposition de résolution")
    second = eu_vote(501, "2025/2101(RSP)", f"{long}kind two", "FFFAB", "Proposition de résolution")
    second = replace(second, roster=Roster((("", (50,)), ("EPP", (52, 53)), ("SD", (54, 55)))))
    before, after = (record_of((*record().roll_calls, *votes)) for votes in ([first], [first, second]))
    build_in(before)
    build_in(after)
    build_in(after, "fresh")
    for lang in ("sk", "en"):
        there, fresh = (tmp_path / folder / lang / "m/eu-m51/index.html" for folder in ("public", "fresh"))
        assert "kind one" in fresh.read_text(encoding="utf-8")
        assert there.read_bytes() == fresh.read_bytes()


def test_a_page_says_to_those_who_link_it_whose_it_is_and_how_the_votes_were(built_in: Build, tmp_path: Path) -> None:
    built_in(record(), shown=Shown(pictures=True))
    html = (tmp_path / "public/en/m/eu-m51/index.html").read_text(encoding="utf-8")
    assert '<meta property="og:image" content="http://127.0.0.1:8000/en/m/eu-m51/picture.png">' in html
    assert (tmp_path / "public/en/m/eu-m51/picture.png").is_file()
    [said] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(said)["mainEntity"] == {
        "@type": "Person",
        "name": "Meno1 PRIEZVISKO1",
        "givenName": "Meno1",
        "familyName": "PRIEZVISKO1",
        "sameAs": ["https://howtheyvote.eu/members/51", "https://www.europarl.europa.eu/meps/en/51"],
    }


@pytest.mark.parametrize("limit", [5, 9, 10, 11, 20, 100])
def test_a_phrase_cut_short_keeps_its_languages_and_fits(limit: int) -> None:
    phrase = (Run("Uznesenie: ", "sk"), Run("Situation in Hungary and frozen EU funds", "en"))
    cut = cut_short(phrase, limit)
    assert len("".join(run.text for run in cut)) <= limit
    assert [run.lang for run in cut] == ["sk", "en"][: len(cut)]
    assert ("".join(run.text for run in cut)[-1] == "…") == (cut != phrase)


def test_the_page_says_when_the_record_of_its_own_parliament_was_read(built_in: Build, tmp_path: Path) -> None:
    votes = record().roll_calls
    built_in(record_of(tuple(replace(r, read="2026-01-30") if r.parliament is Parliament.SK else r for r in votes)))
    newest = max(r.read for r in votes if r.parliament is Parliament.EU)
    assert newest < "2026-01-30"
    for name, date in (("sk-m1", "2026-01-30"), ("eu-m51", newest)):
        tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(
            (tmp_path / f"public/sk/m/{name}/index.html").read_text(encoding="utf-8")
        )
        assert day(date, "sk").replace("\N{NO-BREAK SPACE}", " ") in words(tree.find(".//section[@class='checks']"))
