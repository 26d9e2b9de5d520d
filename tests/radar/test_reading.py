"""Adverts read once: rows mark a posting as read, and what gave none is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.radar.ground import Model, ground, job, never
from tests.radar.house import on_disk
from votewatch.ledger.radar import aliases, read_skills
from votewatch.llm.ask import Ask, AskError
from votewatch.model.posting import Posting
from votewatch.model.skill import Asked
from votewatch.radar.reading import SAVE_EVERY, ReadReport, read_adverts
from votewatch.settings import Settings

SAID = json.dumps({"seniority": "mid", "skills": [{"name": "Kubernetes", "importance": "nice"}]})
NOTHING = json.dumps({"seniority": "mid", "skills": []})
AWAY = AskError("away", status=503)


def read(settings: Settings, ask: Ask, *postings: Posting) -> tuple[list[Asked], ReadReport]:
    return read_adverts(settings, postings, aliases.load(settings.paths.data), ask)


def skills(rows: list[Asked]) -> list[tuple[str, str, str, str]]:
    return [(row.job.rpartition(":")[2], row.skill, row.importance.value, row.by.partition(":")[0]) for row in rows]


def test_without_a_model_the_table_reads(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    rows, report = read(settings, never, job(1), job(2, "You run Kubernetes. Rust is a plus."))
    assert skills(rows) == [
        ("1", "kubernetes", "must", "table"),
        ("1", "python", "must", "table"),
        ("2", "kubernetes", "must", "table"),
        ("2", "rust", "nice", "table"),
    ]
    assert report == ReadReport(by_table=2)
    assert read_skills.load(settings.radar.state) == rows


def test_what_the_table_read_is_not_read_again(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    rows, _ = read(settings, never, job(1))
    before = on_disk(tmp_path)
    assert read(settings, never, job(1)) == (rows, ReadReport(before=1))
    assert on_disk(tmp_path) == before


def test_an_advert_that_was_edited_is_read_again(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    read(settings, never, job(1))
    rows, report = read(settings, never, job(1, "You write Kotlin."))
    assert (skills(rows), report) == ([("1", "kotlin", "must", "table")], ReadReport(by_table=1))


def test_another_table_reads_everything_again(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    read(settings, never, job(1, "You know Klopstokia."))
    path = aliases.path_of(settings.paths.data)
    path.write_text(path.read_text(encoding="utf-8") + '\n[new]\nklopstokia = ["klopstokia"]\n', encoding="utf-8")
    rows, _ = read(settings, never, job(1, "You know Klopstokia."))
    assert skills(rows) == [("1", "klopstokia", "must", "table")]


def test_a_posting_without_rows_is_read_again_and_counted_as_naming_nothing(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    for _ in range(2):
        assert read(settings, never, job(1, "You are nice.", title="Clerk")) == ([], ReadReport(nothing=1))


def test_a_model_reads_each_advert_once(tmp_path: Path) -> None:
    settings, model = ground(tmp_path, model="openai/small"), Model(SAID)
    rows, report = read(settings, model, job(1), job(2))
    assert (report, len(model.requests)) == (ReadReport(by_model=2), 2)
    assert [(row.skill, row.importance.value) for row in rows] == [("kubernetes", "nice")] * 2
    assert all(row.by.startswith("model:openai/small@") for row in rows)
    assert read(settings, never, job(1), job(2)) == (rows, ReadReport(before=2))


def test_another_model_reads_again(tmp_path: Path) -> None:
    read(ground(tmp_path, model="openai/small"), Model(SAID), job(1))
    model = Model(SAID)
    read(ground(tmp_path, model="openai/large"), model, job(1))
    assert len(model.requests) == 1


def test_an_edited_advert_is_shown_to_the_model_again(tmp_path: Path) -> None:
    settings, model = ground(tmp_path, model="openai/small"), Model(SAID)
    read(settings, model, job(1))
    read(settings, model, job(1, "You run Kubernetes at night."))
    assert "at night" in model.requests[1].messages[1][1]


def test_a_model_that_named_nothing_is_asked_again_by_the_next_run(tmp_path: Path) -> None:
    settings, model = ground(tmp_path, model="openai/small"), Model(NOTHING)
    for run in (1, 2):
        assert read(settings, model, job(1, "You are nice.", title="Clerk")) == ([], ReadReport(nothing=1))
        assert len(model.requests) == run


@pytest.mark.parametrize("answer", ["no JSON", SAID.replace("nice", "must|nice"), SAID.replace("Kubernetes", "Cobol")])
def test_the_table_stands_in_for_a_refused_reply_and_the_next_run_asks_again(tmp_path: Path, answer: str) -> None:
    settings, model = ground(tmp_path, model="openai/small"), Model(answer)
    rows, report = read(settings, model, job(1))
    assert {row.by.partition(":")[0] for row in rows} == {"table"}
    assert report == ReadReport(by_table=1, refused=1)
    rows, report = read(settings, Model(SAID), job(1))
    assert {row.by.partition(":")[0] for row in rows} == {"model"}
    assert report == ReadReport(by_model=1)


def test_a_model_that_is_away_is_given_up_after_three_and_the_table_reads_the_rest(tmp_path: Path) -> None:
    settings, model = ground(tmp_path, model="openai/small"), Model(AWAY)
    rows, report = read(settings, model, *(job(number) for number in range(1, 8)))
    assert len(model.requests) == 3
    assert report == ReadReport(by_table=7, reason="away")
    assert "the model was given up: away" in report.line()
    assert {row.job.rpartition(":")[2] for row in rows} == set("1234567")
    model = Model(SAID)
    assert read(settings, model, *(job(number) for number in range(1, 8)))[1] == ReadReport(by_model=7)


def test_a_refused_key_gives_the_model_up_at_once(tmp_path: Path) -> None:
    model = Model(AskError("refused", status=401))
    _, report = read(ground(tmp_path, model="openai/small"), model, job(1), job(2))
    assert (len(model.requests), report.reason) == (1, "refused")


@pytest.mark.parametrize("answer", [SAID, "no JSON"])
def test_an_answer_between_failures_keeps_the_model(tmp_path: Path, answer: str) -> None:
    model = Model(AWAY, AWAY, answer, AWAY, AWAY, SAID)
    _, report = read(ground(tmp_path, model="openai/small"), model, *(job(number) for number in range(1, 7)))
    assert (len(model.requests), report.reason) == (6, "")


def test_what_a_model_read_stays_when_it_is_away_later(tmp_path: Path) -> None:
    settings = ground(tmp_path, model="openai/small")
    rows, _ = read(settings, Model(SAID), job(1))
    later, report = read(settings, Model(AWAY), job(1), job(2))
    assert [row for row in later if row.job == job(1).id] == rows
    assert report == ReadReport(by_table=1, before=1)


def test_rows_of_closed_postings_are_forgotten(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    read(settings, never, job(1), job(2))
    read(settings, never, job(2))
    assert {row.job for row in read_skills.load(settings.radar.state)} == {job(2).id}


def test_a_run_that_ends_early_keeps_what_was_paid_for_and_what_was_there(tmp_path: Path) -> None:
    settings = ground(tmp_path, model="openai/small")
    last = job(99)
    read(settings, Model(SAID), last)
    model = Model(*[SAID] * SAVE_EVERY, RuntimeError("killed"))
    with pytest.raises(RuntimeError, match="killed"):
        read(settings, model, *(job(number) for number in range(1, SAVE_EVERY + 2)), last)
    kept = {row.job for row in read_skills.load(settings.radar.state)}
    assert kept == {last.id, *(job(number).id for number in range(1, SAVE_EVERY + 1))}


def test_progress_is_told_while_a_model_reads(tmp_path: Path) -> None:
    settings = ground(tmp_path, model="openai/small")
    told: list[tuple[int, int]] = []
    postings = [job(number) for number in range(1, 2 * SAVE_EVERY + 2)]
    table = aliases.load(settings.paths.data)
    read_adverts(settings, postings, table, Model(SAID), lambda done, wanted: told.append((done, wanted)))
    assert told == [(SAVE_EVERY, len(postings)), (2 * SAVE_EVERY, len(postings))]
