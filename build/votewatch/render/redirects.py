"""Pages that moved: a page at the old address that leads on, and the same table for the web server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from votewatch.model.errors import LedgerError
from votewatch.model.redirect import Redirect
from votewatch.render.page import FileType, Output, Page, PageType, View
from votewatch.render.site import Site
from votewatch.render.words import LANGUAGES, day

MAP = "redirects.map"


def check(redirects: Iterable[Redirect], pages: Iterable[str]) -> None:
    """Raise LedgerError for a redirect to what is no page, or from what is one; ``pages`` are paths."""
    there = set(pages)
    for one in redirects:
        if one.new not in there:
            raise LedgerError(f"data/redirects.toml: {one.old} leads to {one.new!r}, which is no page of this site")
        if one.old in there:
            raise LedgerError(f"data/redirects.toml: {one.old} is a page again; take the entry out")


def _pages(site: Site) -> Iterator[Page]:
    for one in site.record.redirects:
        yield Page(one.old, one, one)


def _view(site: Site, page: Page, lang: str) -> View:
    one: Redirect = page.subject
    title = site.words[lang]["moved.title"]
    date, reason = day(one.date, lang), one.reason
    return {"title": title, "headline": title, "crumbs": [], "to": one.new, "date": date, "reason": reason}


def _outputs(site: Site) -> Iterator[Output]:
    yield Output((MAP,), site.record.redirects, site.record.redirects)


def _content(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    lines = (f"/{lang}/{one.old} /{lang}/{one.new};\n" for one in output.subject for lang in LANGUAGES)
    yield MAP, "".join(lines).encode()


MOVED = PageType("moved", "moved.html", _pages, _view, listed=False)
MOVED_MAP = FileType("redirects", _outputs, _content)
