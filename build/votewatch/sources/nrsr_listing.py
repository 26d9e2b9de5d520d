"""The NR SR's paged listing of a meeting's votes: the other way to an index, when the JSON door is shut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import parse_qs, urlsplit

from parsel import Selector

from votewatch.model.errors import SourceError
from votewatch.model.wording import fold
from votewatch.sources.document import Document
from votewatch.sources.fetcher import BudgetSpent, Fetcher, Stopped
from votewatch.sources.nrsr_index import Listed
from votewatch.sources.selecting import expect, page, text_of

_TABLE = "table#_sectionLayoutContainer_ctl01__resultGrid2"
_ROW = "tr.tab_zoznam_alt, tr.tab_zoznam_nonalt"
_TARGET = "_sectionLayoutContainer$ctl01$_resultGrid2"
_WHEN = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::\d{2})?)?")
# Meetings are held out of turn and left out; two empty numbers in a row are the end.
_EMPTY_AT_THE_END = 2
# No term had half as many.
_MOST_MEETINGS = 400


class UnreadableListing(SourceError):
    """A row of the listing without a date, a number or an address that we know."""


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One page of a meeting's listing; ``form`` brings the page after it, None on the last one."""

    votes: tuple[Listed, ...]
    form: dict[str, str] | None


def url(base_url: str, term: int, meeting: int) -> str:
    """The address of the first page of a meeting's listing."""
    return (
        f"{base_url.rstrip('/')}/web/Default.aspx?sid=schodze/hlasovanie/vyhladavanie_vysledok"
        f"&ZakZborID=13&CisObdobia={term}&CisSchodze={meeting}&ShowCisloSchodze=False"
    )


def parse(document: Document, term: int, meeting: int, number: int = 1) -> ListingPage:
    """Page ``number`` of a meeting's listing, empty for a meeting without votes.

    Raises UnexpectedMatches or UnreadableListing naming meeting and URL.
    """
    where = (f"listing of meeting {meeting}, page {number}", document.url)
    html = page(document)
    # An error page has no form; without this test it would pass for a meeting without votes.
    expect(html, "input#__VIEWSTATE", 1, subject=where[0], url=where[1])
    tables = expect(html, _TABLE, range(2), subject=where[0], url=where[1])
    votes = tuple(_listed(row, term, meeting, where) for row in tables.css(_ROW))
    following = f"Page${number + 1}"
    links = tables.css("tr.pager a").xpath("@href").getall()
    if not any(f"'{following}'" in link for link in links):
        return ListingPage(votes, None)
    hidden = {i.attrib["name"]: i.attrib.get("value", "") for i in html.css('input[type="hidden"][name]')}
    return ListingPage(votes, hidden | {"__EVENTTARGET": _TARGET, "__EVENTARGUMENT": following})


def meeting_votes(
    fetcher: Fetcher, base_url: str, term: int, meeting: int, fresh_hours: float | None = None
) -> tuple[Listed, ...]:
    """Every vote of a meeting, page after page. Raises what the fetcher and ``parse`` raise."""
    address = url(base_url, term, meeting)
    votes: list[Listed] = []
    document = fetcher.get(address, fresh_hours=fresh_hours)
    for number in count(1):
        found = parse(document, term, meeting, number)
        votes += found.votes
        if found.form is None:
            return tuple(votes)
        label = found.form["__EVENTARGUMENT"]
        document = fetcher.post(address, found.form, label=label, fresh_hours=fresh_hours)
    raise AssertionError("unreachable: count() has no end")


def term_votes(
    fetcher: Fetcher, base_url: str, term: int, known: Iterable[int], last: int, fresh_hours: float | None = None
) -> Iterator[Listed | SourceError]:
    """The votes of the meetings ``known``, then upward from ``last`` until two in a row have none.

    A meeting whose listing cannot be read is its error, and counts as one without votes. Raises BudgetSpent, Stopped.
    """
    empty = 0
    for meeting in (*sorted({m for m in known if m < last}), *range(max(1, last), _MOST_MEETINGS)):
        votes: tuple[Listed, ...] = ()
        try:
            votes = meeting_votes(fetcher, base_url, term, meeting, fresh_hours)
        except (BudgetSpent, Stopped):
            raise
        except SourceError as error:
            yield error
        yield from votes
        empty = 0 if votes or meeting < last else empty + 1
        if empty == _EMPTY_AT_THE_END:
            return


def _listed(row: Selector, term: int, meeting: int, where: tuple[str, str]) -> Listed:
    subject, address = where
    # With ShowCisloSchodze the number of the meeting comes first.
    cells = expect(row, ":scope > td", range(5, 7), subject=subject, url=address)[-5:]
    match = _WHEN.fullmatch(text_of(cells[0]))
    link = expect(cells[1], "a", 1, subject=subject, url=address)[0]
    vote = parse_qs(urlsplit(link.attrib.get("href", "")).query).get("ID", [""])[0]
    number = text_of(link)
    if not match or not vote.isdecimal() or not number.isdecimal():
        raise UnreadableListing(f"unreadable row: {fold(text_of(row))!r}", subject=subject, url=address)
    day, month, year, hour, minute = match.groups()
    prints = expect(cells[2], "a", range(2), subject=subject, url=address)
    item = parse_qs(urlsplit(prints[0].attrib.get("href", "")).query).get("ID", [""])[0] if prints else ""
    return Listed(
        id=int(vote),
        term=term,
        meeting=meeting,
        number=int(number),
        when=f"{year}-{int(month):02}-{int(day):02}T{int(hour or 0):02}:{minute or '00'}",
        item=item or None,
        title=fold(text_of(cells[3])),
    )
