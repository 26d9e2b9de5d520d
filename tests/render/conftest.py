"""A site built from a small record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from votewatch.render.build import BuildReport, Shown, build
from votewatch.render.record import Record

SITE_SRC = Path(__file__).parents[2] / "site_src"
Build = Callable[..., BuildReport]


@pytest.fixture
def build_in(tmp_path: Path) -> Build:
    """Builds a record into tmp_path/public; the committed data stand in tmp_path/data."""
    (tmp_path / "data").mkdir()

    def run(
        made_of: Record,
        name: str = "public",
        *,
        jobs: int = 1,
        today: str = "2026-01-31",
        shown: Shown | None = None,
        packed: bool = False,
    ) -> BuildReport:
        (tmp_path / "data" / "record").write_text(repr(made_of), encoding="utf-8")
        return build(
            lambda: made_of,
            data=tmp_path / "data",
            site_src=SITE_SRC,
            public=tmp_path / name,
            cache=tmp_path / f"cache-{name}",
            shown=shown or Shown(),
            today=today,
            jobs=jobs,
            packed=packed,
        )

    return run
