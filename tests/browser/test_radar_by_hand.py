"""The radar's page used by hand: it filters without a script, fits every width, and is open to everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.render.small_picture import ODD, picture, posting, render_in
from votewatch.model.skill import Asked, Importance
from votewatch.render.words import LANGUAGES

pytestmark = pytest.mark.browser

STATES = {
    "unreviewed": {"c++", "čipy", "ci/cd", "node.js", ODD, "yes"},
    "proven": {"kubernetes"},
    "claimed": {"python"},
    "learning": {"terraform"},
    "none": {"cobol"},
}
RULES: dict[str, Any] = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Asked for by a test of its own.
BUT_ONE = RULES | {"rules": {"landmark-unique": {"enabled": False}}}
Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser, tmp_path: Path) -> Iterator[Opens]:
    """Opens the page of the small picture as its owner does, from a file, in one language."""
    contexts: list[BrowserContext] = []
    render_in(tmp_path)

    def open_it(lang: str, width: int = 1280, **options: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, **options))
        page = contexts[-1].new_page()
        page.goto((tmp_path / lang / "index.html").as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()


def unfold(page: Page) -> None:
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true }")


def shown(page: Page) -> set[str]:
    heads = page.locator("table.skills tbody th").all()
    return {(head.text_content() or "").strip() for head in heads if head.is_visible()}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(opens: Opens, lang: str, scheme: str, width: int) -> None:
    page = opens(lang, width, color_scheme=scheme)
    unfold(page)
    results = Axe().run(page, options=BUT_ONE)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_landmark_has_a_name_of_its_own(opens: Opens, lang: str) -> None:
    results = Axe().run(opens(lang), options={"runOnly": ["landmark-unique"]})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_does_not_scroll_sideways(opens: Opens, lang: str, width: int) -> None:
    page = opens(lang, width)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_focused_filter_is_seen(opens: Opens, scheme: str, width: int) -> None:
    page = opens("en", width, color_scheme=scheme)
    page.keyboard.press("Tab")
    page.locator("#f-all").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#f-unreviewed").evaluate("element => getComputedStyle(element).outlineStyle") != "none"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_states_filter_without_a_script(opens: Opens, lang: str) -> None:
    page = opens(lang, java_script_enabled=False)
    everything = set().union(*STATES.values())
    assert shown(page) == everything
    for state, skills in STATES.items():
        page.locator(f"#f-{state}").check()
        assert shown(page) == skills
    page.locator("#f-all").check()
    assert shown(page) == everything


def test_the_states_are_chosen_by_keyboard(opens: Opens) -> None:
    page = opens("en")
    page.locator("#f-all").focus()
    page.keyboard.press("ArrowRight")
    assert shown(page) == STATES["unreviewed"]
    page.keyboard.press("ArrowRight")
    assert shown(page) == STATES["proven"]


def test_a_filter_of_skills_hides_no_job(opens: Opens) -> None:
    page = opens("en")
    before = page.locator("table.jobs tbody tr:visible").count()
    page.locator("#f-none").check()
    assert page.locator("table.jobs tbody tr:visible").count() == before > 0


def test_a_click_takes_the_whole_line_for_the_registry(opens: Opens) -> None:
    page = opens("en")
    page.locator("code.line").first.click()
    assert page.evaluate("getSelection().toString()") == '- {skill: "c++", state: none, artifacts: []}'


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_policy_lets_the_style_in_and_nothing_is_asked_for(browser: Browser, tmp_path: Path, lang: str) -> None:
    render_in(tmp_path)
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    address = (tmp_path / lang / "index.html").as_uri()
    page.goto(address, wait_until="load")
    assert (said, asked) == ([], [address])
    assert page.locator(".jumps ul").evaluate("element => getComputedStyle(element).display") == "flex"
    context.close()


def test_the_other_language_is_one_click_away(opens: Opens) -> None:
    page = opens("en")
    page.get_by_role("link", name="Slovensky").click()
    assert page.locator("html").get_attribute("lang") == "sk"
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_first_tab_stop_skips_to_the_content(opens: Opens) -> None:
    page = opens("en")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_word_that_no_line_can_break_does_not_push_the_page_sideways(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    long = posting(12, LONG, title=f"Platform {LONG}", place=f"EMEA {LONG}", url=f"https://example.org/{LONG}")
    asked = (Asked(long.id, LONG.casefold(), Importance.MUST, "model:1"),)
    render_in(tmp_path, picture(long, posting(13, LONG, title=LONG), asked=asked))
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((tmp_path / "en/index.html").as_uri())
    unfold(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wide <= width
