"""polls.json: the renderer writes what tests/contract/polls.json holds; the poll API's tests read the same file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from poll_api.polls import Doubt, read
from votewatch.facts import eu, sk
from votewatch.ledger import corrections, exceptions, files
from votewatch.model.readers import Flag
from votewatch.render.questions import Question, lines, load, opening, polls
from votewatch.render.words import LANGUAGES, Words

ROOT = Path(__file__).parents[2]
FIXTURE = json.loads((ROOT / "tests/contract/polls.json").read_text(encoding="utf-8"))


def test_the_renderer_writes_the_file_that_the_poll_api_reads(tmp_path: Path) -> None:
    asked = [
        Question(row["id"], tuple(row["question"].items()), row["opened"], row["closes"]) for row in FIXTURE["polls"]
    ]
    (tmp_path / "polls.jsonl").write_text(lines(asked), encoding="utf-8")
    data = ROOT / "data"
    roll_calls = corrections.apply(files.load(data), corrections.load(data))
    listed = exceptions.load(data)
    decisions = [*sk.decide(roll_calls, listed), *eu.decide(roll_calls, listed)]
    assert polls(decisions, load(tmp_path)) == FIXTURE


def test_a_verdict_that_a_person_withdrew_is_told_to_the_poll_api(tmp_path: Path) -> None:
    data = ROOT / "data"
    [decision] = [d for d in sk.decide(files.load(data), exceptions.load(data)) if d.id == "sk:9:733"]
    asked = Question("sk:9:733", (("sk", "Mala?"), ("en", "Should?")), "2026-11-01", None)
    flag = Flag("sk:9:733", "2026-12-01", None, (("sk", "Priveľa naraz."), ("en", "Too many at once.")))
    file = tmp_path / "polls.json"
    file.write_text(json.dumps(polls([decision], {asked.id: asked}, {flag.id: flag})), encoding="utf-8")
    told = read(file)["sk:9:733"].doubt
    assert told == Doubt(date(2026, 12, 1), {"sk": "Priveľa naraz.", "en": "Too many at once."})


def test_a_question_is_open_for_its_window_and_an_old_one_for_ever() -> None:
    data = ROOT / "data"
    words = {lang: Words.read(ROOT / "site_src" / "words", lang) for lang in LANGUAGES}
    [decision] = [d for d in sk.decide(files.load(data), exceptions.load(data)) if d.id == "sk:9:733"]
    # Voted on 2025-09-26. The day of opening and the day of closing both count.
    for today, closes in (
        ("2025-09-27", "2025-12-26"),
        ("2025-12-25", "2026-03-25"),
        ("2025-12-26", None),
    ):
        [question] = opening([decision], {}, words, today, 90)
        assert (question.opened, question.closes) == (today, closes)
