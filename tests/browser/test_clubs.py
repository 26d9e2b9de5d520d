"""A reader's walk over clubs and groups: the matrix, a pair, a club; by keyboard, without script, on a small phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("lang", "heading", "differed"),
    [("sk", "PS a KDH: kde hlasovali rovnako a kde inak", r"Kde sa rozišli \((\d+)\)"),
     ("en", "PS and KDH: where they voted alike and where not", r"Where they differed \((\d+)\)")],
)  # fmt: skip
def test_a_cell_of_the_matrix_opens_the_decisions_behind_it(
    page: Page, served: str, lang: str, heading: str, differed: str
) -> None:
    page.goto(f"{served}/{lang}/c/")
    matrix = page.locator("table.matrix").first
    cell = matrix.get_by_role("row").filter(has=page.get_by_role("rowheader", name="KDH")).get_by_role("cell").nth(1)
    expect(cell).to_contain_text(re.compile(r"69.?%"))
    cell.get_by_role("link").click()
    expect(page).to_have_url(f"{served}/{lang}/c/sk-kdh--sk-ps/")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    said = re.search(differed, page.locator("#differed h2").inner_text())
    assert said
    expect(page.locator("#differed tbody tr")).to_have_count(int(said[1]))
    page.get_by_role("link", name="KDH", exact=True).first.click()
    expect(page).to_have_url(f"{served}/{lang}/c/sk-kdh/")


def test_the_matrix_is_the_same_read_across_and_down(page: Page, served: str) -> None:
    page.goto(f"{served}/en/c/")
    for table in page.locator("table.matrix").all()[::2]:
        cells = table.evaluate("t => [...t.tBodies[0].rows].map(r => [...r.cells].slice(1).map(c => c.innerText))")
        assert len(cells) >= 7
        assert cells == [list(column) for column in zip(*cells, strict=True)]


def test_the_keyboard_reaches_and_scrolls_the_matrix_and_opens_a_year(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{served}/sk/c/")
    region = page.get_by_role("region", name="Zhoda klubov")
    for _ in range(40):
        page.keyboard.press("Tab")
        if region.evaluate("region => region === document.activeElement"):
            break
    expect(region).to_be_focused()
    region.evaluate("region => region.addEventListener('scroll', () => region.setAttribute('data-moved', 'yes'))")
    page.keyboard.press("ArrowRight")
    expect(region).to_have_attribute("data-moved", "yes")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(f"{served}/sk/c/sk-sas/")
    year = page.locator("#splits details").first
    expect(year.locator("table")).to_be_hidden()
    year.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(year.locator("tbody tr").first).to_be_visible()
    context.close()


def test_without_script_every_decision_of_a_club_is_there_and_fits_a_small_phone(
    without_script: Page, served: str
) -> None:
    page = without_script
    page.goto(f"{served}/sk/c/sk-smer-sd/")
    sections = page.locator("section", has=page.get_by_role("heading", name="Rozhodnutia", exact=True))
    assert sections.locator("tbody tr").count() >= 824
    constitution = sections.locator("tr", has=page.locator("a[href='/sk/d/sk-9-733/']"))
    expect(constitution).to_contain_text("všetci za")
    expect(constitution).to_contain_text("Schválené · tlač 733")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_those_without_a_club_stand_in_no_matrix_and_have_no_position(page: Page, served: str) -> None:
    page.goto(f"{served}/en/c/")
    assert page.locator("table.matrix a", has_text=re.compile("Outside the clubs|Non-attached")).count() == 0
    page.get_by_role("link", name="Non-attached").click()
    expect(page).to_have_url(f"{served}/en/c/eu-ni/")
    assert page.locator("table.figures").count() == 0
    assert page.locator("table.rows b").count() == 0
    assert page.locator("table.rows tbody tr").count() >= 1558
