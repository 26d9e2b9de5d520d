"""Prompts, the shape of answers, and the key."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from votewatch.llm import prompts, tasks
from votewatch.llm.tasks import Task
from votewatch.model.errors import SettingsError

GOOD = 'version = "1"\nsystem = "Say it."\nuser = "Record: {brief}"\n'


def test_the_brief_goes_in_as_it_is_even_with_braces() -> None:
    messages = prompts.Prompt("t", "1", "S", "a {brief} b").messages("{brief} {x}")
    assert messages == [{"role": "system", "content": "S"}, {"role": "user", "content": "a {brief} {x} b"}]


def test_the_key_changes_with_model_prompt_schema_and_brief_and_with_nothing_else() -> None:
    task = tasks.explain()
    other_prompt = Task(replace(task.prompt, system=task.prompt.system + " Please."), task.schema)
    other_schema = Task(task.prompt, {**task.schema, "required": ["sk"]})
    keys = [
        task.key("m", "b"),
        task.key("n", "b"),
        task.key("m", "c"),
        other_prompt.key("m", "b"),
        other_schema.key("m", "b"),
    ]
    assert len(set(keys)) == len(keys)
    assert task.key("m", "b") == tasks.explain().key("m", "b")


def test_the_schema_holds_no_pattern_and_no_reference() -> None:
    words = json.dumps(tasks.explain().schema)
    assert '"pattern"' not in words
    assert "$ref" not in words


def test_the_prompt_holds_no_example_question_that_could_be_copied() -> None:
    task = tasks.explain()
    assert "?" not in task.prompt.system


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("version = ", "cannot be read"),
        ('version = "1"\nsystem = "x"\n', "must hold exactly the texts version, system and user"),
        (GOOD.replace('"1"', "1"), "must hold exactly the texts"),
        (GOOD.replace("{brief}", "brief"), "user must hold {brief} exactly once"),
    ],
)
def test_a_broken_prompt_is_refused_by_file(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"t\.toml: {reason}"):
        prompts.load("t", tmp_path)


def test_an_edited_prompt_has_another_version_even_under_the_same_number(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(GOOD, encoding="utf-8")
    before = prompts.load("t", tmp_path).version
    (tmp_path / "t.toml").write_text(GOOD.replace("Say it", "Say it now"), encoding="utf-8")
    assert prompts.load("t", tmp_path).version != before


@pytest.mark.parametrize("text", ['{"sk": {}}', '```json\n{"sk": {}}\n```', 'Here you are: {"sk": {}} Anything else?'])
def test_an_answer_is_found_among_words_and_fences(text: str) -> None:
    assert tasks.read_answer(text) == {"sk": {}}


@pytest.mark.parametrize("text", ["", "no", "{", "} {", '{"sk": ', '{"a": 1} and {"b": 2}', '{"a":' * 100_000 + "}"])
def test_an_answer_without_one_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        tasks.read_answer(text)
