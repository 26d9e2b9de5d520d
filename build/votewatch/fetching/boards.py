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
from votewatch.sources.fetcher import BudgetSpent, Fetcher, Stopped
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
    read = _paged(lambda offset: kind.read(page(offset), token, company), MOST_PAGES)
    if ats == "smartrecruiters" and not read.board.postings and read.whole:
        return Read(read.board, False, "no posting: an unknown or renamed token answers the same")
    return read


def read_feed(fetcher: Fetcher, urls: JobUrls, feed: str, fresh_hours: float, pages: int) -> Read:
    """The newest postings of a feed, at most ``pages`` pages. Raises SourceError when its first cannot be read.

    A feed is never whole; that there is more of it than we ask for is no fault, and changes with every run.
    """
    kind, base = _FEEDS[feed], getattr(urls, feed)

    def one(offset: int) -> Board:
        board: Board = kind.read(fetcher.get(kind.url(base, offset), fresh_hours=fresh_hours))
        return board

    read = _paged(one, pages) if feed in _PAGING_FEEDS else _judged(one(0))
    short = read.why_not.startswith("read ")
    return Read(read.board, False, "" if short else read.why_not)


def _judged(board: Board) -> Read:
    unread = len(board.unreadable)
    return Read(
        board, not unread, f"rows that could not be read: {unread}, first {board.unreadable[0]}" if unread else ""
    )


def _paged(read: Callable[[int], Board], pages: int) -> Read:
    """Pages up to the total of the first one, since later ones may say 0; short of it the reading is not whole.

    Raises BudgetSpent and Stopped: pages that were read are in the cache, and the next run goes on from there.
    """
    first = read(0)
    postings: dict[str, Posting] = {one.id: one for one in first.postings}
    unknown, unreadable, offset = Counter(first.unknown), list(first.unreadable), _rows(first)
    total, why_not = first.total or 0, ""
    for _ in range(pages - 1):
        if offset >= total:
            break
        try:
            board = read(offset)
        except (BudgetSpent, Stopped):
            raise
        except SourceError as error:
            why_not = f"stopped at {offset} of {total}: {error.reason}"
            break
        if not (rows := _rows(board)):
            break
        offset += rows
        postings |= {one.id: one for one in board.postings}
        unknown.update(board.unknown)
        unreadable += board.unreadable
    # Rows that stood on an earlier page already are none of those that are missing.
    if not why_not and (distinct := len(postings) + len(unreadable)) < total:
        why_not = f"read {distinct} of {total}"
    judged = _judged(
        replace(first, postings=tuple(postings.values()), unknown=dict(unknown), unreadable=tuple(unreadable))
    )
    return Read(judged.board, judged.whole and not why_not, why_not or judged.why_not)


def _rows(board: Board) -> int:
    return len(board.postings) + len(board.unreadable)
