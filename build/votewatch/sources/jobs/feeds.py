"""What the feeds of many firms' postings share: the firm comes from the row, and the offers are for remote work."""

from __future__ import annotations

import html
from collections.abc import Iterable

from votewatch.facts.radar.folding import mended
from votewatch.model.posting import Posting, WorkModel
from votewatch.sources.jobs.places import distinct
from votewatch.sources.jobs.rows import Row, UnreadableRow


def posting_of(
    feed: str, row: Row, *, id: str, company: str, title: str, places: Iterable[str], url: str, posted: str, text: str
) -> Posting:
    """One posting of a feed, remote because the feed holds nothing else; ``company`` is the key of the firm's name."""
    firm = _plain(row.needed(company))
    return Posting(
        id=f"{feed}:{'-'.join(firm.lower().split())}:{id}",
        ats=feed,
        company=firm,
        title=_plain(row.needed(title)),
        locations=distinct(mended(place) for place in places),
        work_model=WorkModel.REMOTE,
        url=row.link(url),
        posted=posted,
        text=mended(text),
    )


def _plain(name: str) -> str:
    """A name without the entities and broken letters that feeds carry (``R&amp;D``, ``KrakÃ³w``)."""
    return " ".join(mended(html.unescape(name)).split())


def last_part(row: Row, name: str) -> str:
    """The last part of an address's path, which is the posting's name within its firm."""
    part = row.needed(name).rstrip("/").rpartition("/")[2]
    if not part:
        raise UnreadableRow(f"{name} names no posting")
    return part


def whole_feed(feed: str, offset: int) -> None:
    """Refuse an offset into a feed that comes in one answer, which would be read again and again."""
    if offset:
        raise ValueError(f"{feed} does not page: no offset {offset}")
