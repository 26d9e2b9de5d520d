"""The written pages: method, about, privacy, from site_src/text/<name>.<language>.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from votewatch.model.errors import SettingsError
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site
from votewatch.render.words import LANGUAGES

NAMES = ("method", "about", "privacy")


def read(folder: Path) -> dict[tuple[str, str], str]:
    """Every written page as HTML, by (name, language). Raises SettingsError for one that is missing."""
    from markdown import markdown

    found = {}
    for name in NAMES:
        for lang in LANGUAGES:
            path = folder / f"{name}.{lang}.md"
            try:
                text = path.read_text(encoding="utf-8")
            except OSError as error:
                raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
            found[name, lang] = markdown(text, extensions=["tables", "toc"], output_format="html")
    return found


def _pages(site: Site) -> Iterator[Page]:
    for name in NAMES:
        yield Page(f"{name}/", name, [site.texts.get((name, lang), "") for lang in LANGUAGES])


def _view(site: Site, page: Page, lang: str) -> View:
    title = site.words[lang][f"site.{page.subject}"]
    return {"title": title, "text": Markup(site.texts[page.subject, lang]), "crumbs": []}


TEXT = PageType("text", "text.html", _pages, _view)
