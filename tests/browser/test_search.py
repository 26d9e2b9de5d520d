"""The search as readers use it: typing, keys alone, fields that narrow down, addresses to share, no script at all."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(page: Page) -> Page:
    """A reader; any error of the script, or a breach of the policy, fails the test."""
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
    return page


def test_results_stand_there_while_one_types(reader: Page, served: str) -> None:
    reader.goto(f"{served}/sk/search/")
    reader.get_by_label("Čo hľadáte?").press_sequentially("dochod")
    expect(reader.locator(".result-row").first).to_contain_text(re.compile("dôchod", re.IGNORECASE))
    expect(reader.locator(".results__count")).to_have_text(re.compile(r"^\d+\svýsledkov$"))
    expect(reader).to_have_url(f"{served}/sk/search/?q=dochod")


def test_the_field_on_the_home_page_leads_to_the_results(reader: Page, served: str) -> None:
    reader.goto(f"{served}/sk/")
    reader.get_by_role("searchbox").fill("trestny zakon")
    reader.get_by_role("button", name="Hľadať").click()
    expect(reader.locator(".result-row").first.get_by_role("link")).to_have_attribute("href", "/sk/l/300-2005/")
    reader.locator(".result-row a").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Trestný zákon")
    assert reader.locator(".card").count() >= 20


def test_keys_alone_walk_through_the_results_and_back(reader: Page, served: str) -> None:
    reader.goto(f"{served}/en/search/")
    field = reader.get_by_role("searchbox")
    field.focus()
    reader.keyboard.type("artificial intelligence")
    rows = reader.locator(".result-row a")
    expect(rows.first).to_be_visible()
    expect(reader.locator(".results")).to_have_attribute("aria-busy", "false")
    reader.keyboard.press("ArrowDown")
    expect(rows.nth(0)).to_be_focused()
    reader.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Escape")
    expect(field).to_be_focused()
    reader.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(reader.locator(".results")).to_be_hidden()
    expect(reader).to_have_url(f"{served}/en/search/")


def test_tab_leads_out_of_the_results(reader: Page, served: str) -> None:
    reader.goto(f"{served}/sk/search/?q=2021/0106(COD)")
    expect(reader.locator(".results")).to_have_attribute("aria-busy", "false")
    reader.locator(".result-row a").last.focus()
    reader.keyboard.press("Tab")
    assert reader.evaluate(
        "document.activeElement.closest('.results') === null || document.activeElement.matches('.results__more')"
    )


def test_enter_opens_the_result_that_has_the_focus(reader: Page, served: str) -> None:
    reader.goto(f"{served}/sk/search/?q=tlač 733")
    expect(reader.locator(".results")).to_have_attribute("aria-busy", "false")
    reader.get_by_role("searchbox").focus()
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"{served}/sk/d/sk-9-733/")
    reader.go_back()
    expect(reader.get_by_role("searchbox")).to_have_value("tlač 733")
    expect(reader.locator(".result-row").first).to_be_visible()


def test_fields_narrow_down_and_stand_in_the_address_that_restores_them(reader: Page, served: str) -> None:
    reader.goto(f"{served}/sk/search/")
    reader.get_by_text("Zúžiť na rozhodnutia").click()
    reader.get_by_label("Parlament").select_option("sk")
    reader.get_by_label("Klub alebo skupina").select_option("sk-smer-sd")
    reader.get_by_label("Postoj klubu").select_option("for")
    reader.get_by_label("Rok").select_option("2025")
    expect(reader).to_have_url(f"{served}/sk/search/?parliament=sk&year=2025&club=sk-smer-sd&position=for")
    expect(reader.locator(".results__count")).to_have_text(re.compile(r"^\d+\svýsled"))
    before = reader.locator(".results__count").inner_text()
    reader.reload()
    expect(reader.locator(".results__count")).to_have_text(before)
    expect(reader.get_by_label("Klub alebo skupina")).to_have_value("sk-smer-sd")
    reader.get_by_label("Výsledok").select_option("failed")
    expect(reader.locator(".results__count")).not_to_have_text(before)
    reader.go_back()
    expect(reader.get_by_label("Výsledok")).to_have_value("")
    expect(reader.locator(".results__count")).to_have_text(before)


def test_words_and_fields_together_choose_what_has_both(reader: Page, served: str) -> None:
    reader.goto(f"{served}/sk/search/?q=trestny zakon&outcome=passed&parliament=sk")
    notes = reader.locator(".result-row__note")
    expect(notes.first).to_be_visible()
    assert all("passed" in (note.get_attribute("class") or "") for note in notes.all())


def test_the_list_without_script_holds_as_many_as_the_fields_find(reader: Page, served: str) -> None:
    reader.goto(f"{served}/sk/search/sk/sk-kdh/against/")
    count = reader.locator(".as-of").inner_text().split()[0]
    reader.get_by_role("link", name="Zúžiť tento zoznam").click()
    expect(reader.locator(".results__count")).to_have_text(re.compile(rf"^{count}\svýsled"))


def test_an_address_that_asks_for_what_is_not_here_chooses_nothing(reader: Page, served: str) -> None:
    reader.goto(f"{served}/en/search/?club=nobody&year=1999&q=climate law")
    expect(reader.get_by_label("Club or group")).to_have_value("")
    expect(reader.locator(".result-row").first).to_be_visible()


def test_words_that_nobody_wrote_are_said_not_to_be_found(reader: Page, served: str) -> None:
    reader.goto(f"{served}/en/search/?q=xyzzy")
    expect(reader.locator(".results__count")).to_contain_text("Nothing found")


def test_more_results_are_shown_on_demand_and_the_first_of_them_has_the_focus(reader: Page, served: str) -> None:
    reader.goto(f"{served}/sk/search/?q=rozpočet")
    expect(reader.locator(".result-row")).to_have_count(10)
    reader.get_by_role("button", name="Ukázať ďalšie").click()
    expect(reader.locator(".result-row")).to_have_count(20)
    expect(reader.locator(".result-row a").nth(10)).to_be_focused()


def test_when_the_index_cannot_be_had_the_page_says_so_and_tries_again(page: Page, served: str) -> None:
    page.route("**/search/w/*.json", lambda route: route.abort())
    page.goto(f"{served}/sk/search/?q=rozpočet")
    expect(page.locator(".results__count")).to_contain_text("nepodarilo načítať")
    page.unroute("**/search/w/*.json")
    page.get_by_role("button", name="Hľadať").click()
    expect(page.locator(".result-row")).to_have_count(10)


@pytest.fixture
def without_script(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False)
    yield context
    context.close()


def test_without_script_the_page_says_what_it_cannot_do_and_leads_on(
    without_script: BrowserContext, served: str
) -> None:
    page = without_script.new_page()
    page.goto(f"{served}/sk/")
    page.get_by_role("searchbox").fill("trestny zakon")
    page.get_by_role("button", name="Hľadať").click()
    expect(page).to_have_url(f"{served}/sk/search/?q=trestny+zakon")
    # Chromium that is told to run no script still reads what is for those without as if it did: its text is not drawn.
    assert "bez JavaScriptu" in page.locator("noscript").inner_html()
    page.locator("dl.ways").first.get_by_role("link", name="2025").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("rozhodnutia v roku 2025")
    page.get_by_role("link", name="Staršie").click()
    expect(page.locator(".result-row")).to_have_count(100)
    page.get_by_role("link", name="Hľadať").first.click()
    page.get_by_role("link", name="Zákony a rozhodnutia o nich").click()
    page.get_by_role("link", name="Trestný zákon", exact=True).click()
    expect(page.locator(".card").first).to_be_visible()


@pytest.mark.parametrize(
    "path", ["sk/search/?q=dochodok", "en/search/?parliament=eu&topic=health", "sk/l/300-2005/", "en/l/"]
)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_among_results_and_nothing_scrolls_sideways(
    browser: Browser, served: str, path: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{served}/{path}")
    if "search" in path:
        expect(page.locator(".results")).to_have_attribute("aria-busy", "false")
    results = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("query", ["dochodok", "300/2005", "po", "zákon", "umela inteligencia"])
def test_a_first_result_takes_less_than_100_kb_and_the_home_page_less_than_50(
    page: Page, served: str, built_site: Path, query: str
) -> None:
    def weighed(path: str) -> int:
        asked: set[str] = set()
        page.on("request", lambda request: asked.add(urlsplit(request.url).path))
        page.goto(f"{served}{path}", wait_until="networkidle")
        return sum(len(packed(built_site, name)) for name in asked)

    assert weighed(f"/sk/search/?q={query}") < 100_000
    assert page.locator(".result-row").count() == 10 or query == "300/2005"
    assert weighed("/sk/") < 50_000


def packed(root: Path, path: str) -> bytes:
    file = root / path[1:] / ("index.html" if path.endswith("/") else "")
    return gzip.compress(file.read_bytes(), 9)
