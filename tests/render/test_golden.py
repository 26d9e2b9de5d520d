"""Every sort of page against its reviewed copy in tests/golden/."""

from __future__ import annotations

from functools import cache

import pytest

from tests.render.golden import KEPT, NAMES, pages


@cache
def made() -> dict[str, str]:
    return pages()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_what_was_reviewed(name: str) -> None:
    kept = (KEPT / name).read_text(encoding="utf-8")
    assert made()[name] == kept, "changed: if that is wanted, run `python -m tests.render.golden` and read the diff"


def test_no_golden_page_is_left_over() -> None:
    assert {p.relative_to(KEPT).as_posix() for p in KEPT.rglob("*") if p.is_file()} == set(NAMES)
