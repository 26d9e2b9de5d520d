"""One's own answers saved to a file, added from one, and deleted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.match.remembering import BALLOT, remember

pytestmark = pytest.mark.browser


def test_answers_are_saved_to_a_file_deleted_by_keyboard_and_added_from_the_file(
    page: Page, served: str, answers: dict[str, str], tmp_path: Path, asked: list[Request]
) -> None:
    remember(page, served, answers)
    page.goto(f"{served}/en/match/")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save my answers").click()
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    assert file.name == "votewatch-answers.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["version"] == 1
    assert {one["id"]: one["choice"] for one in kept["answers"]} == answers

    delete = page.get_by_role("button", name="Delete my answers")
    delete.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Delete all answers from this browser?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Keep")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(delete).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # keep
    expect(dialog).to_be_hidden()
    assert page.evaluate("localStorage.length") == len(answers)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Delete")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The answers are deleted from this browser.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator(".match__table")).to_have_count(0)

    page.get_by_label("Add answers from a file").set_input_files(file)
    expect(page.get_by_text(f"{len(answers)} answers were added.")).to_be_visible()
    expect(page.locator(".match__table").first).to_be_visible()
    assert page.evaluate("JSON.parse(localStorage.getItem('answer sk:9:99999'))") == {"ballot": BALLOT, "choice": "no"}
    assert asked


@pytest.mark.parametrize(
    "content",
    [
        "not JSON",
        '{"version":2,"answers":[]}',
        '{"version":1,"answers":[{"id":"sk:9:1","choice":"maybe","ballot":"abcdefgh"}]}',
        '{"version":1,"answers":[{"id":"../x","choice":"yes","ballot":"abcdefgh"}]}',
        '{"version":1,"answers":[{"id":"sk:9:1","choice":"yes"}]}',
        '{"version":1,"answers":[null]}',
    ],
)
def test_a_file_of_somebody_else_changes_nothing(
    page: Page, served: str, content: str, tmp_path: Path, asked: list[Request]
) -> None:
    file = tmp_path / "a.json"
    file.write_text(content, encoding="utf-8")
    page.goto(f"{served}/en/match/")
    page.get_by_label("Add answers from a file").set_input_files(file)
    expect(page.get_by_text("This file is not one of ours. Nothing was changed.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert asked


def test_an_answer_that_is_here_already_is_not_overwritten_by_a_file(page: Page, served: str, tmp_path: Path) -> None:
    remember(page, served, {"sk:9:1": "no"})
    file = tmp_path / "a.json"
    file.write_text(
        '{"version":1,"answers":[{"id":"sk:9:1","choice":"yes","ballot":"other-ballot"}]}', encoding="utf-8"
    )
    page.goto(f"{served}/en/match/")
    page.get_by_label("Add answers from a file").set_input_files(file)
    expect(page.get_by_text("0 answers were added.")).to_be_visible()
    assert page.evaluate("JSON.parse(localStorage.getItem('answer sk:9:1'))") == {"ballot": BALLOT, "choice": "no"}
