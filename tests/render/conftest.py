"""A site built from a small record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from votewatch.render.build import BuildReport, Shown, build
from votewatch.render.record import Record

SITE_SRC = Path(__file__).parents[2] / "site_src"
Build = Callable[..., BuildReport]


@dataclass
class Builds:
    """Sites that were built from nothing, by all that went into them: each is built once a run."""

    folder: Path
    made: dict[tuple[object, ...], tuple[Path, BuildReport]] = field(default_factory=dict)


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """The builds that tests of this run only read."""
    return Builds(tmp_path_factory.mktemp("builds"))


@pytest.fixture
def build_in(tmp_path: Path) -> Build:
    """Builds a record into tmp_path/public; the committed data stand in tmp_path/data."""
    (tmp_path / "data").mkdir()
    return lambda made_of, name="public", **asked: _built(tmp_path, made_of, name, **asked)


@pytest.fixture
def built_in(tmp_path: Path, builds: Builds) -> Build:
    """Like ``build_in``, for tests that build once and read: tmp_path/public may be the site of another test."""

    def run(made_of: Record, **asked: Any) -> BuildReport:
        key = (repr(made_of), *sorted(asked.items()))
        if key not in builds.made:
            folder = builds.folder / str(len(builds.made))
            builds.made[key] = folder, _built(folder, made_of, "public", **asked)
        folder, report = builds.made[key]
        (tmp_path / "public").symlink_to(folder / "public")
        return report

    return run


def _built(
    folder: Path,
    made_of: Record,
    name: str,
    *,
    jobs: int = 1,
    today: str = "2026-01-31",
    shown: Shown | None = None,
    packed: bool = False,
) -> BuildReport:
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "record").write_text(repr(made_of), encoding="utf-8")
    return build(
        lambda: made_of,
        data=folder / "data",
        site_src=SITE_SRC,
        public=folder / name,
        cache=folder / f"cache-{name}",
        shown=shown or Shown(),
        today=today,
        jobs=jobs,
        packed=packed,
    )
