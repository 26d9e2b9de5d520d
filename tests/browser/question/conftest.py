"""The stand, and a reader before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.question.stand import Stand, standing


@pytest.fixture
def stand(root: Path) -> Iterator[Stand]:
    with standing(root) as stand:
        yield stand


@pytest.fixture
def reader(page: Page) -> Page:
    """A reader on a day on which the question is open; any error of the script fails the test."""
    page.clock.set_fixed_time("2026-11-23T12:00:00Z")
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page
