"""The NR SR's new votes into the ledger, saved in small batches."""

from __future__ import annotations

from votewatch.fetching.run import FetchReport, Outside, Progress, fetcher_for
from votewatch.ledger import files, groups, people, skipped
from votewatch.ledger.files import SaveReport
from votewatch.ledger.skipped import Skipped
from votewatch.model import ids
from votewatch.model.errors import SourceError
from votewatch.model.member import Member
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.settings import Settings
from votewatch.sources import nrsr
from votewatch.sources.fetcher import RefusedByServer, Unreachable
from votewatch.sources.nrsr_page import VotePage
from votewatch.sources.selection import Selection

# A kill loses at most so many results, and not even their pages.
BATCH = 50


def fetch_sk(
    settings: Settings,
    selection: Selection,
    *,
    today: str,
    budget_minutes: float | None = None,
    progress: Progress = lambda _done, _wanted: None,
    outside: Outside | None = None,
) -> FetchReport:
    """Read the NR SR's votes that are not in the ledger yet, newest first, and save them as they come.

    A vote that fails becomes a line of data/skipped.jsonl (first seen ``today``, an ISO day) and leaves a stored record
    as it is. ``progress`` is told (done, wanted). Raises SourceError when neither index can be read, and passes on a
    KeyboardInterrupt after saving what was read.
    """
    source, data = settings.sources.sk, settings.paths.data
    stored = files.load(data, Parliament.SK)
    known = {roll_call.source_id for roll_call in stored if roll_call.term == source.term}
    doubtful = {one.id for one in skipped.load(data)}

    def fresh_hours(vote: int) -> float | None:
        """A refused page may have been mended since; one read before is asked for again only by number."""
        if vote in known:
            return 0.0
        return source.index_hours if ids.sk_roll_call(source.term, vote) in doubtful else None

    with fetcher_for(settings, source, budget_minutes, outside or Outside()) as fetcher:
        index = nrsr.index(fetcher, source.base_url, source.term, stored, selection.only, source.index_hours)
        wanted = nrsr.choose(index.votes, known, selection)
        batch = _SkBatch(settings, today, {member.id: member for member in index.members})
        for reading in nrsr.not_listed(source.base_url, source.term, index.votes, selection.only):
            batch.add(reading)
        total = len(wanted) + len(batch.failed)
        try:
            for reading in nrsr.read(fetcher, source.base_url, wanted, fresh_hours):
                batch.add(reading)
                progress(batch.done, total)
        finally:
            batch.save()
            _finish_sk(settings, index.members)
    unlisted = [Skipped(error.subject, error.url, error.reason, today) for error in index.failures]
    return FetchReport(
        door=index.door,
        wanted=total,
        read=batch.read,
        saved=batch.saved,
        skipped=(*unlisted, *batch.failed),
        left=total - batch.done,
        asked=fetcher.asked,
        silent=total > 0 and batch.read == 0 and batch.unanswered == len(batch.failed) > 0,
        notes=index.notes,
    )


class _SkBatch:
    """Readings on their way into the ledger, and the counts of the run."""

    def __init__(self, settings: Settings, today: str, named: dict[int, Member]) -> None:
        self._settings = settings
        self._today = today
        self._named = named
        self._roll_calls: list[RollCall] = []
        self._members: dict[int, Member] = {}
        self._fresh_failures: list[Skipped] = []
        self.failed: list[Skipped] = []
        self.read = 0
        self.unanswered = 0
        self.saved = SaveReport(0, 0, 0)

    @property
    def done(self) -> int:
        return self.read + len(self.failed)

    def add(self, reading: nrsr.Reading) -> None:
        if isinstance(reading.outcome, VotePage):
            self.read += 1
            self._roll_calls.append(reading.outcome.roll_call)
            for member in reading.outcome.members:
                # Newest first: the first spelling met is the latest one, unless the members' list knows better.
                self._members.setdefault(member.id, self._named.get(member.id, member))
        else:
            self._fail(reading, reading.outcome)
        if len(self._roll_calls) + len(self._fresh_failures) >= BATCH:
            self.save()

    def save(self) -> None:
        """Names first: a vote that is in the ledger is not read again, so its members must be there already."""
        data = self._settings.paths.data
        known = people.load(data, Parliament.SK)
        if new := [member for member in self._members.values() if member.id not in known]:
            people.save(data, Parliament.SK, new)
        now = files.save(data, self._roll_calls)
        before = self.saved
        self.saved = SaveReport(before.new + now.new, before.changed + now.changed, before.unchanged + now.unchanged)
        if self._fresh_failures or (data / "skipped.jsonl").exists():
            skipped.save(data, self._fresh_failures, healed=[r.id for r in self._roll_calls])
        self._roll_calls, self._fresh_failures = [], []

    def _fail(self, reading: nrsr.Reading, error: SourceError) -> None:
        self.unanswered += isinstance(error, Unreachable | RefusedByServer)
        name = ids.sk_roll_call(self._settings.sources.sk.term, reading.vote_id)
        one = Skipped(name, reading.url, error.reason, self._today)
        self.failed.append(one)
        self._fresh_failures.append(one)


def _finish_sk(settings: Settings, listed: tuple[Member, ...]) -> None:
    """Bring names and clubs up to what the ledger now holds."""
    data = settings.paths.data
    known = people.load(data, Parliament.SK)
    if renamed := [m for m in listed if m.id in known and known[m.id] != m]:
        people.save(data, Parliament.SK, renamed)
    if roll_calls := files.load(data, Parliament.SK):
        groups.save_memberships(data / "ledger/sk/clubs.jsonl", groups.periods(roll_calls))
