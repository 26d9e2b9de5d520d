"""A reader answers a question through nginx, in Chromium, with script and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import opened
from tests.deploy.processes import nginx, poll_api

pytestmark = pytest.mark.deploy


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Closed before the next module, whose tests may want an event loop of their own."""
    with opened(chromium) as browser:
        yield browser


@pytest.fixture
def address(site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site with an empty store."""
    with poll_api(tmp_path / "answers", site / "polls.json") as api:
        values = {"SITE_ROOT": str(site), "POLL_API": api.removeprefix("http://")}
        with nginx(tmp_path / "state", values) as server:
            yield server.address


def test_with_script_the_answer_is_counted_and_the_policy_hinders_nothing(page: Page, address: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/en/d/sk-9-20/")
    question = page.locator("#question")
    with page.expect_response(lambda reply: reply.request.method == "POST") as reply:
        question.get_by_role("button", name="Yes", exact=True).click()
    assert reply.value.json()["n"] == 1
    expect(question.locator(".tally__own")).to_contain_text("Parliament decided")
    page.reload()
    expect(question.locator(".tally")).to_contain_text("Readers: 1 of 10 answers")
    assert refused == []


def test_without_script_the_answer_leads_to_the_result_and_can_be_withdrawn(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sk-SK")
    page = context.new_page()
    page.goto(f"{address}/")
    expect(page).to_have_url(f"{address}/sk/")
    page.goto(f"{address}/sk/d/sk-9-20/")
    page.locator("#question").get_by_role("button", name="Áno", exact=True).click()
    expect(page).to_have_url(f"{address}/api/polls/sk:9:20/result?lang=sk")
    expect(page.get_by_text("Odpovedali ste: áno.")).to_be_visible()
    page.get_by_role("button", name="Stiahnuť odpoveď").click()
    expect(page.get_by_text("Na túto otázku ste v tomto prehliadači neodpovedali.")).to_be_visible()
    context.close()
