"""Questions once published: what stands in data/polls.jsonl, and how one takes the place of another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.small_record import record
from votewatch.model.errors import LedgerError
from votewatch.model.prose import Prose, Text
from votewatch.render.questions import Question, append, load, opening, polls, reworded, successor
from votewatch.render.words import LANGUAGES, Words

ROOT = Path(__file__).parents[2]
WORDS = {lang: Words.read(ROOT / "site_src/words", lang) for lang in LANGUAGES}
FIRST = Question("sk:9:20", (("sk", "Stará?"), ("en", "Old?")), "2026-11-01", "2027-01-30")
NEW = (("sk", "Nová?"), ("en", "New?"))


def written(question: str) -> Text:
    return Text("Nadpis", "Dve vety. Druhá.", question, "editorial", "", "", "", "1", "2026-11-23")


def test_a_successor_has_an_id_of_its_own_and_the_old_question_closes_the_day_before(tmp_path: Path) -> None:
    append(tmp_path, [FIRST])
    append(tmp_path, [successor(FIRST, NEW, "2026-11-20")])
    held = load(tmp_path)["sk:9:20"]
    assert (held.id, held.opened, held.closes) == ("sk:9:20:q2", "2026-11-20", "2027-01-30")
    assert held.replaces == replace(FIRST, closes="2026-11-19")
    third = successor(held, NEW, "2026-11-25")
    assert (third.id, third.decision) == ("sk:9:20:q3", "sk:9:20")


def test_a_question_replaced_on_the_day_it_opened_closes_that_day() -> None:
    replaced = successor(FIRST, NEW, FIRST.opened).replaces
    assert replaced is not None
    assert replaced.closes == FIRST.opened


@pytest.mark.parametrize("made", [replace(FIRST), replace(FIRST, id="sk:9:20:q3"), replace(FIRST, id="sk:9:21:q2")])
def test_a_line_that_supersedes_nothing_in_force_is_refused_by_file_and_line(tmp_path: Path, made: Question) -> None:
    append(tmp_path, [FIRST, made])
    with pytest.raises(LedgerError, match=r"polls\.jsonl:2: "):
        load(tmp_path)


def test_polls_json_keeps_the_closed_question_beside_the_new_one() -> None:
    rows = polls(record().decisions, {"sk:9:20": successor(FIRST, NEW, "2026-11-20")})["polls"]
    assert [(row["id"], row["closes"]) for row in rows] == [("sk:9:20", "2026-11-19"), ("sk:9:20:q2", "2027-01-30")]


def test_the_written_question_is_asked_where_there_is_one_and_the_template_where_not() -> None:
    prose = {"sk:9:20": Prose("sk:9:20", sk=written("Má sa zmeniť zákon o reklame?"))}
    [made] = [q for q in opening(record().decisions, {}, WORDS, "2026-11-23", 90, prose) if q.id == "sk:9:20"]
    assert made.words("sk") == "Má sa zmeniť zákon o reklame?"
    assert made.words("en").startswith("Should the National Council have adopted")


def test_prose_written_later_raises_no_alarm_and_a_template_that_changed_does() -> None:
    questions = {"sk:9:20": FIRST}
    assert len(reworded(record().decisions, questions, WORDS)) == 1
    assert reworded(record().decisions, questions, WORDS, {"sk:9:20": Prose("sk:9:20", sk=written("X?"))}) == []
