"""A reader's way through topics on the built site: by keyboard, by phone, and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

NAMES = {
    "sk": ("Témy", "Spravodlivosť a právo", "Najnovšie rozhodnutia", "Tabuľka zákonov a slov", "Trestný zákon"),
    "en": ("Topics", "Justice and law", "Newest decisions", "The table of laws and words", "Trestný zákon"),
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["sk", "en"])
@pytest.mark.parametrize("script", [True, False])
def test_from_the_list_to_a_topic_a_year_a_decision_and_back(
    browser: Browser, served: str, lang: str, width: int, script: bool
) -> None:
    title, topic, newest, _, law = NAMES[lang]
    context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 800})
    try:
        page = context.new_page()
        page.goto(f"{served}/{lang}/t/")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        page.get_by_role("link", name=topic, exact=True).click()
        expect(page).to_have_url(f"{served}/{lang}/t/justice/")
        expect(page.get_by_role("heading", name=newest)).to_be_visible()
        page.get_by_role("link", name="2025", exact=True).click()
        expect(page).to_have_url(f"{served}/{lang}/t/justice/2025/")
        page.locator('.card a[href$="/d/sk-9-659/"]').click()
        expect(page.locator(".topic-reason")).to_contain_text(f"300/2005 ({law})")
        page.get_by_role("link", name=topic, exact=True).click()
        expect(page).to_have_url(f"{served}/{lang}/t/justice/")
    finally:
        context.close()


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_the_keyboard_reaches_the_first_topic_and_opens_it(page: Page, served: str, lang: str) -> None:
    page.goto(f"{served}/{lang}/t/")
    first = page.locator(".topics tbody a").first
    for _ in range(20):
        page.keyboard.press("Tab")
        if first.evaluate("element => element === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}/{lang}/t/economy-and-budget/")


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_the_table_says_which_law_stands_for_which_topic(page: Page, served: str, lang: str) -> None:
    page.goto(f"{served}/{lang}/t/justice/")
    page.get_by_role("link", name=NAMES[lang][3]).click()
    section = page.locator(".topic-table", has_text=NAMES[lang][1])
    expect(section).to_contain_text("300/2005 Trestný zákon")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["sk/t/", "sk/t/economy-and-budget/", "en/t/table/", "sk/t/health/2024/"])
def test_no_page_of_topics_scrolls_sideways(browser: Browser, served: str, width: int, path: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    try:
        page = context.new_page()
        page.goto(f"{served}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        context.close()
