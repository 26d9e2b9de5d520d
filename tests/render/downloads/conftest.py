"""The downloads of the small record, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.render.small_record import record
from votewatch.render.build import Shown, build

SITE_SRC = Path(__file__).parents[3] / "site_src"


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """public/ of the small record."""
    folder = tmp_path_factory.mktemp("downloads")
    (folder / "data").mkdir()
    build(
        record,
        data=folder / "data",
        site_src=SITE_SRC,
        public=folder / "public",
        cache=folder / "cache",
        shown=Shown(site_url="https://votes.example"),
        today="2026-01-31",
        jobs=1,
    )
    return folder / "public"
