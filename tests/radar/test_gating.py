"""One decision explained, and a table of places judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.radar.ground import WORLD, ground, job
from votewatch.ledger.radar import boards
from votewatch.model.errors import SourceError
from votewatch.model.posting import Posting
from votewatch.radar import gating

BAKER = job(2, title="Baker")
INTERN = job(3, title="Platform Intern")
BERLIN = Posting(
    "greenhouse:acme:4", "greenhouse", "Acme", "SRE", ("Germany",), job(4).work_model, "https://example.org/jobs/4",
    "", "",
)  # fmt: skip
FED = Posting(
    "himalayas::7", "himalayas", "Acme Inc.", "Platform engineer", ("EMEA",), job(1).work_model,
    "https://himalayas.app/7", "", "",
)  # fmt: skip


def test_a_kept_posting_is_told_with_both_gates_and_their_words(tmp_path: Path) -> None:
    settings = ground(tmp_path, [job(1)])
    assert gating.explained(settings, job(1).id, WORLD) == {
        "id": "greenhouse:acme:1",
        "company": "Acme",
        "title": "Platform Engineer",
        "places": "EMEA",
        "work model": "remote",
        "title gate": "keep: title (platform)",
        "place gate": "keep: emea (emea)",
        "decision": "kept",
    }


def test_a_posting_is_found_by_its_address_too(tmp_path: Path) -> None:
    settings = ground(tmp_path, [job(1), job(2)])
    assert gating.explained(settings, job(2).url, WORLD)["id"] == job(2).id


@pytest.mark.parametrize(
    ("posting", "gate"), [(BAKER, "drop: title-other (Baker)"), (INTERN, "drop: title-unwanted (intern)")]
)
def test_a_title_that_was_dropped_has_no_ruling_on_its_place(tmp_path: Path, posting: Posting, gate: str) -> None:
    told = gating.explained(ground(tmp_path, [posting]), posting.id, WORLD)
    assert (told["title gate"], told["decision"]) == (gate, "dropped")
    assert "place gate" not in told


def test_a_place_that_was_dropped_is_told_with_its_reason(tmp_path: Path) -> None:
    told = gating.explained(ground(tmp_path, [BERLIN]), BERLIN.id, WORLD)
    assert (told["place gate"], told["decision"]) == ("drop: single-country (DE)", "dropped")


def test_a_feed_s_copy_of_a_firm_s_posting_is_told_to_be_one(tmp_path: Path) -> None:
    settings = ground(tmp_path, [job(1)])
    boards.save(settings.radar.state, "himalayas", [FED], whole=True)
    told = gating.explained(settings, FED.id, WORLD)
    assert told["decision"] == "dropped"
    assert told["because"] == "the firm's own board, or another feed, has it already"
    assert [one.posting for one in gating.judged(settings, WORLD)] == [job(1)]


@pytest.mark.parametrize("what", ["greenhouse:acme:77", "https://example.org/jobs/77", "Acme"])
def test_what_is_no_open_posting_is_said_with_what_to_do(tmp_path: Path, what: str) -> None:
    with pytest.raises(SourceError, match=r"is no open posting's id or address; run votewatch fetch jobs") as said:
        gating.explained(ground(tmp_path, [job(1)]), what, WORLD)
    assert said.value.subject == what


def test_only_sources_of_the_settings_are_judged(tmp_path: Path) -> None:
    settings = ground(tmp_path, [job(1)])
    boards.save(settings.radar.state, "greenhouse:sold", [job(5)], whole=True)
    assert [one.posting.id for one in gating.judged(settings, WORLD)] == [job(1).id]


def test_every_explained_decision_is_that_of_the_run(tmp_path: Path) -> None:
    settings = ground(tmp_path, [job(1), BAKER, INTERN, BERLIN])
    for one in gating.judged(settings, WORLD):
        told = gating.explained(settings, one.posting.id, WORLD)
        assert told["decision"] == ("kept" if one.kept else "dropped")


def test_rows_of_a_table_are_judged_in_order(tmp_path: Path) -> None:
    rows = [
        {"ats": "lever", "location": "EMEA", "remote": "true"},
        {"location": " Germany", "remote": " Remote "},
        {"location": "", "remote": ""},
    ]
    judged = gating.judge_rows(ground(tmp_path), rows, "rows.csv", WORLD)
    assert [(row["ats"], row["decision"], row["reason"]) for row in judged] == [
        ("lever", "keep", "emea"),
        ("", "drop", "single-country"),
        ("", "ambiguous-keep", "empty"),
    ]


def test_an_unknown_word_for_remote_is_refused_by_line(tmp_path: Path) -> None:
    rows = [{"location": "EMEA", "remote": "true"}, {"location": "EMEA", "remote": "perhaps"}]
    with pytest.raises(SourceError, match=r"line 3: remote is 'perhaps', expected one of true, remote"):
        gating.judge_rows(ground(tmp_path), rows, "rows.csv", WORLD)
