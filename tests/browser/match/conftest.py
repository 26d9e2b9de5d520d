"""A reader with answers, and what their browser asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from tests.browser.match.remembering import questions


@pytest.fixture
def answers(built_site: Path) -> dict[str, str]:
    """Eighteen answers about the NR SR and four about the EP, among them one to a question that is asked no more."""
    sk, eu = questions(built_site, "sk")[-18:], questions(built_site, "eu")[-4:]
    given = {id: "yes" if place % 3 else "no" for place, id in enumerate(sk)} | dict.fromkeys(eu, "yes")
    return given | {"sk:9:99999": "no"}


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """Every request of the page; any error of a script fails the test."""
    found: list[Request] = []
    page.on("request", lambda request: found.append(request))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return found
