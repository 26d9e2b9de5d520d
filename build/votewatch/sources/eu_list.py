"""HowTheyVote.eu's list of main votes (``/api/votes``): addresses of its pages, and what one page tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from votewatch.model import ids
from votewatch.sources.document import Document
from votewatch.sources.eu_fields import Fields

# More is silently cut to 200; 0 and less give empty pages that go on for ever.
PAGE_SIZE = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A main vote as the list names it. ``when`` is Brussels time without zone, ISO."""

    number: int
    when: str

    @property
    def id(self) -> str:
        """The roll call's id."""
        return ids.eu_roll_call(self.number)

    @property
    def day(self) -> str:
        """ISO day of the vote."""
        return self.when[:10]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list, in the source's order, and whether another one follows."""

    votes: tuple[Listed, ...]
    has_next: bool


def page_url(base_url: str, page: int, *, since: str | None = None, until: str | None = None) -> str:
    """Address of page ``page`` (from 1), newest day first, of the votes from ``since`` to ``until`` (ISO, included)."""
    query: dict[str, str | int] = {"page": page, "page_size": PAGE_SIZE, "sort_by": "date", "sort_order": "desc"}
    # The source drops a filter that it cannot read and answers with the whole archive: read_all filters again.
    query |= {name: day for name, day in (("date[gte]", since), ("date[lte]", until)) if day}
    return f"{base_url}/api/votes?{urlencode(query)}"


def parse(document: Document) -> ListPage:
    """Read one page. Raises UnreadableDocument or UnreadableField naming the URL."""
    answer = Fields.of(document.json(), subject="the list of the EP's votes", url=document.url)
    rows = answer.each("results")
    votes = tuple(Listed(row.number("id"), row.local_time("timestamp")) for row in rows)
    return ListPage(votes, answer.flag("has_next"))


def read_all(
    get: Callable[[str], Document], base_url: str, *, since: str | None = None, until: str | None = None
) -> list[Listed]:
    """Every main vote from ``since`` to ``until``, newest first, each once.

    Ends at the first page that is empty or names no next one, whatever the total says. Inside a day the source lists by
    id and not by time, and a new vote shifts the pages while we read: the order is ours, and a vote met twice counts
    once. Raises what ``get`` and ``parse`` raise.
    """
    found: dict[int, Listed] = {}
    number = 1
    while True:
        page = parse(get(page_url(base_url, number, since=since, until=until)))
        found |= {v.number: v for v in page.votes if (since or "") <= v.day <= (until or "9999")}
        if not page.votes or not page.has_next:
            return sorted(found.values(), key=lambda v: (v.when, v.number), reverse=True)
        number += 1
