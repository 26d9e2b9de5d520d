"""The figure of docs/method.md: how many of the sixty queries have their answer among the first ten results."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.search.queries import Query, queries

pytestmark = pytest.mark.browser

# What docs/method.md says is missed. A query that is found one day leaves the list, and the document changes with it.
MISSED = {"trestného zákona", "jednotna nabijacka", "odlesňovanie"}


def first_ten(page: Page, served: str, query: Query) -> list[str]:
    page.goto(f"{served}/sk/search/?q={quote(query.text)}")
    page.wait_for_selector(".results__count:not(:empty)")
    page.wait_for_selector(".results[aria-busy=false]")
    links = page.eval_on_selector_all(".result-row a", "all => all.map((each) => new URL(each.href).pathname)")
    return [str(link).removeprefix("/sk/") for link in links]


@pytest.fixture
def quiet(page: Page) -> Page:
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def test_there_are_sixty_queries() -> None:
    assert len({query.text for query in queries()}) == 60


def test_all_queries_but_those_that_are_told_have_their_answer_among_the_first_ten(quiet: Page, served: str) -> None:
    missed = {query.text for query in queries() if not query.answered(first_ten(quiet, served, query))}
    assert missed == MISSED
