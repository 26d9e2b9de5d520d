"""The radar as a whole: what changed is written, and nothing else is."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.radar.ground import WORLD, Model, ground, job, never
from tests.radar.house import on_disk
from votewatch.facts.radar.picture import Scored
from votewatch.ledger.radar import history, registry, scores
from votewatch.llm.ask import AskError
from votewatch.model.errors import LedgerError
from votewatch.model.posting import Posting
from votewatch.model.radar import Point
from votewatch.radar import drawing
from votewatch.settings import Settings

# Two firms ask for Kubernetes, which is proven, one of them for Python as well, which one firm alone does not count.
JOBS = [job(1), job(2, "You run Kubernetes.", company="Orbit"), job(3, title="Baker")]


def build(settings: Settings, today: str = "2026-11-20") -> drawing.Drawn:
    return drawing.build(settings, never, today=today, world=WORLD)


def names(drawn: drawing.Drawn) -> list[str]:
    return [
        Path(name).as_posix().rpartition("/private/radar/")[2].rpartition("/data/radar/")[2] for name in drawn.written
    ]


def test_a_first_run_writes_the_series_the_data_and_a_page_in_each_language(tmp_path: Path) -> None:
    drawn = build(ground(tmp_path, JOBS))
    assert names(drawn) == ["history.jsonl", "radar.json", "sk/index.html", "en/index.html"]
    assert drawn.lines()[:3] == [
        "postings: 3 read, 2 kept, 1 dropped; 2 firms",
        "skills: 0 adverts read by the model, 2 by the table, 0 before",
        "coverage: 100.0 %",
    ]
    assert all(Path(name).is_file() for name in drawn.written)


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    settings = ground(tmp_path, JOBS)
    build(settings)
    before = on_disk(tmp_path)
    drawn = build(settings)
    assert drawn.written == ()
    assert drawn.lines()[-1] == "files changed: 0"
    assert on_disk(tmp_path) == before


def test_a_later_day_on_which_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    settings = ground(tmp_path, JOBS)
    build(settings)
    before = on_disk(tmp_path)
    assert build(settings, "2026-12-24").written == ()
    assert on_disk(tmp_path) == before


def test_a_day_on_which_a_number_changed_is_a_point_of_the_series(tmp_path: Path) -> None:
    build(ground(tmp_path, JOBS))
    settings = ground(tmp_path, [*JOBS, job(4, company="Orbit")])
    assert names(build(settings, "2026-11-21")) == ["history.jsonl", "radar.json", "sk/index.html", "en/index.html"]
    assert history.load(settings.paths.data) == [
        Point("2026-11-20", 1000, 1, 2, 2),
        # Python is claimed, and asked for by both firms now: 3 of 4 parts.
        Point("2026-11-21", 750, 2, 2, 3),
    ]


def test_a_change_that_moves_no_number_leaves_the_series(tmp_path: Path) -> None:
    build(ground(tmp_path, JOBS))
    settings = ground(tmp_path, [job(1, title="Senior Platform Engineer"), *JOBS[1:]])
    assert names(build(settings, "2026-11-21")) == ["radar.json", "sk/index.html", "en/index.html"]


def test_without_a_posting_the_page_is_still_written(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    drawn = build(settings)
    assert drawn.lines()[2] == "coverage: nothing in demand"
    assert history.load(settings.paths.data) == [Point("2026-11-20", None, 0, 0, 0)]
    assert build(settings).written == ()


def test_the_series_says_neither_who_asks_nor_for_what(tmp_path: Path) -> None:
    settings = ground(tmp_path, JOBS)
    build(settings)
    [line] = history.path_of(settings.paths.data).read_text(encoding="utf-8").splitlines()
    assert json.loads(line).keys() == {"day", "score", "skills", "firms", "postings"}


def test_nothing_of_the_profile_is_on_the_page(tmp_path: Path) -> None:
    drawn = build(ground(tmp_path, JOBS))
    for name in drawn.written:
        text = Path(name).read_text(encoding="utf-8")
        assert [word for word in ("Žofia", "zofia@", "4263", "Terraform") if word in text] == []


def test_the_page_shows_the_scores_that_a_model_gave(tmp_path: Path) -> None:
    settings = ground(tmp_path, JOBS, model="openai/small")
    scores.add(settings.radar.state, job(1).id, Scored(91, "Fits well.", "model"))
    drawn = drawing.build(settings, Model(AskError("away", status=503)), today="2026-11-20", world=WORLD)
    first, second = drawn.picture.kept
    assert (first[0].posting.id, first[1]) == (job(1).id, Scored(91, "Fits well.", "model"))
    assert second[1].by == "keywords"


def test_the_page_is_drawn_again_with_new_scores_without_asking_a_model(tmp_path: Path) -> None:
    settings = ground(tmp_path, JOBS, model="openai/small")
    assert drawing.redraw(settings, today="2026-11-20", world=WORLD) == ()  # there is no page yet
    # The second advert is refused: the table reads it, and the next build asks again.
    model = Model('{"seniority": "mid", "skills": [{"name": "Kubernetes", "importance": "must"}]}', "no reading")
    drawing.build(settings, model, today="2026-11-20", world=WORLD)
    scores.add(settings.radar.state, job(1).id, Scored(91, "Fits well.", "model"))
    written = drawing.redraw(settings, today="2026-11-20", world=WORLD)
    assert [Path(name).name for name in written] == ["radar.json", "index.html", "index.html"]
    assert drawing.build(settings, model, today="2026-11-20", world=WORLD).written == ()


def test_a_broken_registry_stops_the_run_before_anything_is_written(tmp_path: Path) -> None:
    settings = ground(tmp_path, JOBS)
    registry.path_of(settings.paths.data).write_text("```yaml\n- skill: go\n  state: maybe\n```\n", encoding="utf-8")
    before = on_disk(tmp_path)
    with pytest.raises(LedgerError, match=r"skills\.md:3: go: state is 'maybe'"):
        build(settings)
    assert on_disk(tmp_path) == before


@pytest.mark.parametrize("least", [1, 2, 3])
def test_the_score_counts_skills_that_enough_firms_name(tmp_path: Path, least: int) -> None:
    settings = ground(tmp_path, JOBS)
    file = tmp_path / "votewatch.toml"
    text = file.read_text(encoding="utf-8").replace("[radar]\n", f"[radar]\nleast_companies = {least}\n")
    file.write_text(text, encoding="utf-8")
    settings = ground(tmp_path, JOBS)
    # Kubernetes, proven, by two firms; Python, claimed, by one.
    wanted = {1: Fraction(5, 6), 2: Fraction(1), 3: None}[least]
    assert build(settings).picture.coverage.score == wanted


def test_one_firm_under_two_spellings_counts_once(tmp_path: Path) -> None:
    twice: list[Posting] = [job(1, company="Acme"), job(2, company="ACME, Inc.")]
    assert build(ground(tmp_path, twice)).picture.firms == 1
