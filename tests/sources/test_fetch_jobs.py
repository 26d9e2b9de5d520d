"""`fetch jobs` from end to end against boards in memory: what is kept, and what a run says of its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.radar.house import on_disk
from tests.sources.jobs_world import ACME, ACME_AT, DAY, FEED_AT, ORBIT, ORBIT_AT, JobsWorld, counts, row_of
from tests.standin.jobs import greenhouse, himalayas, lever
from votewatch.ledger.radar import health
from votewatch.ledger.radar.boards import Kept
from votewatch.model.errors import LedgerError, SourceError
from votewatch.model.posting import Posting, WorkModel
from votewatch.settings import Company

ONE = greenhouse(1, "Platform Engineer", "Remote, EMEA", "You run Kubernetes.")
TWO = greenhouse(2, "Data Engineer", "Košice", "You run Airflow.")
OTHER = lever(1, "Backend Engineer", ["Europe", "Toronto"], "Python")


def acme_and_orbit(folder: Path, *companies: Company) -> JobsWorld:
    world = JobsWorld(folder, ACME, ORBIT, *companies)
    world.answers = {ACME_AT: {"jobs": [ONE, TWO]}, ORBIT_AT: [OTHER]}
    return world


def test_several_boards_and_a_feed_are_read_in_one_run(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, ACME, ORBIT, feeds=["himalayas"])
    feed = {"jobs": [himalayas(7)], "totalCount": 1}
    world.answers = {ACME_AT: {"jobs": [ONE, TWO]}, ORBIT_AT: [OTHER], FEED_AT: feed}
    report = world.run()
    assert (report.exit_code, report.asked) == (0, 3)
    assert [row.source for row in report.rows] == ["greenhouse:acme", "lever:orbit", "himalayas"]
    assert [row.kept for row in report.rows] == [Kept(2, 0, 0, 2), Kept(1, 0, 0, 1), Kept(1, 0, 0, 1)]
    assert report.lines() == [
        "sources: 3 read, 0 failed, 0 left for the next run, 0 disabled; 3 requests",
        "postings: 4, of these 4 new, 0 changed; 0 closed",
        "  greenhouse:acme: 2 postings, 2 new",
        "  lever:orbit: 1 postings, 1 new",
        "  himalayas: 1 postings, 1 new",
    ]
    assert world.stored("greenhouse:acme")["1"] == Posting(
        "greenhouse:acme:1", "greenhouse", "Acme", "Platform Engineer", ("Remote, EMEA",), WorkModel.UNKNOWN,
        "https://boards.example/1", "2026-05-04", "You run Kubernetes.",
    )  # fmt: skip


def test_the_whole_text_of_an_advert_is_kept(tmp_path: Path) -> None:
    advert = " ".join(f"word{number}" for number in range(20_000))
    world = JobsWorld(tmp_path, ACME)
    world.answers[ACME_AT] = {"jobs": [greenhouse(1, "Engineer", "Košice", advert)]}
    world.run()
    assert world.stored("greenhouse:acme")["1"].text == advert


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (500, "status 500, after 2 tries"),
        (404, "status 404"),
        (b"<html>Sorry</html>", "no JSON: Expecting value: line 1 column 1 (char 0)"),
        ({"ok": False, "error": "Document not found"}, "no list of postings: Document not found"),
    ],
)
def test_a_source_that_fails_is_a_row_and_costs_no_other(tmp_path: Path, broken: Any, reason: str) -> None:
    world = acme_and_orbit(tmp_path)
    world.answers[ORBIT_AT] = broken
    report = world.run()
    assert report.exit_code == 1
    assert counts(report, "greenhouse:acme") == (2, 0, 0, 2)
    failed = row_of(report, "lever:orbit")
    assert (failed.kept, failed.left, failed.health.since, failed.health.reason) == (None, False, DAY, reason)
    assert report.lines()[0].startswith("sources: 1 read, 1 failed, 0 left")
    assert report.lines()[-1] == f"  lever:orbit: FAILED since {DAY}: {reason}"


def test_a_run_in_which_all_sources_fail_ends_with_two(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.answers.clear()
    assert world.run().exit_code == 2


def test_a_failed_reading_closes_nothing(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.run()
    world.answers[ACME_AT] = 500
    world.run("2026-12-24")
    assert sorted(world.stored("greenhouse:acme")) == ["1", "2"]
    assert world.health("greenhouse:acme").postings == 2


def test_a_whole_reading_closes_what_it_lacks(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.run()
    world.answers[ACME_AT] = {"jobs": [TWO]}
    report = world.run()
    assert counts(report, "greenhouse:acme") == (0, 1, 0, 1)
    assert report.lines()[1] == "postings: 2, of these 0 new, 0 changed; 1 closed"
    assert list(world.stored("greenhouse:acme")) == ["2"]


def test_a_row_that_cannot_be_read_closes_nothing_and_is_noted(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.run()
    world.answers[ACME_AT] = {"jobs": [TWO, ONE | {"title": None}]}
    report = world.run()
    assert (report.exit_code, sorted(world.stored("greenhouse:acme"))) == (0, ["1", "2"])
    assert world.health("greenhouse:acme").note == "rows that could not be read: 1, first 1: title is missing"
    assert "  greenhouse:acme: 2 postings, 0 new; rows that could not be read: 1, first 1: title is missing" in (
        report.lines()
    )


def test_since_is_the_first_day_of_failing_until_the_source_recovers(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.run("2026-08-01")
    for day, status in (("2026-08-02", 500), ("2026-08-03", 500), ("2026-08-05", 404)):
        world.answers[ORBIT_AT] = status
        row = row_of(world.run(day), "lever:orbit")
        assert row.health.since == "2026-08-02"
    assert world.health("lever:orbit").reason == "status 404"
    world.answers[ORBIT_AT] = [OTHER]
    assert world.run("2026-08-06").exit_code == 0
    recovered = world.health("lever:orbit")
    assert (recovered.failing, recovered.since, recovered.reason, recovered.changed) == (False, "", "", "2026-08-06")


def test_a_source_that_fails_again_later_begins_a_new_count(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    for day, answer in (("2026-08-01", 500), ("2026-08-02", [OTHER]), ("2026-08-03", 500)):
        world.answers[ORBIT_AT] = answer
        world.run(day)
    assert world.health("lever:orbit").since == "2026-08-03"


def test_changed_is_the_day_that_last_brought_something_new(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.run("2026-08-01")
    world.run("2026-08-02")
    assert world.health("greenhouse:acme").changed == "2026-08-01"
    world.answers[ACME_AT] = {"jobs": [ONE, TWO | {"title": "Data Engineer II"}]}
    assert counts(world.run("2026-08-03"), "greenhouse:acme") == (0, 0, 1, 2)
    assert world.health("greenhouse:acme").changed == "2026-08-03"


@pytest.mark.parametrize("later", [DAY, "2026-08-05"])
def test_the_same_run_again_touches_no_file(tmp_path: Path, later: str) -> None:
    world = acme_and_orbit(tmp_path, Company("Gone", "lever", "gone"))
    world.answers[ACME_AT] = {"jobs": [ONE | {"mood": 1}, TWO | {"title": None}]}
    world.run()
    before = on_disk(world.state)
    assert sorted(before) == ["boards/greenhouse%3Aacme.jsonl", "boards/lever%3Aorbit.jsonl", "health.json"]
    world.run(later)
    assert on_disk(world.state) == before


def test_keys_that_the_reader_does_not_know_are_counted_and_told(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.answers[ACME_AT] = {"jobs": [ONE | {"mood": 1, "pay": 2}, TWO | {"mood": None}]}
    report = world.run()
    assert world.health("greenhouse:acme").unknown == {"mood": 2, "pay": 1}
    assert "  greenhouse:acme: 2 postings, 2 new; unknown keys: mood 2, pay 1" in report.lines()


def test_a_disabled_firm_is_listed_with_its_reason_and_not_asked(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path, Company("Nowhere", disabled="no public list"))
    report = world.run()
    assert [one.company for one in report.disabled] == ["Nowhere"]
    assert report.lines()[0].endswith("1 disabled; 2 requests")
    assert report.lines()[-1] == "  Nowhere: disabled: no public list"


def test_only_the_sources_asked_for_are_read(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.answers[ACME_AT] = 500
    world.run("2026-08-01")
    report = world.run("2026-08-02", only=["lever:orbit"])
    assert [row.source for row in report.rows] == ["lever:orbit"]
    assert world.health("greenhouse:acme").since == "2026-08-01"


def test_only_with_a_name_of_no_source_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    with pytest.raises(SourceError, match="lever:orbiter: is no source of the settings"):
        world.run(only=["lever:orbit", "lever:orbiter"])
    assert world.asked == []


def test_what_the_budget_leaves_is_read_by_the_next_run(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, ACME, Company("Bolts", "greenhouse", "bolts"), Company("Cogs", "greenhouse", "cogs"))
    for token in ("acme", "bolts", "cogs"):
        world.answers[f"boards-api.greenhouse.io/v1/boards/{token}/jobs"] = {"jobs": [ONE]}
    report = world.run(budget_minutes=1.5 / 60)  # at one request a second
    assert [(row.source, row.left) for row in report.rows] == [
        ("greenhouse:acme", False), ("greenhouse:bolts", False), ("greenhouse:cogs", True),
    ]  # fmt: skip
    assert (report.exit_code, row_of(report, "greenhouse:cogs").health.failing) == (0, False)
    assert report.lines()[0].startswith("sources: 2 read, 0 failed, 1 left for the next run")
    assert not any("cogs" in line for line in report.lines())
    assert sorted(health.load(world.state)) == ["greenhouse:acme", "greenhouse:bolts"]
    assert counts(world.run(), "greenhouse:cogs") == (1, 0, 0, 1)


def test_progress_is_told_of_every_source_whether_it_failed_or_not(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.answers[ORBIT_AT] = 404
    told: list[tuple[int, int]] = []
    world.run(progress=lambda done, wanted: told.append((done, wanted)))
    assert (len(told), max(told)) == (2, (2, 2))


def test_a_posting_file_that_was_spoilt_ends_the_run_by_name(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.run()
    (world.state / "boards/lever%3Aorbit.jsonl").write_text("{}\n")
    with pytest.raises(LedgerError, match=r"lever%3Aorbit\.jsonl:1: is no posting"):
        world.run()


def test_a_folder_that_cannot_be_made_is_a_ledger_error(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.state.symlink_to(tmp_path / "nowhere")
    with pytest.raises(LedgerError):
        world.run()


@pytest.mark.parametrize("where", ["https://careers:port/", "https://[careers", "ftp://careers.example/", ""])
def test_a_redirect_to_no_address_is_a_failure_of_that_source_alone(tmp_path: Path, where: str) -> None:
    world = acme_and_orbit(tmp_path)
    world.answers[ORBIT_AT] = lambda _: httpx.Response(302, headers={"location": where})
    assert world.run().exit_code == 1


def test_half_a_sign_in_an_unknown_key_does_not_end_the_run(tmp_path: Path) -> None:
    world = acme_and_orbit(tmp_path)
    world.answers[ORBIT_AT] = [OTHER | {"\ud83d": 1}]
    assert world.run().exit_code == 0


def test_a_board_that_stands_twice_in_the_settings_is_one_source(tmp_path: Path) -> None:
    world = JobsWorld(tmp_path, ACME, ACME)
    world.answers[ACME_AT] = {"jobs": [ONE]}
    assert len(world.run().rows) == 1
