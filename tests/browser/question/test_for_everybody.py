"""What comes with the script is as open to everybody as the page itself: axe sees the tally, the alert, the filter."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.question.stand import Stand, press, visit

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def look_over(page: Page) -> None:
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(reader: Page, stand: Stand, scheme: Literal["light", "dark"]) -> None:
    reader.emulate_media(color_scheme=scheme)
    stand.seed(80, 40)
    question = visit(reader, stand)
    look_over(reader)
    stand.failure = 503
    press(reader, "Yes")
    expect(question.get_by_role("alert")).to_be_visible()
    look_over(reader)
    stand.failure = None
    press(reader, "Try again")
    expect(question.locator(".tally")).to_be_visible()
    look_over(reader)
    press(reader, "Change my answer")
    look_over(reader)


@pytest.mark.parametrize("width", [320, 390])
def test_the_tally_fits_a_narrow_screen(reader: Page, stand: Stand, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 700})
    stand.seed(10_000, 12_345)
    question = visit(reader, stand, "sk")
    press(reader, "Áno")
    expect(question.locator("[data-part=no]")).to_have_text("nie 12\u00a0345 (55\u00a0%)")
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
