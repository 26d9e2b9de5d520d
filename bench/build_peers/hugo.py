"""A Hugo site of the same pages: one content file a page, with the record as JSON front matter."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent / "hugo_site"
LAYOUT = {"plain": "single", "tallied": "tallied"}


def write(site: Path, form: str, pages: Iterable[tuple[str, dict[str, Any]]], constants: dict[str, Any]) -> None:
    """Make the sources of a site in the empty folder ``site``."""
    shutil.copytree(TEMPLATES, site)
    (site / "data").mkdir()
    (site / "data" / "constants.json").write_text(json.dumps(constants, ensure_ascii=False), encoding="utf-8")
    for address, view in pages:
        path = content_file(site, address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content(form, view), encoding="utf-8")


def content(form: str, view: dict[str, Any]) -> str:
    """The content file of one page."""
    matter = {"title": view["title"], "layout": LAYOUT[form], "params": view}
    return json.dumps(matter, ensure_ascii=False) + "\n"


def content_file(site: Path, address: str) -> Path:
    """Where the content of the page at ``address`` is: "sk/v/x/" is made of content/sk/v/x.md."""
    return site / "content" / f"{address.rstrip('/')}.md"


def command(venv: Path, site: Path, public: Path, cache: Path) -> list[str]:
    """The command that builds the site."""
    binary = next((venv / "lib").glob("python*/site-packages/hugo/binaries/hugo"), venv / "bin" / "hugo")
    folders = ["--source", site, "--destination", public, "--cacheDir", cache]
    return [str(part) for part in (binary, "--quiet", "--noBuildLock", *folders)]
