"""The question to readers where something is missing: the server, the storage, the script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.question.stand import POLL, Stand, press, visit

pytestmark = pytest.mark.browser

NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"


@pytest.mark.parametrize(
    ("failure", "why"), [(0, "does not respond"), (503, "does not respond"), (429, "Try again in 7 s.")]
)
def test_an_answer_that_was_not_recorded_can_be_sent_again(reader: Page, stand: Stand, failure: int, why: str) -> None:
    question = visit(reader, stand)
    stand.failure = failure
    press(reader, "No")
    expect(question.get_by_role("alert")).to_contain_text("Your answer “No” could not be recorded.")
    expect(question.get_by_role("alert")).to_contain_text(why)
    stand.failure = None
    press(reader, "Try again")
    expect(question.locator(".tally__own")).to_contain_text("You answered no.")
    expect(question.get_by_role("alert")).to_have_count(0)
    assert len({said["ballot"] for _, said in stand.told}) == 1


def test_an_answer_that_could_not_be_withdrawn_still_counts(reader: Page, stand: Stand) -> None:
    question = visit(reader, stand)
    press(reader, "Yes")
    expect(question.locator(".tally")).to_be_visible()
    stand.failure = 503
    press(reader, "Withdraw my answer")
    expect(question.get_by_role("alert")).to_contain_text("it still counts")
    expect(question.locator(".tally__own")).to_contain_text("You answered yes.")


def test_ones_own_verdict_needs_no_server(reader: Page, stand: Stand) -> None:
    visit(reader, stand)
    press(reader, "Yes")
    expect(reader.locator(".tally")).to_be_visible()
    stand.failure = 0
    question = visit(reader, stand)
    expect(question.get_by_role("alert")).to_contain_text("Readers’ answers could not be loaded.")
    expect(question.locator(".tally__own")).to_contain_text("Parliament decided as you would.")
    expect(question.get_by_text("Readers:")).to_be_hidden()


def test_a_browser_that_stores_nothing_answers_and_is_told_so(reader: Page, stand: Stand) -> None:
    reader.add_init_script(NO_STORAGE)
    question = visit(reader, stand)
    press(reader, "Yes")
    expect(question).to_contain_text("it will not remember your answer")
    press(reader, "Withdraw my answer")
    expect(question.get_by_role("status")).to_contain_text("withdrawn")
    assert stand.answers == {}


def test_a_question_that_closes_meanwhile_says_so(reader: Page, stand: Stand) -> None:
    question = visit(reader, stand)
    stand.failure = 410
    press(reader, "Yes")
    expect(question.get_by_role("alert")).to_contain_text("could not be recorded. This question is closed.")
    expect(question.get_by_role("button", name="Try again")).to_be_hidden()
    expect(question.get_by_role("button", name="Yes", exact=True)).to_be_hidden()


def test_without_script_the_form_is_sent_by_the_browser(browser: Browser, stand: Stand) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        question = visit(page, stand)
        link = question.get_by_role("link", name="Just show the answers")
        assert link.get_attribute("href") == f"/api/polls/{POLL}/result?lang=en"
        expect(page.locator(".members-filter")).to_have_count(0)
        press(page, "Yes")
        assert page.url == f"{stand.address}/api/polls/{POLL}/result?lang=en"
        assert stand.told == [("FORM", {"lang": "en", "choice": "yes"})]
    finally:
        context.close()
