"""Every page of the site for search engines, by the sitemap protocol (https://www.sitemaps.org/protocol.html).

The lists are made of the very pages that are made, so that none can be forgotten. Each address names the same page in
the other language and the one for readers of neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import escape

from votewatch.render.addresses import page_url
from votewatch.render.page import IndexType, Output, Page, PageType
from votewatch.render.site import Site

INDEX = "sitemap.xml"
ROBOTS = "robots.txt"
PAGES = 5_000  # of one list: in two languages 10,000 addresses and 6 MB, where 50,000 and 50 MB are allowed
NEITHER = "en"  # who reads neither language is more likely to follow English
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Row = tuple[str, tuple[str, ...], str]  # path, languages, the ISO day on which the record last changed it or ""


@dataclass(frozen=True, slots=True)
class _Part:
    """One list, by its name below public/."""

    name: str
    rows: tuple[Row, ...]

    @property
    def changed(self) -> str:
        """The ISO day on which one of its pages last changed, "" unless it is known of all."""
        days = [day for _, _, day in self.rows]
        return max(days) if all(days) else ""


def _outputs(site: Site, pages: Sequence[tuple[PageType, Page]]) -> Iterator[Output]:
    parts = list(_parts((kind, page) for kind, page in pages if kind.listed))
    for part in parts:
        yield Output((part.name,), part, part.rows)
    index = [(part.name, part.changed) for part in parts]
    yield Output((INDEX, ROBOTS), index, index)


def _parts(pages: Iterable[tuple[PageType, Page]]) -> Iterator[_Part]:
    for kind, group in groupby(pages, key=lambda pair: pair[0]):
        rows = [(page.path, kind.languages, page.changed) for _, page in group]
        for number, start in enumerate(range(0, len(rows), PAGES), 1):
            yield _Part(f"sitemaps/{kind.name}-{number}.xml", tuple(rows[start : start + PAGES]))


def _content(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    url = site.look.site_url
    if isinstance(output.subject, _Part):
        yield output.subject.name, urlset(output.subject.rows, url).encode()
        return
    maps = "".join(
        f"<sitemap><loc>{escape(url)}/{name}</loc>{_changed(day)}</sitemap>\n" for name, day in output.subject
    )
    yield INDEX, f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{maps}</sitemapindex>\n'.encode()
    yield ROBOTS, f"User-agent: *\nDisallow: /api/\n\nSitemap: {url}/{INDEX}\n".encode()


def urlset(rows: Iterable[Row], site_url: str) -> str:
    """One list of addresses. Those in several languages name each other."""
    url = str(escape(site_url))
    found = [_HEAD, f'<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n']
    for path, languages, day in rows:
        links = _alternates(url, path, languages) if len(languages) > 1 else ""
        found += [f"<url><loc>{page_url(url, lang, path)}</loc>{_changed(day)}{links}</url>\n" for lang in languages]
    return "".join([*found, "</urlset>\n"])


def _alternates(url: str, path: str, languages: Iterable[str]) -> str:
    # The home of the two languages is the page that lets one choose.
    known = {lang: page_url(url, lang, path) for lang in languages}
    known["x-default"] = known[NEITHER] if path else page_url(url, "", "")
    return "".join(f'<xhtml:link rel="alternate" hreflang="{lang}" href="{to}"/>' for lang, to in known.items())


def _changed(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


SITEMAPS = IndexType("sitemaps", _outputs, _content)
