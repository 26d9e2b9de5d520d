"""Selectors that count: each says how many matches it expects, so that a changed page makes noise at once."""

from __future__ import annotations

from parsel import Selector, SelectorList

from votewatch.model.errors import SourceError
from votewatch.sources.document import Document


class UnexpectedMatches(SourceError):
    """A selector found more or fewer parts of the page than it expects: the page is not what it was."""


def page(document: Document) -> Selector:
    """The document's HTML. Raises UnreadableDocument when it is no text."""
    return Selector(text=document.text or "<html/>", type="html", base_url=document.url)


def expect(selector: Selector, query: str, n: int | range | None, *, subject: str, url: str) -> SelectorList[Selector]:
    """What the CSS ``query`` finds: exactly ``n`` parts, or a number within the range ``n``; None: at least one.

    Raises UnexpectedMatches naming the query, what was expected, ``subject`` and ``url``.
    """
    found = selector.css(query)
    wanted = range(1, 100_000) if n is None else range(n, n + 1) if isinstance(n, int) else n
    if len(found) not in wanted:
        asked = "at least 1" if n is None else str(n) if isinstance(n, int) else f"{n.start} to {n.stop - 1}"
        raise UnexpectedMatches(f"{query!r} matches {len(found)} times, not {asked}", subject=subject, url=url)
    return found


def text_of(part: Selector) -> str:
    """All text inside, no-break spaces as spaces, ``<br>`` as a line break, ends trimmed."""
    pieces = part.xpath("descendant::text() | descendant::br")
    texts = ("\n" if piece.root is not None and not isinstance(piece.root, str) else piece.get() for piece in pieces)
    return "".join(texts).replace("\xa0", " ").strip()
