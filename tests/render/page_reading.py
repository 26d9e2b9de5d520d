"""The radar's page as its reader finds it: a tree that is valid, its sections, and the words in its tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib

SVG = "{http://www.w3.org/2000/svg}"


def parsed(folder: Path, lang: str = "en") -> Any:
    """The page as a tree; fails where it is not valid."""
    html = (folder / lang / "index.html").read_text(encoding="utf-8")
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).replace("\N{NO-BREAK SPACE}", " ").split())


def tags(tree: Any) -> set[str]:
    return {one.tag.removeprefix(SVG) for one in tree.iter() if isinstance(one.tag, str)}


def section(tree: Any, name: str) -> Any:
    [found] = [one for one in tree.iter("section") if one.get("id") == name]
    return found


def rows(tree: Any, name: str) -> list[list[str]]:
    """What stands in the table of one section, cell by cell."""
    return [[words(cell) for cell in row] for body in section(tree, name).iter("tbody") for row in body.iter("tr")]
