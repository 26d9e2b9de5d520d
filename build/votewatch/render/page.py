"""What a page is: an address, the template it is made with, and what it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    ``changed`` is the ISO day on which the record last changed what the page shows, "" where that is not known.
    """

    path: str
    subject: Any
    depends: Any
    changed: str = ""


@dataclass(frozen=True, slots=True)
class PageType:
    """A kind of page. ``languages`` is ("",) for a page that stands above the languages.

    One that is ``last`` is made when all else stands in ``site.public``, and may read it there.
    One that is not ``listed`` is in no sitemap: nobody should find it by searching.
    """

    name: str
    template: str
    pages: Callable[[Site], Iterator[Page]]
    view: Callable[[Site, Page, str], View]
    data: Callable[[Site, Page], View] | None = None
    languages: tuple[str, ...] = LANGUAGES
    last: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Output:
    """Files that are made together and are no page, by their names below public/: a feed, a picture, a download.

    ``subject`` and ``depends`` mean the same as those of a page.
    """

    names: tuple[str, ...]
    subject: Any
    depends: Any


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of files that are no pages. ``content`` gives the bytes of every name of one output.

    One that is ``heavy`` takes seconds: it is begun first, in the process of all that are heavy. ``last`` as for pages.
    """

    name: str
    outputs: Callable[[Site], Iterator[Output]]
    content: Callable[[Site, Output], Iterable[tuple[str, bytes]]]
    heavy: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class IndexType:
    """A kind of files about all the pages there are, which ``outputs`` is given in the order in which they are made."""

    name: str
    outputs: Callable[[Site, Sequence[tuple[PageType, Page]]], Iterator[Output]]
    content: Callable[[Site, Output], Iterable[tuple[str, bytes]]]
    last: bool = False


Kind = PageType | FileType | IndexType


def file_of(path: str, lang: str) -> str:
    """Where a page is written, below public/: "sk/d/sk-9-733/index.html", "404.html"."""
    address = f"{lang}/{path}" if lang else path
    return address if address.endswith(".html") else f"{address}index.html"


def data_file(path: str, lang: str) -> str:
    """Where a page's data are written, beside it: "sk/d/sk-9-733/index.json"."""
    return f"{file_of(path, lang).removesuffix('index.html')}index.json"
