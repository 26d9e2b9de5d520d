"""The radar's page in a browser: open to everybody, on a phone too, and without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.render.small_radar import asks, drawn_in, kept, posting
from votewatch.facts.radar.picture import Scored, draw
from votewatch.render.words import LANGUAGES

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = [320, 1280]
SHOWN = {
    "all": ["c++", "github actions", "on", "kubernetes", "python", "ansible", "jenkins", "terraform"],
    "unreviewed": ["c++", "github actions", "on"],
    "proven": ["kubernetes"],
    "claimed": ["python", "terraform"],
    "learning": ["ansible"],
    "none": ["jenkins"],
}


@pytest.fixture(scope="module")
def radar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small radar's page."""
    folder = tmp_path_factory.mktemp("radar")
    drawn_in(folder)
    return folder


def opened(context: BrowserContext, folder: Path, lang: str) -> Page:
    """The page as its owner opens it: a file of their own disk."""
    page = context.new_page()
    page.goto((folder / lang / "index.html").as_uri())
    return page


def open_details(page: Page) -> None:
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true }")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: Browser, radar: Path, lang: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 800}
    )
    try:
        page = opened(context, radar, lang)
        open_details(page)
        # The names of landmarks have a test of their own.
        options = {"runOnly": RULES, "rules": {"landmark-unique": {"enabled": False}}}
        results = Axe().run(page, options=options)
        assert results.violations_count == 0, results.generate_report()
    finally:
        context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_landmarks_have_the_same_name(page: Page, radar: Path, lang: str) -> None:
    page.goto((radar / lang / "index.html").as_uri())
    results = Axe().run(page, options={"runOnly": ["landmark-unique"]})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_does_not_scroll_sideways(browser: Browser, radar: Path, lang: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    try:
        page = opened(context, radar, lang)
        open_details(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_very_long_word_does_not_make_the_page_scroll_sideways(browser: Browser, tmp_path: Path, width: int) -> None:
    word = "Donaudampfschifffahrtselektrizitäten" * 6
    one = posting("A", company=word, title=word, locations=(word,))
    drawn_in(tmp_path, draw([kept(one)], [asks(one, word)], {}, {one.id: Scored(1, word, "model")}, [], least=1))
    context = browser.new_context(viewport={"width": width, "height": 800})
    try:
        assert opened(context, tmp_path, "sk").evaluate("document.documentElement.scrollWidth") <= width
    finally:
        context.close()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_filter_shows_the_skills_of_one_state(browser: Browser, radar: Path, lang: str, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    try:
        page = opened(context, radar, lang)
        for state in [*SHOWN, "all"]:
            page.locator(f"#f-{state}").check()
            expect(page.locator(".skills tbody tr:visible th")).to_have_text(SHOWN[state])
    finally:
        context.close()


def test_the_filter_is_worked_from_the_keyboard(page: Page, radar: Path) -> None:
    page.goto((radar / "en/index.html").as_uri())
    page.get_by_role("radio", name="all").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="unreviewed")).to_be_checked()
    expect(page.locator(".skills tbody tr:visible th")).to_have_text(SHOWN["unreviewed"])


def test_without_a_script_every_part_is_there_and_the_details_open(browser: Browser, radar: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = opened(context, radar, "en")
        expect(page.get_by_role("heading", level=2)).to_have_text(
            ["Skills", "Invisible skills", "Jobs", "Dropped", "Unknown names", "Sources", "History"]
        )
        sample = page.get_by_text("greenhouse:b:2")
        expect(sample).to_be_hidden()
        page.get_by_text("5 samples").click()
        expect(sample).to_be_visible()
        expect(page.locator("svg.spark")).to_be_visible()
    finally:
        context.close()


def test_the_two_languages_and_the_data_lead_to_each_other(page: Page, radar: Path) -> None:
    page.goto((radar / "sk/index.html").as_uri())
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url((radar / "en/index.html").as_uri())
    page.get_by_role("link", name="Slovensky").click()
    expect(page).to_have_url((radar / "sk/index.html").as_uri())
    page.get_by_role("link", name="Údaje tejto stránky").click()
    expect(page).to_have_url((radar / "radar.json").as_uri())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_keeps_its_own_policy_and_asks_for_nothing(page: Page, radar: Path, lang: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    address = (radar / lang / "index.html").as_uri()
    page.goto(address, wait_until="networkidle")
    assert (said, asked) == ([], [address])
    assert page.locator("main").evaluate("element => getComputedStyle(element).maxWidth") == "1152px"
