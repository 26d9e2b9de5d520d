"""Feeds, the log of corrections and pages that moved, as a reader comes upon them: by keyboard, and without script."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.render.feeds import validity

pytestmark = pytest.mark.browser


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("lang", "feeds", "members", "parliament"),
    [
        ("sk", "Odber noviniek", "Národná rada Slovenskej republiky", "Kanály podľa mien"),
        ("en", "Feeds", "National Council of the Slovak Republic", "Feeds by name"),
    ],
)
def test_a_reader_finds_the_feed_of_a_member(
    bare: Page, served: str, lang: str, feeds: str, members: str, parliament: str
) -> None:
    bare.goto(f"{served}/{lang}/")
    bare.get_by_role("contentinfo").get_by_role("link", name=feeds).click()
    expect(bare.get_by_role("heading", level=1)).to_have_text(feeds)
    bare.get_by_role("main").get_by_role("listitem").filter(has_text=members).get_by_role("link", name=members).click()
    expect(bare.get_by_role("heading", level=1)).to_contain_text(parliament)
    row = bare.get_by_role("listitem").filter(has_text="Ferenčák")
    address = row.get_by_role("link", name="Atom").get_attribute("href")
    with urlopen(f"{served}{address}") as reply:
        assert reply.headers["content-type"] == "application/atom+xml"
        tree = validity.atom(reply.read())
    assert tree.findtext(f"{validity.ATOM}title") == "VoteWatch: Ján Ferenčák"


@pytest.mark.parametrize("path", ["sk/", "en/p/sk/", "sk/p/eu/2024/04/", "en/feeds/", "sk/corrections/"])
def test_a_browser_is_told_which_feeds_belong_to_a_page(page: Page, served: str, path: str) -> None:
    page.goto(f"{served}/{path}")
    found = page.locator("link[rel=alternate][type='application/atom+xml']")
    assert found.count() > 0
    for link in found.all():
        with urlopen(f"{served}{link.get_attribute('href')}") as reply:
            tree = validity.atom(reply.read())
        assert tree.findtext(f"{validity.ATOM}title") == link.get_attribute("title")


def test_the_calendar_of_a_parliament_is_beside_its_months(page: Page, served: str) -> None:
    page.goto(f"{served}/sk/p/sk/")
    address = page.get_by_role("link", name="Kalendár rokovacích dní").get_attribute("href")
    with urlopen(f"{served}{address}") as reply:
        assert reply.headers["content-type"] == "text/calendar; charset=utf-8"
        assert len(validity.calendar(reply.read()).walk("VEVENT")) > 100


@pytest.mark.parametrize(
    ("lang", "entry", "was"),
    [("sk", "Záznam o oprave", "Zdroj uvádza"), ("en", "Entry in the log", "The source says")],
)
def test_from_a_corrected_vote_one_comes_to_the_log_and_back(
    bare: Page, served: str, lang: str, entry: str, was: str
) -> None:
    bare.goto(f"{served}/{lang}/v/eu-v127172/")
    bare.get_by_role("link", name=entry).click()
    target = bare.locator(":target")
    expect(target).to_contain_text(was)
    expect(target).to_contain_text("Towards a more sustainable single market")
    target.get_by_role("link", name="eu:v127172").click()
    expect(bare.locator(".note--correction")).to_be_visible()


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_an_address_cut_short_leads_to_the_home(bare: Page, served: str, lang: str) -> None:
    bare.goto(f"{served}/{lang}/d/")
    bare.wait_for_url(f"{served}/{lang}/")


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_a_page_that_moved_is_open_to_everybody(page: Page, served: str, lang: str) -> None:
    with urlopen(f"{served}/{lang}/d/") as reply:
        html = reply.read().decode()
    # Held where it is: what would lead on is taken out.
    page.route(
        "**/d/",
        lambda route: route.fulfill(body=html.replace('http-equiv="refresh"', 'name="x"'), content_type="text/html"),
    )
    page.goto(f"{served}/{lang}/d/")
    results = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert results.violations_count == 0, results.generate_report()


def test_an_address_that_is_not_there_leads_on_in_both_languages(page: Page, served: str) -> None:
    reply = page.goto(f"{served}/sk/d/sk-9-99999/")
    assert reply is not None
    assert reply.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Táto stránka tu nie je")
    page.get_by_role("link", name="National Council of the Slovak Republic: decisions by month").click()
    expect(page).to_have_url(f"{served}/en/p/sk/")
    page.go_back()
    page.get_by_role("link", name="Viedol vás sem odkaz").click()
    expect(page).to_have_url(f"{served}/sk/about/#nasli-ste-chybu")
    expect(page.locator(":target")).to_have_text("Našli ste chybu?")


def test_the_keyboard_reaches_every_feed_of_the_list(page: Page, served: str) -> None:
    page.goto(f"{served}/sk/feeds/")
    first = page.locator(".feeds a").first
    for _ in range(30):
        page.keyboard.press("Tab")
        if first.evaluate("element => element === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".feeds a").nth(1)).to_be_focused()
