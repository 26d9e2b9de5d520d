"""Who votes as I do, on the built site: what is counted and shown, for everybody."""

from __future__ import annotations

import json
import random
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.match.remembering import questions, remember
from tests.browser.match.twin import twin_compared, twin_ordered, twin_percent, unpacked
from votewatch.render.match_files import packed

pytestmark = pytest.mark.browser


def test_every_club_has_its_numbers_and_those_with_too_few_have_no_share(
    page: Page, served: str, built_site: Path, answers: dict[str, str], asked: list[Request]
) -> None:
    remember(page, served, answers)
    page.goto(f"{served}/en/match/")
    expect(page.get_by_role("status").first).to_have_text(
        "This browser holds 23 answers of yours. 1 of them belongs to a question that is not asked now."
    )
    for number, parliament in enumerate(("sk", "eu")):
        held = json.loads((built_site / f"match/votes-{parliament}.json").read_bytes())
        given = [
            {"place": place, "yes": answers[id] == "yes"} for place, id in enumerate(held["questions"]) if id in answers
        ]
        expected = {name: twin_compared(unpacked(row), given, parliament) for _, _, name, row in held["clubs"]}
        table = page.locator(".match > [data-part=results] > section").nth(number).locator("table").first
        rows = table.locator("tbody tr:not(.match__behind)")
        expect(rows).to_have_count(len(held["clubs"]))
        shown: dict[str, tuple[str, str]] = {}
        for row in rows.all():
            button = row.locator("button").evaluate("button => button.firstChild.nodeValue").replace("\u00a0", " ")
            shown[row.locator("th").inner_text()] = (button, row.locator("td").last.inner_text())
        for name, found in expected.items():
            same, shared = found["same"], found["shared"]
            numbers = f"{same} / {shared}" if shared >= 5 else f"{shared} shared"
            share = "too few" if shared < 5 else "–" if shared < 10 else f"{twin_percent(same, shared)}%"
            assert shown[name] == (numbers, share), name
        enough = [name for name in shown if expected[name]["shared"] >= 5]
        assert list(shown)[: len(enough)] == enough
        shares = [Fraction(expected[name]["same"], expected[name]["shared"]) for name in enough]
        assert shares == sorted(shares, reverse=True)
    assert asked


def test_a_number_opens_the_decisions_behind_it(
    page: Page, served: str, built_site: Path, answers: dict[str, str]
) -> None:
    remember(page, served, answers)
    page.goto(f"{served}/sk/match/")
    button = page.locator(".match__open").first
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    behind = page.locator(".match__votes").first
    same, shared = map(int, re.findall(r"\d+", button.inner_text())[:2])
    expect(behind.locator("strong", has_text="rovnako")).to_have_count(same)
    expect(behind.locator("strong", has_text="inak")).to_have_count(shared - same)
    first = behind.locator("li").first
    newest = next(id for id in reversed(questions(built_site, "sk")) if id in answers)
    expect(first.get_by_role("link")).to_have_attribute("href", f"/sk/d/{newest.replace(':', '-')}/")
    expect(first).to_contain_text(f"Vy {'áno' if answers[newest] == 'yes' else 'nie'}, ")
    page.keyboard.press("Enter")
    expect(behind).to_be_hidden()


def test_a_member_is_found_without_marks_and_more_are_shown_when_asked(
    page: Page, served: str, answers: dict[str, str]
) -> None:
    remember(page, served, answers)
    page.goto(f"{served}/sk/match/")
    section = page.locator("[data-part=results] > section").first
    table = section.locator("table").nth(1)
    rows = table.locator("tbody tr:not(.match__behind)")
    expect(rows).to_have_count(20)
    expect(rows.first.get_by_role("rowheader").get_by_role("link")).to_have_attribute(
        "href", re.compile(r"^/sk/m/sk-m\d+/$")
    )
    section.get_by_role("button", name="Ukázať ďalších").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(70)
    expect(table.locator(".match__open").nth(20)).to_be_focused()
    section.get_by_label("Hľadať podľa mena").fill("simecka michal")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Michal Šimečka")
    section.get_by_label("Hľadať podľa mena").fill("nobody at all")
    expect(section.get_by_text("Nikto toho mena tu nie je.")).to_be_visible()


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_without_script_the_page_says_what_it_would_do_and_links_elsewhere(
    browser: Browser, served: str, lang: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{lang}/match/")
    expect(page.locator(".note")).to_be_visible()
    assert page.locator(f"main a[href='/{lang}/p/sk/']").count() == 1
    assert page.locator("main button").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["sk", "en"])
def test_axe_finds_nothing_on_a_full_page_and_it_fits_a_small_phone(
    browser: Browser, served: str, answers: dict[str, str], lang: str, scheme: Any
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 800})
    page = context.new_page()
    remember(page, served, answers)
    page.goto(f"{served}/{lang}/match/")
    page.locator(".match__open").first.click()
    expect(page.locator(".match__votes")).to_be_visible()
    results = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("[data-part=delete]").click()
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, results.generate_report()
    context.close()


def test_the_arithmetic_is_that_of_the_twin(page: Page, root: Path) -> None:
    page.goto("about:blank")
    page.add_script_tag(content=(root / "site_src/js/pages/match-count.js").read_text(encoding="utf-8"))
    draw = random.Random(9)
    for parliament in ("sk", "eu") * 20:
        size = draw.randint(0, 40)
        answers = [
            {"place": place, "yes": draw.random() < 0.5}
            for place in sorted(draw.sample(range(size), draw.randint(0, size)))
        ]
        rows = {name: "".join(draw.choices("FFFABBx.", k=size)) for name in "abcdefghij"}
        found = page.evaluate(
            "([rows, answers, parliament]) => Object.entries(rows).map(([name, row]) =>"
            " ({ name, ...matchCount.compared(row, answers, parliament) }))",
            [{name: packed(row) for name, row in rows.items()}, answers, parliament],
        )
        expected = [{"name": name, **twin_compared(row, answers, parliament)} for name, row in rows.items()]
        assert found == expected
        ordered = page.evaluate("rows => matchCount.ordered(rows, 5, 'sk').map(({ name }) => name)", found)
        assert ordered == twin_ordered(expected, 5)
        for place, (row, twin) in enumerate(zip(found, expected, strict=True)):
            row["surname"] = twin["surname"] = -place
        ordered = page.evaluate("rows => matchCount.ordered(rows, 5, 'sk').map(({ name }) => name)", found)
        assert ordered == twin_ordered(expected, 5)
        for row in expected:
            if row["shared"]:
                assert page.evaluate("row => matchCount.percent(row)", row) == twin_percent(row["same"], row["shared"])
