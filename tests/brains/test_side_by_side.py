"""Two brains at once, and a set of questions as a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.brains.scripted import Script, calls, reader, says
from votewatch.brains import side_by_side
from votewatch.model.errors import SettingsError


def test_both_answer_and_each_is_judged() -> None:
    first = reader(Script(calls("decision", id="sk:9:20"), says("64 voted for it.")))
    second = reader(Script(says("I think 70 voted for it.")), name="local")
    answers = side_by_side.ask("How many voted for print 20?", [first, second])
    assert [(one.told.brain, one.verdict.grounded) for one in answers] == [("cloud", True), ("local", False)]
    told = answers[0].as_json()
    assert (told["calls"], told["rounds"]) == ([{"tool": "decision", "arguments": '{"id": "sk:9:20"}', "ok": True}], 2)


def test_a_private_question_stays_in_the_house() -> None:
    outside, inside = Script(), Script(says("I cannot tell."))
    question = "My e-mail is jana.kovacova@example.sk, what did parliament decide?"
    answers = side_by_side.ask(question, [reader(outside), reader(inside, name="local")])
    assert outside.asked == []
    assert len(inside.asked) == 1
    assert answers[0].told.error == "not sent: the question holds email"
    assert "kovacova" not in str(answers[0].as_json())


def test_the_table_counts_what_each_did() -> None:
    asked = (side_by_side.Question("a", ("64",)), side_by_side.Question("b"))
    script = Script(calls("decision", id="sk:9:20"), says("64 for."), says("77 for."))
    answers = [side_by_side.ask(one.text, [reader(script)]) for one in asked]
    (row,) = side_by_side.compare(asked, answers)
    assert (row.questions, row.looked_up, row.grounded, row.invented, row.right, row.errors) == (2, 1, 1, 0, 1, 0)
    assert row.tokens == 45


def test_a_set_is_read(tmp_path: Path) -> None:
    file = tmp_path / "q.toml"
    file.write_text('[[question]]\ntext = "Čo?"\nsays = ["90"]\n[[question]]\ntext = "Who?"\n', encoding="utf-8")
    assert side_by_side.questions(file) == (side_by_side.Question("Čo?", ("90",)), side_by_side.Question("Who?"))


@pytest.mark.parametrize(
    "text", ["", "x = 1", "[[question]]\ntext = 1", "[[question]]\nsays = []", '[[question]]\ntext = "a"\nsay = 1', "["]
)
def test_a_set_that_cannot_be_used_is_refused_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "q.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"q\.toml"):
        side_by_side.questions(file)


def test_the_committed_set_can_be_read(root: Path) -> None:
    asked = side_by_side.questions(root / "data" / "questions.toml")
    assert len(asked) >= 12
    assert all(one.says for one in asked)
