"""What a page is: an address, the template it is made with, and what it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from votewatch.render.words import LANGUAGES

if TYPE_CHECKING:
    from votewatch.render.site import Site

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """One page in every language of its type. ``path`` is the same under each: "d/sk-9-733/", "" for the home.

    ``subject`` is what the view is made of. ``depends`` is whatever else its bytes depend on besides the site's own
    fingerprint (templates, words, code, names of members): it is pickled, and the page is made anew when it differs.
    """

    path: str
    subject: Any
    depends: Any


@dataclass(frozen=True, slots=True)
class PageType:
    """A kind of page. ``languages`` is ("",) for a page that stands above the languages."""

    name: str
    template: str
    pages: Callable[[Site], Iterator[Page]]
    view: Callable[[Site, Page, str], View]
    data: Callable[[Site, Page], View] | None = None
    languages: tuple[str, ...] = LANGUAGES


def file_of(path: str, lang: str) -> str:
    """Where a page is written, below public/: "sk/d/sk-9-733/index.html", "404.html"."""
    address = f"{lang}/{path}" if lang else path
    return address if address.endswith(".html") else f"{address}index.html"


def data_file(path: str, lang: str) -> str:
    """Where a page's data are written, beside it: "sk/d/sk-9-733/index.json"."""
    return f"{file_of(path, lang).removesuffix('index.html')}index.json"
