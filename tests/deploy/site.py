"""A small built site, as nginx is to serve it."""

from __future__ import annotations

from pathlib import Path

from tests.deploy.processes import ROOT
from tests.render.small_record import record
from votewatch.render.build import Shown, build
from votewatch.render.record import Record


def small_site(folder: Path, made_of: Record | None = None) -> Path:
    """The site of ``made_of`` (the small record when None) below ``folder``, with its compressed forms."""
    held = record() if made_of is None else made_of
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "record").write_text(repr(held), encoding="utf-8")
    build(
        lambda: held,
        data=folder / "data",
        site_src=ROOT / "site_src",
        public=folder / "public",
        cache=folder / "cache",
        shown=Shown(),
        today="2026-01-31",
        jobs=1,
        packed=True,
    )
    return folder / "public"
