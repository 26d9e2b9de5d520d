"""The fields that choose names by club and by vote."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.question.stand import Stand, visit

pytestmark = pytest.mark.browser


def names(page: Page) -> Locator:
    return page.locator(".names li").filter(visible=True)


def test_a_club_and_a_vote_choose_names_and_stand_in_the_address(reader: Page, stand: Stand) -> None:
    visit(reader, stand, "sk")
    reader.get_by_label("Klub alebo skupina").select_option("PS")
    reader.get_by_label("Hlas").select_option("Za")
    expect(names(reader)).to_have_text(["A", "B"])
    expect(reader.locator(".members-filter").get_by_role("status")).to_have_text("Zobrazení sú 2 poslanci.")
    assert reader.url == f"{stand.address}/sk/?club=sk-ps&pozicia=F"


def test_an_address_chooses_names_when_it_is_opened(reader: Page, stand: Stand) -> None:
    reader.goto(f"{stand.address}/en/?position=F")
    expect(names(reader)).to_have_text(["A", "B", "D"])


def test_an_address_that_asks_for_what_is_not_here_chooses_nothing(reader: Page, stand: Stand) -> None:
    reader.goto(f"{stand.address}/en/?position=X&club=nobody")
    expect(reader.get_by_label("Vote")).to_have_value("")
    expect(reader.locator(".club")).to_have_count(2)
    expect(reader.locator(".members-filter").get_by_role("status")).to_have_text("")


def test_only_votes_that_somebody_cast_are_offered(reader: Page, stand: Stand) -> None:
    visit(reader, stand)
    assert reader.get_by_label("Vote").locator("option").all_inner_texts() == ["All", "For", "Absent"]


def test_choosing_all_again_closes_what_was_closed(reader: Page, stand: Stand) -> None:
    visit(reader, stand)
    reader.get_by_label("Club or group").select_option("SaS")
    expect(names(reader)).to_have_text(["D"])
    reader.get_by_label("Club or group").select_option("All")
    expect(names(reader)).to_have_count(0)
    assert reader.url == f"{stand.address}/en/"
