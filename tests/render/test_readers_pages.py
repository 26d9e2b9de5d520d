"""Readers beside parliament: what is listed, what is counted, what is withdrawn, and the ledger of answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.render.small_record import record
from tests.render.small_tallies import AFTER, FLOODED, IN_DOUBT, LATER, OPEN, tally, with_tallies
from votewatch.render.build import BuildReport

Build = Callable[..., BuildReport]


def page(tmp_path: Path, name: str) -> str:
    text = (tmp_path / "public" / name / "index.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.split("<main")[1])).replace("\u00a0", " ")


def data(tmp_path: Path, name: str) -> Any:
    return json.loads((tmp_path / "public" / name / "index.json").read_bytes())


def sides(tmp_path: Path) -> list[str]:
    """The two lists of the English page, as text."""
    text = page(tmp_path, "en/readers").split("The same way")[1]
    same, other = text.split("The other way")
    return [same, other.split("What is not in the lists")[0]]


def test_agreements_and_gaps_stand_in_two_lists_with_both_halves_n_and_the_day(built_in: Build, tmp_path: Path) -> None:
    built_in(with_tallies(AFTER))
    agree, gap = sides(tmp_path)
    assert "Trade in glass Adopted. 8 July 2025" not in agree + gap  # a lead of 8 points is none
    assert "Amendment of Act No. 147/2001" in gap
    assert "National Council: 112 members present for 64, against 32, abstained 0, not voting 16" in gap
    assert "Readers: 100 answers yes 20 (20%), no 80 (80%)" in gap
    assert "100 readers chose to answer. They are not a sample of the public" in gap
    assert "Counted on 2 May 2026." in gap
    assert "No question is here yet." in agree
    text = page(tmp_path, "en/readers")
    assert "1 question has fewer than 10 answers." in text
    assert "In 2 questions readers are about evenly split: the lead is under 10 percentage points." in text


def test_the_same_rows_stand_in_the_data_with_the_thresholds(built_in: Build, tmp_path: Path) -> None:
    built_in(with_tallies(AFTER))
    held = data(tmp_path, "sk/readers")
    assert (held["least"], held["lead"]) == (10, 10)
    assert held["counted"] == {"agree": 0, "gap": 1, "even": 2, "few": 1}
    assert held["rows"] == [
        {
            "id": "sk:9:20",
            "verdict": "gap",
            "passed": True,
            "parliament": {"for": 64, "against": 32, "abstained": 0, "present": 112},
            "readers": {"question": "sk:9:20", "yes": 20, "no": 80, "n": 100, "day": "2026-05-02"},
            "sample": False,
        }
    ]
    assert data(tmp_path, "sk/readers/2025")["rows"] == held["rows"]


def test_no_count_of_a_question_within_its_window_is_in_a_list(built_in: Build, tmp_path: Path) -> None:
    built_in(with_tallies(OPEN))
    text = page(tmp_path, "en/readers")
    assert "2 questions have answers, but their windows have not ended." in text
    assert text.count("No question is here yet.") == 2
    assert data(tmp_path, "en/readers")["rows"] == []
    public = tmp_path / "public"
    texts = [p for p in public.rglob("*") if p.suffix in (".html", ".json")]
    told = [p for p in texts if re.search(r"\b90\b.{0,40}\b10\b", p.read_text("utf-8"))]
    assert [p for p in told if "sk-9-20" in str(p) or "readers" in str(p)] == []


def test_a_later_count_does_not_move_what_is_listed(build_in: Build, tmp_path: Path) -> None:
    build_in(with_tallies(AFTER))
    before = page(tmp_path, "en/readers")
    build_in(with_tallies(AFTER, LATER))
    assert page(tmp_path, "en/readers") == before


def test_a_verdict_in_doubt_is_withdrawn_and_the_count_stays(build_in: Build, tmp_path: Path) -> None:
    day = tally("2026-05-02", trade=(100, 18, 2))
    build_in(with_tallies(day))
    assert "Trade in glass" in sides(tmp_path)[0]
    build_in(with_tallies(day, flags=(IN_DOUBT,)))
    assert "No question is here yet." in sides(tmp_path)[0]
    text = page(tmp_path, "en/readers")
    assert "Trade in glass : 118 answers. Since 2 May 2026. Too many at once." in text
    decision = page(tmp_path, "en/d/eu-2025-0001-COD")
    assert "Since 2 May 2026 the verdict is withdrawn; the counts stay. Too many at once." in decision
    assert "yes 100 (85%), no 18 (15%)" in decision
    assert "Readers’ answers point" not in decision.split("Counted answers of readers")[1]
    source = (tmp_path / "public/en/d/eu-2025-0001-COD/index.html").read_text(encoding="utf-8")
    assert 'data-doubt="Since' in source


def test_an_odd_hour_withdraws_the_verdict_until_a_newer_count_is_quiet(build_in: Build, tmp_path: Path) -> None:
    build_in(with_tallies(FLOODED))
    agree, gap = sides(tmp_path)
    assert "Amendment of Act No. 147/2001" not in agree + gap
    reason = "Unusually many answers came within an hour. The comparison comes back after a quiet day."
    assert f"100 answers. Since 1 May 2026. {reason}" in page(tmp_path, "en/readers")
    assert f"Since 1 May 2026 the verdict is withdrawn; the counts stay. {reason}" in page(tmp_path, "en/d/sk-9-20")
    assert "Za hodinu prišlo nezvyčajne veľa odpovedí." in page(tmp_path, "sk/d/sk-9-20")
    assert data(tmp_path, "en/readers")["in_doubt"] == ["sk:9:20"]
    build_in(with_tallies(FLOODED, LATER))
    assert "Amendment of Act No. 147/2001" in sides(tmp_path)[1]
    assert "withdrawn" not in page(tmp_path, "en/d/sk-9-20")


def test_what_a_person_says_of_a_verdict_outranks_an_odd_hour(built_in: Build, tmp_path: Path) -> None:
    person = replace(IN_DOUBT, id="sk:9:20")
    built_in(with_tallies(FLOODED, flags=(person,)))
    assert "Since 2 May 2026 the verdict is withdrawn; the counts stay. Too many" in page(tmp_path, "en/d/sk-9-20")
    polls = json.loads((tmp_path / "public/polls.json").read_bytes())["polls"]
    assert {poll["id"]: poll["flagged"]["since"] for poll in polls if "flagged" in poll} == {"sk:9:20": "2026-05-02"}


def test_where_nothing_was_committed_the_pages_say_so(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    assert "We have not published a count of answers yet." in page(tmp_path, "en/readers")
    assert "Zatiaľ sme nezverejnili ani jedno spočítanie odpovedí." in page(tmp_path, "sk/readers/ledger")
    assert "Counted" not in page(tmp_path, "en/d/sk-9-20")
    assert data(tmp_path, "en/readers/ledger") == {"days": []}


def test_a_decision_tells_how_many_answered_and_within_the_window_not_how(built_in: Build, tmp_path: Path) -> None:
    built_in(with_tallies(OPEN))
    text = page(tmp_path, "sk/d/sk-9-20")
    assert "Spočítané 1. februára 2026: 100 odpovedí, odmietnuté 0." in text
    assert "áno 90" not in text


def test_a_decision_tells_how_readers_answered_after_the_window(built_in: Build, tmp_path: Path) -> None:
    built_in(with_tallies(OPEN, AFTER, LATER))
    text = page(tmp_path, "sk/d/sk-9-20")
    assert "Spočítané odpovede čitateľov (2. mája 2026)" in text
    assert "áno 20 (20 %), nie 80 (80 %)" in text
    assert "Odpovedalo 100 čitateľov z vlastnej vôle. Nie je to vzorka obyvateľov; chybu nemožno vyčísliť." in text
    forests = page(tmp_path, "sk/d/sk-9-21")
    assert "Ako odpovedali, ukazujeme od 10 odpovedí." in forests
    assert "áno 3" not in forests
    assert "odmietnuté 41." in forests


def test_the_ledger_counts_answers_and_refusals_by_day(built_in: Build, tmp_path: Path) -> None:
    built_in(with_tallies(tally("2025-12-31", adverts=(1, 0, 0)), OPEN, AFTER, LATER))
    text = page(tmp_path, "en/readers/ledger")
    assert "3 May 2026 4 236 +2 46 +1 2 May 2026 4 234 +130 45 +45 1 February 2026 2 104 +103 0 0" in text
    assert "31 December 2025 1 1 +1 0 0" in page(tmp_path, "en/readers/ledger/2025")
    assert [day["day"] for day in data(tmp_path, "sk/readers/ledger")["days"]] == [
        "2026-05-03",
        "2026-05-02",
        "2026-02-01",
    ]


@pytest.mark.slow
def test_a_new_day_of_answers_rewrites_what_shows_it_and_nothing_else(build_in: Build, tmp_path: Path) -> None:
    def tree() -> dict[str, bytes]:
        return {
            p.relative_to(tmp_path / "public").as_posix(): p.read_bytes() for p in (tmp_path / "public").rglob("*.html")
        }

    build_in(with_tallies(OPEN, AFTER))
    before = tree()
    build_in(with_tallies(OPEN, AFTER, LATER))
    after = tree()
    assert {name[3:] for name in after if before.get(name) != after[name]} == {
        "readers/ledger/index.html",
        "d/eu-2025-0001-COD/index.html",
        "d/sk-9-21/index.html",
    }
    build_in(with_tallies(OPEN, AFTER, LATER), "fresh")
    assert after == {
        p.relative_to(tmp_path / "fresh").as_posix(): p.read_bytes() for p in (tmp_path / "fresh").rglob("*.html")
    }


def test_a_new_flag_rewrites_the_pages_of_its_question(build_in: Build) -> None:
    build_in(with_tallies(AFTER))
    report = build_in(with_tallies(AFTER, flags=(IN_DOUBT,)))
    # The pages in both languages, and the files of the downloads that say what is withdrawn.
    assert 0 < report.written <= 20
