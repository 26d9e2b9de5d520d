"""From HowTheyVote.eu into the ledger: new and recent main votes with all that was voted on beside them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from votewatch.facts.eu.grouping import filed_under
from votewatch.facts.eu.motions import WHOLE, motion_of
from votewatch.fetching.run import FetchReport, Outside, Progress, fetcher_for
from votewatch.ledger import files, groups, people, sighted, skipped
from votewatch.ledger.files import SaveReport
from votewatch.ledger.groups import Group
from votewatch.ledger.skipped import Skipped
from votewatch.model.errors import SourceError
from votewatch.model.member import Member
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.settings import Settings
from votewatch.sources import eu_list, eu_votes
from votewatch.sources.eu_list import Listed
from votewatch.sources.eu_vote import NamedGroup, Related, VoteDetail
from votewatch.sources.eu_votes import Reading
from votewatch.sources.fetcher import RefusedByServer, Unreachable
from votewatch.sources.selection import Selection

# So many readings are saved at once, main votes together with their related ones.
BATCH = 50


class LessThanStored(SourceError):
    """The answer names no member, and the record already holds this vote with every member."""


def fetch_eu(
    settings: Settings,
    selection: Selection,
    *,
    today: str,
    budget_minutes: float | None = None,
    progress: Progress = lambda _done, _wanted: None,
    outside: Outside | None = None,
) -> FetchReport:
    """Read main votes that are not in the ledger yet, those of the last days that may still change, and related ones.

    Newest first, saved as they come. A vote that fails becomes a line of data/skipped.jsonl (first seen ``today``, an
    ISO day), is tried again by the next run, and leaves a stored record as it is. ``progress`` is told (done, wanted)
    of main votes. Raises SourceError when the list cannot be read; passes on a KeyboardInterrupt after saving.
    """
    source, outside = settings.sources.eu, outside or Outside()
    stored = {r.source_id: r for r in files.load(settings.paths.data, Parliament.EU)}
    doubtful = {int(s.id[4:]) for s in skipped.load(settings.paths.data) if s.id.startswith("eu:v")}
    reread_from = (dt.date.fromisoformat(today) - dt.timedelta(days=source.reread_days)).isoformat()
    now = outside.clock.now()

    def fresh_hours(vote: Listed) -> float:
        """A vote asked for by number is always read anew; a refused answer may have been mended since."""
        if selection.only:
            return 0.0
        if vote.number in doubtful:
            return source.index_hours
        return eu_votes.fresh_hours(vote, now, source.reread_days, source.index_hours)

    def related(main: VoteDetail) -> Iterator[Related]:
        """Those missing here, and those of which the answer tells something new; all of a changed main vote's.

        The others stay unasked: most amendments never change, and there are hundreds of them.
        """
        known = stored.get(main.roll_call.source_id)
        changed = known is None or replace(main.roll_call, read=known.read) != known
        for one in () if selection.only else main.related:
            own = stored.get(one.listed.number)
            told = (one.listed.when, one.is_main, one.motion, one.result)
            news = own is None or told != (own.when, own.is_main, own.motion, own.result)
            recent = one.listed.day >= reread_from
            if news or (recent and changed) or one.listed.number in doubtful:
                yield one

    with fetcher_for(settings, source, budget_minutes, outside) as fetcher:
        listed: list[Listed] = []
        if not selection.only:
            span = {"since": selection.since or None, "until": None if selection.until == "9999" else selection.until}
            listed = eu_list.read_all(
                lambda url: fetcher.get(url, fresh_hours=source.index_hours), source.base_url, **span
            )
        wanted = eu_votes.choose(listed, stored, doubtful, selection, reread_from)
        batch = _Batch(settings, today, stored)
        try:
            for readings in eu_votes.read(fetcher, source.base_url, wanted, related, fresh_hours):
                batch.add(readings)
                progress(batch.done, len(wanted))
        finally:
            batch.save()
    return FetchReport(
        door="by number" if selection.only else f"list of {len(listed)} main votes",
        wanted=len(wanted),
        read=batch.read,
        saved=batch.saved,
        skipped=tuple(batch.failed),
        left=len(wanted) - batch.done,
        asked=fetcher.asked,
        silent=bool(wanted) and batch.read == 0 and batch.unanswered == len(batch.failed),
        notes=batch.notes(),
    )


class _Batch:
    """Readings on their way into the ledger, and the counts of the run."""

    def __init__(self, settings: Settings, today: str, stored: dict[int, RollCall]) -> None:
        self._data = settings.paths.data
        self._today = today
        self._stored = stored
        self._items = {filed_under(r) for r in stored.values() if r.is_main} - {None}
        # Related votes of an item whose main vote did not come yet, by item.
        self._apart: dict[str | None, list[VoteDetail]] = defaultdict(list)
        self._details: list[VoteDetail] = []
        self._fresh_failures: list[Skipped] = []
        self._healed: list[str] = []
        self.failed: list[Skipped] = []
        self.done = self.read = self.unanswered = 0
        self.saved = SaveReport(0, 0, 0)

    def add(self, readings: tuple[Reading, ...]) -> None:
        """A main vote and its related ones; saved together or not at all."""
        self.done += 1
        for reading in readings:
            outcome = reading.outcome
            if isinstance(outcome, VoteDetail) and (error := self._less_than_stored(outcome.roll_call, reading.url)):
                outcome = error
            if isinstance(outcome, VoteDetail):
                self.read += 1
                self._take(outcome)
            else:
                self.unanswered += isinstance(outcome, Unreachable | RefusedByServer)
                one = Skipped(f"eu:v{reading.number}", reading.url, outcome.reason, self._today)
                self.failed.append(one)
                self._fresh_failures.append(one)
        if len(self._details) + len(self._fresh_failures) >= BATCH:
            self.save()

    def save(self) -> None:
        """Names first: a vote that is in the ledger may not be read again, so its members must be there already."""
        data, details = self._data, self._details
        if details:
            _save_names(self._data, details)
        now = files.save(data, [self._as_kept(d.roll_call) for d in details])
        before = self.saved
        self.saved = SaveReport(before.new + now.new, before.changed + now.changed, before.unchanged + now.unchanged)
        if self._fresh_failures or (data / "skipped.jsonl").exists():
            skipped.save(data, self._fresh_failures, healed=self._healed)
        self._details, self._fresh_failures, self._healed = [], [], []

    def notes(self) -> tuple[str, ...]:
        apart = sum(len(details) for details in self._apart.values())
        return (f"under the same titles but of no main vote's item, not kept: {apart}",) if apart else ()

    def _less_than_stored(self, roll_call: RollCall, url: str) -> SourceError | None:
        known = self._stored.get(roll_call.source_id)
        if known is None or known.positions is None or roll_call.positions is not None:
            return None
        return LessThanStored("names no member; the record has them all", subject=roll_call.id, url=url)

    def _take(self, detail: VoteDetail) -> None:
        """Keep what belongs to an item with a main vote; requests on the agenda and the like decide nothing."""
        roll_call = detail.roll_call
        item = filed_under(roll_call)
        self._healed.append(roll_call.id)
        if roll_call.is_main or roll_call.source_id in self._stored or item in self._items:
            self._details.append(detail)
        else:
            self._apart[item].append(detail)
        if roll_call.is_main and item:
            self._items.add(item)
            self._details += self._apart.pop(item, [])

    def _as_kept(self, roll_call: RollCall) -> RollCall:
        """Votes on a whole text with every member, the thousands on its parts by their totals alone."""
        known = self._stored.get(roll_call.source_id)
        if roll_call.is_main or motion_of(roll_call) in WHOLE or (known is not None and known.positions is not None):
            return roll_call
        return replace(roll_call, positions=None, roster=None)


def _save_names(data: Path, details: list[VoteDetail]) -> None:
    """Members and groups as the answers spell them, and the periods that their rosters show."""
    members: dict[int, Member] = {}
    named: dict[str, NamedGroup] = {}
    for detail in sorted(details, key=lambda d: d.roll_call.when, reverse=True):
        for member in detail.members:
            members.setdefault(member.id, member)
        for group in detail.groups:
            named.setdefault(group.code, group)
    people.save(data, Parliament.EU, members.values())
    own = {g.code: Group(g.code, g.label, g.short_label) for g in named.values()}
    groups.save_groups(data, (groups.load_groups(data) | own).values())
    path = data / "ledger/eu/memberships.jsonl"
    seen = groups.periods([d.roll_call for d in details])
    groups.save_memberships(path, sighted.with_sightings(groups.load_memberships(path), seen))
