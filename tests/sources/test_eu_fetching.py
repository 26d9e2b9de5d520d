"""A whole run of ``fetch eu`` against a small HowTheyVote.eu in memory."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sources.eu_answers import ballot, detail, related
from tests.sources.eu_world import NEW, OLD, World, amendment
from votewatch.ledger import groups, people, skipped
from votewatch.model.vocabulary import Parliament, Result
from votewatch.settings import EuSource
from votewatch.sources.fetcher import Unreachable
from votewatch.sources.selection import Selection


def test_new_votes_come_in_with_members_groups_and_periods(tmp_path: Path) -> None:
    world = World(tmp_path, detail(2), detail(1, OLD))
    report = world.run()
    assert (report.read, report.saved.new, report.exit_code) == (2, 2, 0)
    assert sorted(world.source.asked_votes()) == [1, 2]
    assert sorted(world.ledger()) == ["eu:v1", "eu:v2"]
    assert sorted(people.load(world.data, Parliament.EU)) == [10, 20, 30, 40]
    assert groups.load_groups(world.data)["ESN"].short_label == "ESN"
    spans = groups.load_memberships(world.data / "ledger/eu/memberships.jsonl")
    assert [(m.member, m.group, m.start, m.end) for m in spans] == [
        (10, "EPP", OLD[:10], None),
        (20, "ESN", OLD[:10], None),
        (30, "EPP", OLD[:10], None),
    ]


def test_only_votes_of_the_last_35_days_are_read_again(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1, OLD), detail(2, "2024-09-26T12:00:00"), detail(3, "2024-09-27T12:00:00"))
    world.run()
    world.source.asked.clear()
    report = world.run()
    assert world.source.asked_votes() == [3]
    assert (report.saved.new, report.saved.changed, report.saved.unchanged) == (0, 0, 1)


def test_an_unchanged_vote_read_on_another_day_changes_no_file(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1))
    world.run()
    before = world.texts()
    world.now += dt.timedelta(days=2)
    world.run()
    assert world.texts() == before


def test_a_changed_vote_replaces_the_stored_one(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1, result=None))
    world.run()
    world.source.votes[1]["result"] = "REJECTED"
    report = world.run()
    assert (report.saved.changed, world.ledger()["eu:v1"].result) == (1, Result.FAILED)


def test_related_votes_of_the_item_come_in_by_their_totals(tmp_path: Path) -> None:
    main = detail(1, NEW, related=[related(1, NEW), related(5, NEW, is_main=False, description="Am 5")])
    world = World(tmp_path, main, amendment(5))
    world.run()
    stored = world.ledger()
    assert stored["eu:v1"].positions == "DFFA"
    assert (stored["eu:v5"].totals, stored["eu:v5"].positions) == (stored["eu:v1"].totals, None)


def test_a_related_vote_on_the_whole_text_keeps_its_members(tmp_path: Path) -> None:
    consent = "Procédure d'approbation"
    main = detail(1, NEW, related=[related(5, NEW, is_main=False, description=consent)])
    world = World(tmp_path, main, detail(5, is_main=False, description=consent, related=[]))
    world.run()
    assert world.ledger()["eu:v5"].positions == "DFFA"


def test_a_related_vote_of_no_main_votes_item_is_not_kept(tmp_path: Path) -> None:
    main = detail(1, NEW, related=[related(5, NEW, is_main=False, description="Am 5")])
    world = World(tmp_path, main, amendment(5, procedure=None, reference="B10-0999/2024"))
    report = world.run()
    assert sorted(world.ledger()) == ["eu:v1"]
    assert "not kept: 1" in report.notes[0]


def test_a_related_vote_is_read_again_only_when_something_new_is_told(tmp_path: Path) -> None:
    told = related(5, NEW, is_main=False, description="Am 5", result=None)
    world = World(tmp_path, detail(1, NEW, related=[told]), amendment(5, result=None))
    world.run()
    world.source.asked.clear()
    world.run()
    assert world.source.asked_votes() == [1]
    told["result"] = world.source.votes[5]["result"] = "REJECTED"
    world.run()
    assert world.source.asked_votes() == [1, 5]
    assert world.ledger()["eu:v5"].result is Result.FAILED


def test_a_changed_main_vote_doubts_all_that_is_related(tmp_path: Path) -> None:
    told = related(5, NEW, is_main=False, description="Am 5")
    world = World(tmp_path, detail(1, NEW, related=[told]), amendment(5))
    world.run()
    world.source.asked.clear()
    world.source.votes[1]["display_title"] = world.source.votes[5]["display_title"] = "Fishing for ever"
    world.run()
    assert world.source.asked_votes() == [1, 5]
    assert {r.title for r in world.ledger().values()} == {"Fishing for ever"}


def test_a_vote_that_fails_stops_no_other_and_leaves_the_good_record(tmp_path: Path) -> None:
    world = World(tmp_path, detail(2), detail(1))
    world.run()
    good = world.ledger()["eu:v2"]
    world.source.votes[2] |= {"member_votes": [ballot(30, "FOR")]}
    world.source.votes[1]["result"] = "REJECTED"
    report = world.run()
    assert report.exit_code == 1
    assert [s.id for s in report.skipped] == ["eu:v2"]
    assert world.ledger()["eu:v2"] == good
    assert world.ledger()["eu:v1"].result is Result.FAILED
    [line] = skipped.load(world.data)
    assert (line.id, line.url, line.first_seen) == ("eu:v2", "http://127.0.0.1:9/htv/api/votes/2", "2024-11-01")
    assert "disagree" in line.reason


def test_a_vote_that_failed_is_tried_again_and_forgotten_when_it_heals(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1, OLD) | {"result": "LAPSED"})
    assert world.run().exit_code == 1
    world.source.votes[1]["result"] = "ADOPTED"
    assert world.run().exit_code == 0
    assert skipped.load(world.data) == []
    assert sorted(world.ledger()) == ["eu:v1"]


def test_a_main_vote_without_members_is_refused(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1), detail(2, member_votes=[]))
    report = world.run()
    assert [(s.id, s.reason) for s in report.skipped] == [("eu:v2", "a main vote without a single member")]


def test_a_stored_vote_never_loses_its_members(tmp_path: Path) -> None:
    consent = "Procédure d'approbation"
    main = detail(1, NEW, related=[related(5, NEW, is_main=False, description=consent)])
    world = World(tmp_path, main, detail(5, is_main=False, description=consent, related=[]))
    world.run()
    world.source.votes[5]["member_votes"] = []
    report = world.run(Selection(only=frozenset({5})))
    assert "the record has them all" in report.skipped[0].reason
    assert world.ledger()["eu:v5"].positions == "DFFA"


def test_an_answer_about_another_vote_is_refused(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1))
    world.source.votes[1] = detail(1) | {"id": 7}
    world.source.votes = {1: world.source.votes[1]}
    report = world.run(Selection(only=frozenset({1})))
    assert [(s.id, s.reason) for s in report.skipped] == [("eu:v1", "the answer is about eu:v7")]


def test_only_reads_just_the_votes_named_and_no_list(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1, OLD, related=[related(2, OLD)]), detail(2, OLD))
    world.run(Selection(only=frozenset({1})))
    assert world.source.asked == ["/htv/api/votes/1"]


def test_a_span_of_days_is_kept_to(tmp_path: Path) -> None:
    votes = [detail(n, f"2024-10-{n:02}T12:00:00") for n in (7, 8, 9, 10)]
    world = World(tmp_path, *votes)
    world.run(Selection(since="2024-10-08", until="2024-10-09"))
    assert sorted(world.source.asked_votes()) == [8, 9]  # two are asked at once, in either order


def test_a_second_run_asks_for_no_page_that_is_fresh(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1, OLD), detail(2))
    world.run()
    world.source.asked.clear()
    world.run(keep=True)
    assert world.source.asked == []


def test_a_page_kept_from_before_a_vote_settled_is_asked_for_again(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1))
    world.run()
    for path in (world.data / "ledger").rglob("2024-10.jsonl"):
        path.unlink()
    world.source.asked.clear()
    world.now += dt.timedelta(days=90)
    world.run(keep=True)
    assert world.source.asked_votes() == [1]


def test_a_source_that_is_down_ends_the_run_and_keeps_the_record(tmp_path: Path) -> None:
    world = World(tmp_path, *(detail(n, OLD) for n in range(1, 40)))
    world.source.down = {f"/htv/api/votes/{n}" for n in range(1, 40)}
    report = world.run()
    assert (report.exit_code, report.read) == (2, 0)
    assert len(report.skipped) < 39
    assert report.left == 39 - len(report.skipped)


def test_a_list_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    world = World(tmp_path, detail(1))
    world.source.down = {"/htv/api/votes"}
    with pytest.raises(Unreachable):
        world.run()


def test_a_main_vote_waits_for_its_related_ones(tmp_path: Path) -> None:
    """Were it saved alone, the next run would find it stored and never ask for the others."""
    rows = [related(n, OLD, is_main=False, description=f"Am {n}") for n in range(50, 60)]
    world = World(tmp_path, detail(1, OLD, related=rows), *(amendment(n, OLD) for n in range(50, 60)))
    world.source.down = {f"/htv/api/votes/{n}" for n in range(50, 60)}
    report = world.run()
    assert (report.exit_code, report.read, report.left, world.ledger()) == (2, 0, 1, {})
    world.source.down = set()
    world.run()
    assert len(world.ledger()) == 11


def test_it_asks_no_more_than_1_8_times_a_second(tmp_path: Path) -> None:
    assert EuSource().requests_per_second == 1.8
    world = World(tmp_path, *(detail(n, OLD) for n in range(1, 19)))
    world.run()
    assert world.seconds == pytest.approx(18 / 1.8)


def test_members_keep_the_newest_spelling(tmp_path: Path) -> None:
    world = World(tmp_path, detail(2), detail(1, OLD))
    world.run()
    changed = json.loads(json.dumps(detail(2)))
    changed["member_votes"][0]["member"]["last_name"] = "NEW NAME"
    world.source.votes[2] = changed
    world.run()
    member = people.load(world.data, Parliament.EU)[30]
    assert member == replace(member, last_name="NEW NAME")
