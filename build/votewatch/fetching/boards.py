"""How each kind of job board and feed is read to its end, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting
from votewatch.settings import JobUrls
from votewatch.sources.document import Document
from votewatch.sources.fetcher import Fetcher
from votewatch.sources.jobs import (
    ashby,
    greenhouse,
    himalayas,
    jobicy,
    lever,
    personio,
    recruitee,
    remoteok,
    remotive,
    smartrecruiters,
    workday,
)

# Read in one answer. Lever's two hosts share a form.
_WHOLE: dict[str, Any] = {
    "greenhouse": greenhouse, "lever": lever, "lever_eu": lever, "ashby": ashby, "recruitee": recruitee,
    "personio": personio,
}  # fmt: skip
_FEEDS: dict[str, Any] = {"himalayas": himalayas, "remotive": remotive, "remoteok": remoteok, "jobicy": jobicy}
_PAGING_FEEDS = frozenset({"himalayas"})
MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Read:
    """What a source held. ``whole`` is false when rows are missing, so that nothing may be taken as closed."""

    board: Board
    whole: bool
    why_not: str = ""


def read_board(fetcher: Fetcher, urls: JobUrls, ats: str, token: str, company: str, fresh_hours: float) -> Read:
    """All postings of one firm's board. Raises SourceError when its first page cannot be read."""
    base = getattr(urls, ats)
    if ats in _WHOLE:
        kind = _WHOLE[ats]
        board = kind.read(fetcher.get(kind.url(base, token), fresh_hours=fresh_hours), token, company)
        return _judged(board)

    def page(offset: int) -> Document:
        if ats == "workday":
            return fetcher.post_json(workday.url(base, token), workday.body(offset), fresh_hours=fresh_hours)
        return fetcher.get(smartrecruiters.url(base, token, offset), fresh_hours=fresh_hours)

    kind = {"workday": workday, "smartrecruiters": smartrecruiters}[ats]
    return _paged(lambda offset: kind.read(page(offset), token, company), MOST_PAGES)


def read_feed(fetcher: Fetcher, urls: JobUrls, feed: str, fresh_hours: float, pages: int) -> Read:
    """The newest postings of a feed, at most ``pages`` pages. Raises SourceError when its first cannot be read."""
    kind, base = _FEEDS[feed], getattr(urls, feed)

    def one(offset: int) -> Board:
        board: Board = kind.read(fetcher.get(kind.url(base, offset), fresh_hours=fresh_hours))
        return board

    return _paged(one, pages) if feed in _PAGING_FEEDS else _judged(one(0))


def _judged(board: Board) -> Read:
    unread = len(board.unreadable)
    return Read(
        board, not unread, f"rows that could not be read: {unread}, first {board.unreadable[0]}" if unread else ""
    )


def _paged(read: Callable[[int], Board], pages: int) -> Read:
    """Pages until there is nothing new; the total of the first page counts, since later ones may say 0."""
    first = read(0)
    postings: dict[str, Posting] = {one.id: one for one in first.postings}
    unknown, unreadable, offset = Counter(first.unknown), list(first.unreadable), _rows(first)
    total, why_not = first.total or 0, ""
    for _ in range(pages - 1):
        if offset >= total:
            break
        try:
            board = read(offset)
        except SourceError as error:
            why_not = f"stopped at {offset} of {total}: {error.reason}"
            break
        if not (rows := _rows(board)):
            break
        offset += rows
        postings |= {one.id: one for one in board.postings}
        unknown.update(board.unknown)
        unreadable += board.unreadable
    if not why_not and offset < total:
        why_not = f"read {offset} of {total}"
    judged = _judged(
        replace(first, postings=tuple(postings.values()), unknown=dict(unknown), unreadable=tuple(unreadable))
    )
    return Read(judged.board, judged.whole and not why_not, why_not or judged.why_not)


def _rows(board: Board) -> int:
    return len(board.postings) + len(board.unreadable)
