"""Which votes of the NR SR to read, and the reading of them: one result after the other, none stops the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from votewatch.model.errors import SourceError
from votewatch.model.member import Member
from votewatch.model.roll_call import RollCall
from votewatch.sources import nrsr_listing, nrsr_opendata, nrsr_page
from votewatch.sources.document import Document
from votewatch.sources.fetcher import BudgetSpent, Fetcher, Stopped, Unreachable
from votewatch.sources.nrsr_index import Listed, page_url
from votewatch.sources.nrsr_page import VotePage
from votewatch.sources.selection import DOWN, Selection

# Meetings overlap: an ordinary one is interrupted for extraordinary ones and goes on afterwards.
_STILL_OPEN = 6
# The JSON door has the listing behind it: a quarter of a minute of knocking is enough.
_AT_THE_DOOR = 4


class NotListed(SourceError):
    """A vote that was asked for by number is in no index of the term."""


class IndexDisagrees(SourceError):
    """The page and the index tell different things of the same vote."""


@dataclass(frozen=True, slots=True)
class Index:
    """Every vote that the source lists. ``door`` says which way it came, ``failures`` what could not be listed.

    ``members`` and ``notes`` are empty when the JSON door is shut.
    """

    votes: tuple[Listed, ...]
    door: str
    failures: tuple[SourceError, ...] = ()
    members: tuple[Member, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One vote that was read, or why it was not."""

    vote_id: int
    url: str
    outcome: VotePage | SourceError


def index(
    fetcher: Fetcher,
    base_url: str,
    term: int,
    stored: Iterable[RollCall],
    only: Collection[int] = (),
    fresh_hours: float | None = None,
) -> Index:
    """The index of a term by the JSON door, or by the listing when that fails.

    Raises BudgetSpent or Stopped, and the listing's own error when neither door shows a single vote.
    """
    try:
        return _by_opendata(fetcher, base_url, term, fresh_hours)
    except (BudgetSpent, Stopped):
        raise
    except SourceError as error:
        return _by_listing(fetcher, base_url, term, tuple(stored), only, fresh_hours, error)


def choose(votes: Iterable[Listed], stored: Collection[int], selection: Selection) -> list[Listed]:
    """The votes to read, newest first."""
    if selection.only:
        wanted = [vote for vote in votes if vote.id in selection.only]
    else:
        span = (selection.since, selection.until)
        wanted = [vote for vote in votes if vote.id not in stored and span[0] <= vote.day <= span[1]]
    return sorted(wanted, key=lambda vote: (vote.when, vote.id), reverse=True)


def read(
    fetcher: Fetcher, base_url: str, votes: Iterable[Listed], fresh_hours: Callable[[int], float | None]
) -> Iterator[Reading]:
    """Each vote's page, or what was wrong with it, in the order given; ends early when time is over or nobody answers.

    ``fresh_hours`` says for a vote how old a stored page may be; None means any age.
    """
    by_url = {page_url(base_url, vote.id): vote for vote in votes}
    silent = 0
    pages = fetcher.get_all(by_url, fresh_hours=lambda url: fresh_hours(by_url[url].id))
    with closing(pages):
        for url, document in pages:
            listed = by_url[url]
            if isinstance(document, BudgetSpent | Stopped):
                return
            if isinstance(document, SourceError):
                yield Reading(listed.id, url, document)
                silent = silent + 1 if isinstance(document, Unreachable) else 0
                if silent == DOWN:
                    return
                continue
            silent = 0
            try:
                vote_page = nrsr_page.read(document, listed.item)
                _compare(vote_page.roll_call, listed, url)
            except SourceError as error:
                yield Reading(listed.id, url, error)
                continue
            yield Reading(listed.id, url, vote_page)


def not_listed(base_url: str, term: int, votes: Iterable[Listed], only: Iterable[int]) -> list[Reading]:
    """A failure for each vote asked for by number that no index names."""
    found = {vote.id for vote in votes}
    out = []
    for number in sorted(set(only) - found, reverse=True):
        url = page_url(base_url, number)
        error = NotListed(f"in no index of term {term}", subject=f"vote {number}", url=url)
        out.append(Reading(number, url, error))
    return out


def _by_opendata(fetcher: Fetcher, base_url: str, term: int, fresh_hours: float | None) -> Index:
    def get(table: str) -> Document:
        address = nrsr_opendata.url(base_url, table, term)
        return fetcher.get(address, fresh_hours=fresh_hours, retries=_AT_THE_DOOR)

    votes = nrsr_opendata.votes(get("votes"))
    members: tuple[Member, ...] = ()
    notes: list[str] = []
    try:  # names and prints only add to what the pages tell
        members = nrsr_opendata.members(get("members"))
        prints = {bill.number for bill in nrsr_opendata.bills(get("bills"))}
        unknown = sorted({vote.item for vote in votes if vote.item} - prints)
        if unknown:
            notes.append(f"prints with votes that the list of prints does not name: {', '.join(unknown)}")
        standing = [club.name for club in nrsr_opendata.clubs(get("clubs")) if club.finished is None]
        notes.append(f"{len(members)} members, {len(prints)} prints, {len(standing)} clubs listed")
    except (BudgetSpent, Stopped):
        raise
    except SourceError as error:
        notes.append(str(error))
    return Index(votes, "open data", members=members, notes=tuple(notes))


def _by_listing(
    fetcher: Fetcher,
    base_url: str,
    term: int,
    stored: tuple[RollCall, ...],
    only: Collection[int],
    fresh_hours: float | None,
    why: SourceError,
) -> Index:
    numbers: dict[int, set[int]] = defaultdict(set)
    for roll_call in stored:
        if roll_call.term == term and roll_call.meeting and roll_call.number:
            numbers[roll_call.meeting].add(roll_call.number)
    of_only = {r.meeting for r in stored if r.term == term and r.source_id in only and r.meeting}
    found: list[Listed | SourceError] = []
    if only and len(of_only) and {r.source_id for r in stored} >= set(only):
        for meeting in sorted(of_only):
            found += nrsr_listing.meeting_votes(fetcher, base_url, term, meeting, fresh_hours)
    else:
        last = max(numbers, default=1)
        # A run that was stopped leaves the newest votes in the record and gaps below them.
        gaps = {m for m in range(1, last) if not numbers[m] or len(numbers[m]) != max(numbers[m])}
        known = gaps | set(range(max(1, last - _STILL_OPEN), last))
        found += nrsr_listing.term_votes(fetcher, base_url, term, known, last, fresh_hours)
    votes = tuple(vote for vote in found if isinstance(vote, Listed))
    failures = tuple(error for error in found if isinstance(error, SourceError))
    if failures and not votes:
        raise failures[0] from why
    return Index(votes, "listing", failures, notes=(f"the JSON door is shut: {why}",))


def _compare(roll_call: RollCall, listed: Listed, url: str) -> None:
    """The absent count is no part of this: it is wrong on one vote in eight."""
    on_page: list[object] = [roll_call.term, roll_call.meeting, roll_call.number]
    in_index: list[object] = [listed.term, listed.meeting, listed.number]
    if listed.totals is not None and roll_call.totals is not None:
        t = roll_call.totals
        on_page += [t.for_, t.against, t.abstained, t.not_voting]
        in_index += listed.totals
    if on_page != in_index:
        why = f"term, meeting, number and totals are {on_page} on the page and {in_index} in the index"
        raise IndexDisagrees(why, subject=f"vote {listed.id}", url=url)
