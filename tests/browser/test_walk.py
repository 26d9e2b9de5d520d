"""A reader's walk over the very site that `make run` serves: find, read, answer, see, change, withdraw."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

CONSTITUTION = "sk/d/sk-9-733/"
OBJECTION = "d/eu-2023-2922-DEA/"  # 120 for the objection, 501 against it: the act of the Commission stands


def seed(served: str, poll: str, yes: int, no: int) -> None:
    """Answers of other readers."""
    for choice in ["yes"] * yes + ["no"] * no:
        body = json.dumps({"choice": choice, "ballot": secrets.token_urlsafe(16)}).encode()
        headers = {"Content-Type": "application/json"}
        with urlopen(Request(f"{served}/api/polls/{poll}", body, headers)) as reply:
            assert reply.status == 200


def test_a_reader_finds_print_733_from_the_home_page_and_reads_who_voted_how(page: Page, served: str) -> None:
    page.goto(f"{served}/sk/")
    page.get_by_role("link", name="Všetky rozhodnutia podľa mesiacov").first.click()
    page.get_by_role("heading", name="2025").locator("xpath=..").get_by_role("link", name="september").click()
    card = page.locator(".card", has_text="90 z 99")
    card.get_by_role("link", name="Zmena Ústavy Slovenskej republiky").click()
    expect(page).to_have_url(f"{served}/{CONSTITUTION}")
    expect(page.locator(".outcome")).to_contain_text("za hlasovalo 90 z 99 prítomných, potrebných bolo 90")
    row = page.get_by_role("row", name="KDH")
    expect(row).to_contain_text("všetci za")
    club = page.locator("details.club", has_text="KDH")
    club.locator("summary").click()
    expect(club.locator("[data-position='F'] li")).to_have_count(9)
    expect(page.get_by_role("link", name="Hlasovanie 56965 na nrsr.sk")).to_be_visible()


def test_one_sees_ones_own_verdict_at_once_and_the_readers_from_ten_answers(page: Page, served: str) -> None:
    page.goto(f"{served}/{CONSTITUTION}")
    page.get_by_role("button", name="Áno", exact=True).click()
    tally = page.locator(".tally")
    expect(tally).to_be_focused()
    expect(tally).to_contain_text("Parlament rozhodol ako vy")
    expect(tally).to_contain_text("1 z 10 odpovedí")
    seed(served, "sk:9:733", 3, 7)
    page.reload()
    expect(tally).to_contain_text("11 odpovedí")
    expect(tally).to_contain_text("áno 4")
    expect(tally).to_contain_text("nie 7")
    expect(tally).to_contain_text("Odpovede čitateľov smerujú inak ako rozhodnutie parlamentu.")
    expect(tally.locator("svg")).to_have_count(2)

    page.get_by_role("button", name="Zmeniť odpoveď").click()
    page.get_by_role("button", name="Nie", exact=True).click()
    expect(tally).to_contain_text("Parlament rozhodol inak")
    expect(tally).to_contain_text("nie 8")

    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{served}/en/d/sk-9-733/")
    expect(tally).to_contain_text("Parliament decided otherwise")
    expect(tally).to_contain_text("no 8")

    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("button", name="Yes", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Yes", exact=True)).to_be_visible()


def test_yes_to_an_objection_is_no_to_the_act(page: Page, served: str) -> None:
    page.goto(f"{served}/en/{OBJECTION}")
    expect(page.locator(".meant")).to_contain_text("to object: a vote against the act of the Commission")
    expect(page.locator(".outcome")).to_contain_text("Objection not adopted")
    page.get_by_role("button", name="Yes", exact=True).click()
    tally = page.locator(".tally")
    expect(tally).to_contain_text("Parliament decided otherwise")
    seed(served, "eu:2023-2922-DEA", 1, 9)
    page.reload()
    expect(tally).to_contain_text("Readers’ answers point the same way as parliament’s decision.")
    page.get_by_role("link", name="Slovensky").click()
    expect(tally).to_contain_text("Parlament rozhodol inak")


def test_the_keyboard_alone_is_enough(page: Page, served: str) -> None:
    page.goto(f"{served}/sk/d/sk-9-607/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "no":
            break
    page.keyboard.press("Enter")
    tally = page.locator(".tally")
    expect(tally).to_be_focused()
    expect(tally).to_contain_text("Parlament rozhodol ako vy")  # refused in first reading
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Stiahnuť odpoveď":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Áno", exact=True)).to_be_visible()


@pytest.fixture
def without_script(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False)
    yield context
    context.close()


def test_without_script_one_answers_sees_changes_and_withdraws(without_script: BrowserContext, served: str) -> None:
    page = without_script.new_page()
    page.goto(f"{served}/sk/d/sk-9-674/")
    page.get_by_role("button", name="Áno", exact=True).click()
    expect(page).to_have_url(f"{served}/api/polls/sk:9:674/result?lang=sk")
    expect(page.locator("body")).to_contain_text("1 z 10 odpovedí")
    seed(served, "sk:9:674", 9, 0)
    page.reload()
    expect(page.locator("body")).to_contain_text("10")
    page.get_by_role("button", name="Nie").click()
    expect(page.locator("body")).to_contain_text("Parlament rozhodol inak")
    page.get_by_role("button", name="Stiahnuť odpoveď").click()
    expect(page.locator("body")).to_contain_text("9 z 10 odpovedí")
    page.get_by_role("link", name="Späť").click()
    expect(page).to_have_url(f"{served}/sk/d/sk-9-674/")


def test_without_script_every_name_and_number_is_there(without_script: BrowserContext, served: str) -> None:
    page = without_script.new_page()
    page.goto(f"{served}/sk/v/sk-9-v56965/")
    expect(page.locator("section.members li")).to_have_count(150)
