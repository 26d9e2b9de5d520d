"""Who votes as I do, on the built site: nothing of the answers leaves the browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.match.remembering import BALLOT, questions, remember

pytestmark = pytest.mark.browser


def test_nothing_of_the_answers_leaves_the_browser(
    page: Page, served: str, answers: dict[str, str], asked: list[Request]
) -> None:
    remember(page, served, answers)
    page.goto(f"{served}/sk/match/")
    page.locator(".match__open").first.click()
    expect(page.locator(".match__votes")).to_be_visible()
    page.get_by_label("Hľadať podľa mena").first.fill("Fico")
    page.get_by_label("Len poslanci zo Slovenska").check()
    page.locator(".match__open").last.click()
    with page.expect_download():
        page.get_by_role("button", name="Uložiť moje odpovede").click()
    page.get_by_role("button", name="Zmazať moje odpovede").click()
    page.get_by_role("button", name="Zmazať", exact=True).click()
    expect(page.get_by_text("Odpovede sú z tohto prehliadača zmazané.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    sent = [request for request in asked if not request.url.startswith(f"blob:{served}/")]
    addresses = {request.url.removeprefix(served) for request in sent}
    assert {request.method for request in sent} == {"GET"}
    assert [request.post_data for request in sent if request.post_data] == []
    assets = r"/assets/[a-z-]+\.[0-9a-f]{12}\.(css|js)"
    allowed = re.compile(rf"/favicon\.svg|/sk/match/|{assets}|/match/votes-(sk|eu)\.json|/match/titles-sk\.json")
    assert [address for address in addresses if not allowed.fullmatch(address)] == []
    told = " ".join(f"{request.url} {request.headers}" for request in sent)
    assert [id for id in answers if id in told or id.replace(":", "-") in told] == []
    assert BALLOT not in told


def test_two_readers_with_other_answers_ask_for_the_very_same_files(
    browser: Browser, served: str, built_site: Path
) -> None:
    def files_of(parliament: str, choice: str) -> list[str]:
        context = browser.new_context()
        page = context.new_page()
        remember(page, served, dict.fromkeys(questions(built_site, parliament)[-7:], choice))
        found: list[str] = []
        page.on("request", lambda request: found.append(request.url))
        page.goto(f"{served}/en/match/", wait_until="networkidle")
        page.locator(".match__open").first.click()
        expect(page.locator(".match__votes")).to_be_visible()
        context.close()
        return sorted(found)

    assert files_of("sk", "yes") == files_of("eu", "no")


def test_nothing_is_loaded_for_a_reader_without_answers(page: Page, served: str, asked: list[Request]) -> None:
    page.goto(f"{served}/en/match/", wait_until="networkidle")
    expect(page.get_by_text("This browser holds no answer of yours.")).to_be_visible()
    assert [request.url for request in asked if "/match/votes" in request.url] == []
    expect(page.get_by_role("button", name="Save my answers")).to_be_disabled()
    expect(page.get_by_role("button", name="Delete my answers")).to_be_disabled()
