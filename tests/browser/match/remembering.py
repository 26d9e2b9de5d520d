"""Answers put where the question's script keeps them."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page

BALLOT = "abcdefghijklmnopqrstuv"


def questions(built_site: Path, parliament: str) -> list[str]:
    held: list[str] = json.loads((built_site / f"match/votes-{parliament}.json").read_bytes())["questions"]
    return held


def remember(page: Page, served: str, answers: dict[str, str]) -> None:
    """Put answers where the question's script keeps them."""
    page.goto(f"{served}/favicon.svg")
    page.evaluate(
        "([answers, ballot]) => Object.entries(answers).forEach(([id, choice]) =>"
        " localStorage.setItem(`answer ${id}`, JSON.stringify({ ballot, choice })))",
        [answers, BALLOT],
    )
