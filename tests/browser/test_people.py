"""Members: found in the list, read with the keyboard, and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

MEMBER = "m/sk-m1145/"


def test_a_name_is_found_without_its_marks_and_stands_in_the_address(page: Page, served: str) -> None:
    page.goto(f"{served}/sk/m/")
    page.get_by_label("Nájsť meno").focus()
    page.keyboard.type("tanko")
    names = page.locator(".people li").filter(visible=True)
    expect(names).to_have_text(["Viliam Tankó"])
    expect(page.locator(".people-filter").get_by_role("status")).to_have_text("Zobrazené je 1 meno.")
    assert page.url == f"{served}/sk/m/?q=tanko"
    page.keyboard.press("Tab")  # the summary of the club
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}/sk/{MEMBER}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Viliam Tankó")


def test_an_address_with_a_name_shows_it_and_an_emptied_field_shows_everybody(page: Page, served: str) -> None:
    page.goto(f"{served}/en/m/?q=simecka")
    expect(page.locator(".people li").filter(visible=True)).to_have_text(["Michal Šimečka", "Michal ŠIMEČKA"])
    page.get_by_label("Find a name").fill("")
    everybody = page.request.get(f"{served}/en/m/index.json").json()["members"]
    expect(page.locator(".people li").filter(visible=True)).to_have_count(len(everybody))
    assert page.url == f"{served}/en/m/"


def test_a_name_that_nobody_has_is_said_to_be_nobody(page: Page, served: str) -> None:
    page.goto(f"{served}/en/m/?q=qqq")
    expect(page.locator(".people-filter").get_by_role("status")).to_have_text("0 names are shown.")


@pytest.mark.parametrize(("lang", "year", "vote"), [("sk", "2024", "proti"), ("en", "2024", "against")])
def test_without_script_every_decision_is_on_the_page_with_vote_and_outcome(
    browser: Browser, served: str, lang: str, year: str, vote: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    try:
        page = context.new_page()
        page.goto(f"{served}/{lang}/m/")
        assert page.locator(".people-filter").count() == 0
        page.get_by_role("link", name="Viliam Tankó").click()
        block = page.locator("details.record", has=page.locator("summary", has_text=year)).last
        expect(block.locator("table")).not_to_be_visible()
        block.locator("summary").click()
        expect(block.get_by_role("cell", name=vote, exact=True).first).to_be_visible()
        assert page.locator(".ledger td:nth-child(1) a").count() >= 836
    finally:
        context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_vote_and_outcome_stand_at_the_left_of_their_columns_and_on_a_phone_without_lines_between(
    browser: Browser, served: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    try:
        page = context.new_page()
        page.goto(f"{served}/sk/m/sk-m1145/")
        row = page.locator(".ledger tbody tr", has=page.locator("td.vA")).filter(visible=True).first
        for cell in row.locator("td[class], td[class] + td").all():
            expect(cell).to_have_css("text-align", "start")
            expect(cell).to_have_css("padding-left", "0px")
            expect(cell).to_have_css("border-bottom-width", "0px" if width == 390 else "1px")
    finally:
        context.close()


def test_from_a_decision_to_a_member_and_back_through_the_member_s_list(page: Page, served: str) -> None:
    page.goto(f"{served}/sk/d/sk-9-733/")
    page.locator("details.club", has_text="KDH").locator("summary").click()
    page.get_by_role("link", name="František Mikloško").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("František Mikloško")
    page.locator("details.record summary", has_text="2025").click()
    row = page.locator("tr", has=page.locator("a[href='/sk/d/sk-9-733/']"))
    expect(row).to_contain_text("Schválené")
    row.get_by_role("link").click()
    expect(page).to_have_url(f"{served}/sk/d/sk-9-733/")


def test_the_block_of_slovak_members_leads_to_their_pages(page: Page, served: str) -> None:
    page.goto(f"{served}/en/d/eu-2023-2922-DEA/")
    page.locator(".slovak").get_by_role("link", name="Martin HOJSÍK").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Martin HOJSÍK")
    page.goto(f"{served}/en/m/eu/slovakia/")
    page.get_by_role("link", name="Martin HOJSÍK").click()
    expect(page.locator(".lead")).to_have_text(
        re.compile(r"Record from 18\sJuly\s2019\sto .*\sroll calls by name, .*\sdecisions\samong them\.")
    )
