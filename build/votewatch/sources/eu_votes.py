"""Which votes of the EP to read, and the reading of them: one decision after the other, none stops the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from votewatch.model.errors import SourceError
from votewatch.model.ids import eu_roll_call
from votewatch.sources import eu_vote
from votewatch.sources.document import Document
from votewatch.sources.eu_list import Listed
from votewatch.sources.eu_vote import Related, VoteDetail
from votewatch.sources.fetcher import BudgetSpent, Fetcher, Stopped, Unreachable
from votewatch.sources.selection import DOWN, Selection

# So many main votes are read before the votes related to them: a stop loses no more, and not their pages.
_TOGETHER = 12


class AnotherVote(SourceError):
    """The answer is about another vote than the one asked for."""


class NoMembers(SourceError):
    """A main vote of the list came without positions: those are what we came for, so this answer is not whole."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One vote that was read, or why it was not."""

    number: int
    url: str
    outcome: VoteDetail | SourceError


def url_of(base_url: str, number: int) -> str:
    """Address of the answer about one vote of any kind."""
    return f"{base_url}/api/votes/{number}"


def choose(
    listed: Iterable[Listed], stored: Collection[int], doubtful: Collection[int], selection: Selection, reread_from: str
) -> list[Listed]:
    """The votes to read, newest first: those not ``stored``, those of ``reread_from`` (ISO day) and later, and doubtful
    ones, which failed before. By number: just these. ``stored`` and ``doubtful`` hold source numbers.
    """
    if selection.only:
        return [Listed(number, "") for number in sorted(selection.only, reverse=True)]
    votes = [vote for vote in listed if selection.since <= vote.day <= selection.until]
    wanted = [v for v in votes if v.number not in stored or v.number in doubtful or v.day >= reread_from]
    if selection == Selection():  # a related vote that failed is in no list, and its day is not known
        names = {vote.number for vote in votes}
        wanted += [Listed(number, "") for number in doubtful if number not in names]
    return sorted(wanted, key=lambda vote: (vote.when, vote.number), reverse=True)


def fresh_hours(vote: Listed, now: dt.datetime, reread_days: int, index_hours: float) -> float:
    """How old a stored answer may be. Votes change for ``reread_days``: until then ``index_hours``, afterwards any
    answer will do that the source sent when the vote had settled. ``now`` is aware; a vote of unknown day is new.
    """
    if not vote.day:
        return index_hours
    settled = dt.datetime.fromisoformat(vote.day).replace(tzinfo=dt.UTC) + dt.timedelta(days=reread_days + 1)
    return max(index_hours, (now - settled) / dt.timedelta(hours=1))


def read(
    fetcher: Fetcher,
    base_url: str,
    wanted: Sequence[Listed],
    related: Callable[[VoteDetail], Iterable[Related]],
    fresh: Callable[[Listed], float | None],
) -> Iterator[tuple[Reading, ...]]:
    """Each wanted vote, followed by those of its related ones that ``related`` picks, or what was wrong with either.

    In the order given. Ends early when time is over or nobody answers; a vote whose related ones were not all tried by
    then is left out, so that the next run finds it undone. No vote is read twice.
    """
    seen = {vote.number for vote in wanted}
    way = _Way(fetcher, base_url, fresh)
    for start in range(0, len(wanted), _TOGETHER):
        chunk = wanted[start : start + _TOGETHER]
        first = way.read(chunk, with_members=True)
        beside: dict[int, list[Listed]] = {}
        for vote in chunk:
            outcome = first[vote.number].outcome if vote.number in first else None
            picked = related(outcome) if isinstance(outcome, VoteDetail) else ()
            beside[vote.number] = [one.listed for one in picked if one.listed.number not in seen]
            seen.update(one.number for one in beside[vote.number])
        second = way.read([one for vote in chunk for one in beside[vote.number]])
        for vote in chunk:
            numbers = [one.number for one in beside[vote.number]]
            if vote.number in first and all(number in second for number in numbers):
                yield (first[vote.number], *(second[number] for number in numbers))
        if way.ended:
            return


class _Way:
    """Reads votes until time is over or the source is silent for too long; from then on reads nothing."""

    def __init__(self, fetcher: Fetcher, base_url: str, fresh: Callable[[Listed], float | None]) -> None:
        self._fetcher = fetcher
        self._base_url = base_url
        self._fresh = fresh
        self._silent = 0
        self.ended = False

    def read(self, votes: Sequence[Listed], *, with_members: bool = False) -> dict[int, Reading]:
        """By number what was read or went wrong; a vote that was not come to is missing."""
        found: dict[int, Reading] = {}
        if self.ended or not votes:
            return found
        by_url = {url_of(self._base_url, vote.number): vote for vote in votes}
        answers = self._fetcher.get_all(by_url, fresh_hours=lambda url: self._fresh(by_url[url]))
        with closing(answers):
            for url, document in answers:
                if isinstance(document, BudgetSpent | Stopped):
                    self.ended = True
                    return found
                vote = by_url[url]
                found[vote.number] = Reading(vote.number, url, _outcome(vote, url, document, with_members))
                self._silent = self._silent + 1 if isinstance(document, Unreachable) else 0
                if self._silent == DOWN:
                    self.ended = True
                    return found
        return found


def _outcome(vote: Listed, url: str, document: Document | SourceError, with_members: bool) -> VoteDetail | SourceError:
    if isinstance(document, SourceError):
        return document
    try:
        detail = eu_vote.parse(document)
    except SourceError as error:
        return error
    subject = eu_roll_call(vote.number)
    if detail.roll_call.source_id != vote.number:
        return AnotherVote(f"the answer is about {detail.roll_call.id}", subject=subject, url=url)
    if with_members and detail.roll_call.is_main and detail.roll_call.positions is None:
        return NoMembers("a main vote without a single member", subject=subject, url=url)
    return detail
