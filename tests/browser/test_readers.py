"""Readers beside parliament, on a small site whose answers are known: for everybody, with script and without."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.render.small_tallies import AFTER, IN_DOUBT, LATER, OPEN, with_tallies
from votewatch.render.build import Shown, build

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[str]:
    """The small record with readers' answers, served as `make run` does."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "data").mkdir()
    build(
        lambda: with_tallies(OPEN, AFTER, LATER, flags=(IN_DOUBT,)),
        data=folder / "data",
        site_src=root / "site_src",
        public=folder / "public",
        cache=folder / "cache",
        shown=Shown(),
        today="2026-01-31",
        jobs=1,
    )
    command = [sys.executable, "-m", "poll_api", "--polls", str(folder / "public/polls.json"), "--port", "0"]
    command += ["--db", str(folder / "polls.db"), "--site", str(folder / "public")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


PAGES = ["readers/", "readers/2025/", "readers/ledger/", "d/sk-9-20/", "questions/", "questions/sk/2025/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["sk", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_a_small_phone_is_wide_enough(
    browser: Browser, small: str, path: str, lang: str, scheme: Any
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{small}/{lang}/{path}")
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true }")
    results = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_both_lists_have_the_same_width_and_the_same_look(page: Page, small: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{small}/en/readers/")
    boxes = [side.bounding_box() for side in page.locator(".side").all()]
    assert len(boxes) == 2
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert (boxes[0]["width"], boxes[0]["y"]) == (boxes[1]["width"], boxes[1]["y"])
    colours = [h.evaluate("e => getComputedStyle(e).color") for h in page.locator(".side h2").all()]
    assert colours[0] == colours[1]


def test_an_archive_questions_answers_are_shown_without_script_to_those_who_open_them(
    browser: Browser, small: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small}/sk/d/sk-9-20/")
    expect(page.get_by_text("áno 20 (20 %), nie 80 (80 %)")).to_be_hidden()
    page.get_by_text("Spočítané odpovede čitateľov").click()
    expect(page.get_by_text("áno 20 (20 %), nie 80 (80 %)")).to_be_visible()
    expect(page.get_by_text("Nie je to vzorka obyvateľov; chybu nemožno vyčísliť.").first).to_be_visible()
    context.close()


def test_a_verdict_in_doubt_is_not_given_to_a_reader_either(page: Page, small: str) -> None:
    page.goto(f"{small}/en/d/eu-2025-0001-COD/")
    page.get_by_role("button", name="Yes", exact=True).click()
    verdict = page.locator("[data-part=verdict]")
    expect(verdict).to_contain_text("Since 2 May 2026 the verdict is withdrawn; the counts stay. Too many at once.")
