"""The rows that show what was found, as the whole site holds them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from votewatch.render.registry import PAGE_TYPES
from votewatch.render.search.documents import Kind
from votewatch.render.search.files import ROWS

pytestmark = pytest.mark.slow


def rows(built_site: Path, lang: str, kind: Kind) -> list[tuple[str, object, str, str]]:
    """The rows of one kind, part by part."""
    found: list[tuple[str, object, str, str]] = []
    while (file := built_site / f"search/{lang}/{kind}-{len(found) // ROWS}.json").is_file():
        part = json.loads(file.read_bytes())
        found += [tuple(row) for row in part]
        if len(part) < ROWS:
            break
    return found


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_as_many_rows_as_the_index_says_in_both_languages(built_site: Path, kind: Kind) -> None:
    counts = json.loads((built_site / "search/index.json").read_bytes())["counts"]
    assert len(rows(built_site, "sk", kind)) == len(rows(built_site, "en", kind)) == counts[kind] > 0


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind in ("sk", "eu", *(page.name for page in PAGE_TYPES))])
def test_every_row_leads_to_a_page(built_site: Path, kind: Kind) -> None:
    for lang in ("sk", "en"):
        assert [path for path, *_ in rows(built_site, lang, kind) if not (built_site / lang / path).is_dir()] == []
