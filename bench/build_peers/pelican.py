"""A Pelican site of the same pages: one JSON record a page, a reader for them, a theme of Jinja2 templates."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent / "pelican_site"


def write(site: Path, pages: Iterable[tuple[str, dict[str, Any]]], constants: dict[str, Any]) -> None:
    """Make the sources of a site in the empty folder ``site``."""
    shutil.copytree(TEMPLATES, site, ignore=shutil.ignore_patterns("__pycache__"))
    (site / "constants.json").write_text(json.dumps(constants, ensure_ascii=False), encoding="utf-8")
    for address, view in pages:
        path = content_file(site, address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content(view), encoding="utf-8")


def content(view: dict[str, Any]) -> str:
    """The record of one page."""
    return json.dumps(view, ensure_ascii=False) + "\n"


def content_file(site: Path, address: str) -> Path:
    """Where the record of the page at ``address`` is."""
    return site / "content" / "pages" / f"{address.rstrip('/')}.json"


def command(venv: Path, site: Path, public: Path, cache: Path) -> list[str]:
    """The command that builds the site; ``cache`` holds the records once read."""
    options = ["-q", "-s", site / "pelicanconf.py", "-o", public, "-e", f"CACHE_PATH={json.dumps(str(cache))}"]
    return [str(part) for part in (venv / "bin" / "pelican", site / "content", *options)]
