"""Skills out of the adverts of kept postings: by the model of the settings, by the alias table without one.

Rows in skills.jsonl mark a posting as read, as long as reader and advert are still the same. A posting without rows is
read again by the next run.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from votewatch.facts.radar.skills import SkillTable
from votewatch.ledger.radar import aliases, read_skills
from votewatch.llm.advert import RefusedReading, reader
from votewatch.llm.ask import Ask, AskError
from votewatch.model.posting import Posting
from votewatch.model.skill import Asked, Named
from votewatch.settings import Settings

# Told (done, wanted) from time to time.
Progress = Callable[[int, int], None]
# So many failures in a row without one answer between them: the model is away, and the rest is read by the table.
MOST_FAILURES = 3
SAVE_EVERY = 20


@dataclass(frozen=True, slots=True)
class ReadReport:
    """How many postings were read by a model, by the table, how many were read before, and named nothing.

    ``refused`` are replies that were not believed; ``reason`` says why the model was given up, "" when it was not.
    """

    by_model: int = 0
    by_table: int = 0
    before: int = 0
    nothing: int = 0
    refused: int = 0
    reason: str = ""

    def line(self) -> str:
        """The report as one line."""
        out = f"skills: {self.by_model} adverts read by the model, {self.by_table} by the table, {self.before} before"
        if self.nothing:
            out += f"; {self.nothing} name none that is known"
        if self.refused:
            out += f"; {self.refused} replies refused"
        return out + (f"; the model was given up: {self.reason}" if self.reason else "")


def read_adverts(
    settings: Settings,
    kept: Sequence[Posting],
    table: SkillTable,
    ask: Ask,
    progress: Progress = lambda _done, _wanted: None,
) -> tuple[list[Asked], ReadReport]:
    """The rows of all ``kept`` postings, and what was done for them; skills.jsonl holds them on return.

    Each is one call of the model, when one is set; where that fails or is refused the table's rows stand in and the
    next run asks again. Raises LedgerError.
    """
    state, llm = settings.radar.state, settings.radar.llm
    rows: dict[str, list[Asked]] = defaultdict(list)
    for row in read_skills.load(state):
        rows[row.job].append(row)
    fingerprint = aliases.fingerprint(settings.paths.data)
    asking = _Asking(reader(ask, llm.model, llm.base_url, llm.timeout, llm.max_tokens, table)) if llm.model else None
    out: dict[str, list[Asked]] = {}
    by_model = by_table = before = nothing = 0
    for done, posting in enumerate(kept, start=1):
        advert = _advert_key(posting)
        model_mark, table_mark = f"model:{llm.model}@{advert}", f"table:{fingerprint}@{advert}"
        own, found = rows.get(posting.id, []), None
        if own and own[0].by == (model_mark if asking else table_mark):
            out[posting.id], before = own, before + 1
            continue
        if asking and (found := asking.read(posting)):
            out[posting.id], by_model = _rows(posting, found, model_mark), by_model + 1
        elif own and own[0].by == table_mark:
            out[posting.id], before = own, before + 1
        else:
            named = table.find(f"{posting.title}\n{posting.text}")
            out[posting.id] = _rows(posting, named, table_mark)
            by_table, nothing = by_table + bool(named), nothing + (not named)
        if asking and done % SAVE_EVERY == 0:
            # What was paid for stays, whatever happens next; postings not reached yet keep the rows they have.
            read_skills.save(state, [row for many in (rows | out).values() for row in many])
            progress(done, len(kept))
    read_skills.save(state, [row for many in out.values() for row in many])
    report = ReadReport(
        by_model, by_table, before, nothing, asking.refused if asking else 0, asking.given_up if asking else ""
    )
    return [row for many in out.values() for row in many], report


class _Asking:
    """One model over many adverts, given up when it does not answer."""

    def __init__(self, read: Callable[[Posting], tuple[Named, ...]]) -> None:
        self._read = read
        self._failures = 0
        self.refused = 0
        self.given_up = ""

    def read(self, posting: Posting) -> tuple[Named, ...]:
        """The skills, none when the call failed or its reply was refused."""
        if self.given_up:
            return ()
        try:
            found = self._read(posting)
        except RefusedReading:
            self.refused += 1
            self._failures = 0
            return ()
        except AskError as error:
            self._failures += 1
            if error.hopeless or self._failures >= MOST_FAILURES:
                self.given_up = str(error)
            return ()
        self._failures = 0
        return found


def _rows(posting: Posting, named: Sequence[Named], by: str) -> list[Asked]:
    return [Asked(posting.id, one.name, one.importance, by) for one in named]


def _advert_key(posting: Posting) -> str:
    return hashlib.sha256(f"{posting.title}\0{posting.text}".encode()).hexdigest()[:8]
