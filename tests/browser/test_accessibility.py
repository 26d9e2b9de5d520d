"""Every type of page is open to everybody: axe finds nothing, in both languages and both colour schemes."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from votewatch.render.page import file_of
from votewatch.render.registry import PAGE_TYPES
from votewatch.render.words import LANGUAGES

pytestmark = pytest.mark.browser

# One page of each type, the fullest of its kind: a type that has none here fails the tests below.
EXAMPLES = {
    "home": [""],
    "decision": ["d/sk-9-733/", "d/eu-2023-2922-DEA/", "d/sk-9-32/", "d/sk-9-432/"],
    "clubs": ["c/"],
    "club": ["c/sk-smer-sd/", "c/sk-none/", "c/eu-esn/"],
    "pair": ["c/sk-kdh--sk-ps/", "c/eu-esn--eu-pfe/"],
    "votes": ["d/sk-9-733/votes/", "d/eu-2021-0106-COD/votes/"],
    "roll-call": ["v/sk-9-v56965/", "v/eu-v166051/"],
    "parliament": ["p/sk/", "p/eu/"],
    "year": ["p/sk/2025/"],
    "month": ["p/sk/2025/09/"],
    "topics": ["t/"],
    "topic": ["t/economy-and-budget/", "t/trade/"],
    "topic-year": ["t/economy-and-budget/2024/"],
    "topic-table": ["t/table/"],
    "members": ["m/"],
    "slovak-members": ["m/eu/slovakia/"],
    "member": ["m/sk-m1145/", "m/eu-m103746/", "m/sk-m40/"],
    "laws": ["l/"],
    "law": ["l/300-2005/"],
    "search": ["search/"],
    "search-list": ["search/eu/passed/", "search/sk/sk-kdh/against/"],
    "data": ["data/"],
    "status": ["status/"],
    "questions": ["questions/"],
    "questions-year": ["questions/sk/2025/"],
    "readers": ["readers/"],
    "readers-ledger": ["readers/ledger/"],
    "match": ["match/"],
    "embed": ["embed/sk-9-733/"],
    "text": ["method/", "about/", "privacy/"],
    "feeds": ["feeds/"],
    "feeds-of-members": ["feeds/members-sk/", "feeds/members-eu/"],
    "corrections": ["corrections/"],
    "choice": [""],
    "not-found": ["404.html"],
}
CASES = [
    (kind.name, path, lang, scheme)
    for kind in PAGE_TYPES
    for path in EXAMPLES.get(kind.name, ["no example of this type is named"])
    if kind.name != "moved"
    for lang in kind.languages
    for scheme in ("light", "dark")
]


def test_every_type_of_page_is_looked_at() -> None:
    # A page that moved is left at once: tests/browser/test_feeds.py looks at it without following.
    assert EXAMPLES.keys() == {kind.name for kind in PAGE_TYPES} - {"moved"}


@pytest.mark.parametrize(("kind", "path", "lang", "scheme"), CASES)
def test_axe_finds_nothing(
    browser: Browser, served: str, built_site: Path, kind: str, path: str, lang: str, scheme: str
) -> None:
    file = file_of(path, lang)
    assert (built_site / file).is_file(), f"{kind}: {file} is not there"
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    try:
        page = context.new_page()
        # The choice stands at / only for those whose language is not known: the file itself is what is tested.
        page.goto(f"{served}/{file if not lang else file.removesuffix('index.html')}")
        assert page.locator(f"main.page--{kind}").count() == 1
        for details in page.locator("details").all()[:3]:
            details.evaluate("element => { element.open = true }")
        results = Axe().run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        assert results.violations_count == 0, results.generate_report()
    finally:
        context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "sk/",
        "sk/d/sk-9-733/",
        "en/d/eu-2023-2922-DEA/",
        "sk/d/sk-9-733/votes/",
        "sk/p/eu/2024/04/",
        "sk/status/",
        "sk/c/",
        "en/c/eu-gue-ngl/",
        "sk/c/sk-none/",
        "sk/c/eu-epp--eu-pfe/",
        "sk/m/",
        "sk/m/sk-m1145/",
        "en/m/eu-m103746/",
        "sk/m/eu/slovakia/",
        "sk/feeds/",
        "en/feeds/members-eu/",
        "sk/corrections/",
        "404.html",
    ],
)
def test_no_page_scrolls_sideways(browser: Browser, served: str, width: int, path: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    try:
        page = context.new_page()
        page.goto(f"{served}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        context.close()


def test_no_page_breaks_the_content_security_policy(page: Page, served: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for kind in PAGE_TYPES:
        for path in EXAMPLES.get(kind.name, [])[:2]:
            if kind.languages != ("",):
                page.goto(f"{served}/{LANGUAGES[0]}/{path}", wait_until="networkidle")
    assert said == []
    assert [address for address in asked if not address.startswith(served)] == []
