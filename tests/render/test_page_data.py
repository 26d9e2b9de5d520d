"""Every page with numbers has its data beside it, and docs/data.md says what they hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from votewatch.render.registry import PAGE_TYPES


def test_pages_without_data_are_those_without_numbers() -> None:
    # A page for frames shows what its decision's data hold; the match counts in the browser alone.
    # Search and feeds list what other pages have; where an address moved there is a link.
    without = {
        "text",
        "choice",
        "not-found",
        "moved",
        "embed",
        "match",
        "search",
        "search-list",
        "feeds",
        "feeds-of-members",
    }
    assert {kind.name for kind in PAGE_TYPES if kind.data is None} == without


def sections(root: Path) -> dict[str, str]:
    """What docs/data.md says of each type of page."""
    parts = re.split(r"^### `([\w-]+)`$", (root / "docs/data.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_type_of_page_with_data_is_described_and_no_other(root: Path) -> None:
    assert sections(root).keys() == {kind.name for kind in PAGE_TYPES if kind.data is not None}


@pytest.mark.slow
def test_every_key_of_a_pages_data_is_described(built_site: Path, root: Path) -> None:
    said, undescribed, seen = sections(root), set(), set()
    for path in sorted((built_site / "en").rglob("index.json")):
        page = path.with_name("index.html").read_text(encoding="utf-8")
        found = re.search(r'<main id="main" class="page page--([\w-]+)"', page)
        assert found
        seen.add(found[1])
        keys = json.loads(path.read_bytes())
        undescribed |= {(found[1], key) for key in keys if f"`{key}`" not in said[found[1]]}
    assert undescribed == set()
    assert seen == said.keys()
