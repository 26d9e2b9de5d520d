"""The record made ready for pages: who belongs to what, in which month, with which question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from votewatch.facts import histories, readers
from votewatch.facts.histories import History
from votewatch.facts.stances import stances
from votewatch.model.correction import Correction
from votewatch.model.decision import Decision, Stance
from votewatch.model.prose import Text
from votewatch.model.readers import Flag
from votewatch.model.roll_call import RollCall
from votewatch.model.topic import Topic
from votewatch.model.vocabulary import Parliament
from votewatch.render import fingerprint
from votewatch.render.coverage import Coverage, coverage
from votewatch.render.crowd import Crowd, crowd
from votewatch.render.look import Look
from votewatch.render.phrase import Phrase, Run
from votewatch.render.questions import Question
from votewatch.render.record import Record
from votewatch.render.seats import Seating
from votewatch.render.typography import bind
from votewatch.render.wording import headline
from votewatch.render.words import Words, day

if TYPE_CHECKING:
    from votewatch.render.club_rows import Columns
    from votewatch.render.feeds.channels import Channel
    from votewatch.render.feeds.feed import Entry
    from votewatch.render.standing import Standing
    from votewatch.render.tally import Row


@dataclass(frozen=True)
class Site:
    """Everything a view may ask. ``questions`` is by decision id; ``texts`` by (name, language), as HTML.

    ``public`` is the folder that the site is written to: only what is made last may read there.
    """

    record: Record
    words: Mapping[str, Words]
    look: Look
    questions: Mapping[str, Question] = field(default_factory=dict)
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    public: Path = Path()
    # Rows of party tables made so far: of 42,000 in the record only 11,000 differ.
    rows: dict[tuple[str, Parliament, Stance], Row] = field(default_factory=dict)
    # What clubs are called: (slug, name) by language, parliament and the record's name.
    clubs: dict[tuple[str, Parliament, str], tuple[str, str]] = field(default_factory=dict)
    # Clubs over decisions, per parliament: made by standing.standing.
    standings: dict[Parliament, Standing] = field(default_factory=dict)
    # Cells of those decisions by language and parliament: made by club_rows.columns_of.
    columns: dict[tuple[str, Parliament], Columns] = field(default_factory=dict)
    # Every feed by its name, what each feed says of a decision by (language, id), and a hash of what that depends on:
    # made once each (render/feeds).
    channels: dict[str, Channel] = field(default_factory=dict)
    told: dict[tuple[str, str], Entry] = field(default_factory=dict)
    told_keys: dict[str, str] = field(default_factory=dict)
    _headlines: dict[tuple[str, str], Phrase] = field(default_factory=dict)
    _stances: dict[str, list[Stance]] = field(default_factory=dict)

    def headline(self, decision: Decision, words: Words) -> Phrase:
        """The headline of a decision, worked out once: it stands on many pages."""
        key = (words.lang, decision.id)
        found = self._headlines.get(key)
        if found is None:
            text = self.text(decision, words.lang)
            phrase = (Run(bind(text.headline, words.lang), words.lang),) if text else headline(decision, words)
            found = self._headlines[key] = phrase
        return found

    def text(self, decision: Decision, lang: str) -> Text | None:
        """What is written about a decision in one language; None where its templates speak."""
        prose = self.record.prose.get(decision.id)
        return prose.of(lang) if prose else None

    def stances_by_size(self, roll_call: RollCall) -> list[Stance]:
        """How the clubs voted, largest first. The last answer is kept: every page is made in two languages."""
        found = self._stances.get(roll_call.id)
        if found is None:
            self._stances.clear()
            found = sorted(stances(roll_call), key=lambda s: (-s.size, s.club))
            self._stances[roll_call.id] = found
        return found

    @cached_property
    def by_id(self) -> dict[str, Decision]:
        """Decisions by id."""
        return {d.id: d for d in self.record.decisions}

    @cached_property
    def prints(self) -> dict[str, str]:
        """A hash of each decision with all its roll calls, by id: it stands for them in what pages depend on."""
        return {d.id: fingerprint.of_value(d) for d in self.record.decisions}

    @cached_property
    def fingerprints(self) -> dict[Parliament, str]:
        """A hash of the whole record of each parliament, for files that hold all of it."""
        record, found = self.record, {}
        for p in Parliament:
            decisions = [d for d in record.decisions if d.parliament is p]
            asked = [self.questions[d.id] for d in decisions if d.id in self.questions]
            answers = [(self.listed_counts.get(q.id), self.in_doubt.get(q.id)) for q in asked]
            of_them = (asked, answers, [record.prose.get(d.id) for d in decisions])
            voted = ([self.prints[d.id] for d in decisions], list(self.loose[p].items()))
            topics = (record.topic_table, [record.topics.get(d.id) for d in decisions])
            about = (sorted(record.members(p).items()), record.clubs, record.memberships.get(p, ()), record.corrections)
            found[p] = fingerprint.of_value((voted, of_them, topics, about, record.skipped))
        return found

    @cached_property
    def decision_of(self) -> dict[str, Decision]:
        """The decision that a roll call belongs to, by the roll call's id."""
        return {r.id: d for d in self.record.decisions for r in d.roll_calls}

    @cached_property
    def by_name(self) -> dict[Parliament, list[Decision]]:
        """The decisions whose deciding vote is by name, oldest first: what histories and agreement are counted over."""
        return {p: histories.by_name(self.record.decisions, p) for p in Parliament}

    @cached_property
    def histories(self) -> dict[Parliament, dict[int, History]]:
        """How every member voted on the decisions of ``by_name``, by the source's number of the member."""
        return {p: histories.of_members([d.deciding for d in self.by_name[p] if d.deciding]) for p in Parliament}

    @cached_property
    def roll_call_of(self) -> dict[str, RollCall]:
        """Roll calls by id."""
        return {r.id: r for r in self.record.roll_calls}

    @cached_property
    def seating(self) -> dict[Parliament, Seating]:
        """Rosters made ready, per parliament."""
        return {p: Seating(p, self.record.members(p)) for p in Parliament}

    @cached_property
    def crowds(self) -> dict[Parliament, Crowd]:
        """Everybody with a page, per parliament."""
        return {p: crowd(self.record, p, self.by_name[p], self.histories[p]) for p in Parliament}

    @cached_property
    def corrections_of(self) -> dict[str, list[Correction]]:
        """Corrections by the roll call that they correct."""
        found: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.record.corrections:
            found[correction.id].append(correction)
        return found

    @cached_property
    def listed_counts(self) -> dict[str, readers.Committed]:
        """The committed count that lists may show of a question in force, by the question's id."""
        last_days = {q.id: readers.last_day(q.opened, q.closes, self.look.window_days) for q in self.questions.values()}
        listed = readers.listed(self.record.tallies, last_days)
        return {id: count for id, count in listed.items() if id in last_days}

    @cached_property
    def newest_counts(self) -> dict[str, readers.Committed]:
        """The newest committed count of every question that ever had an answer, by the question's id."""
        return readers.newest(self.record.tallies)

    @cached_property
    def in_doubt(self) -> dict[str, Flag]:
        """Questions whose verdict is withdrawn, by the question's id: by an hour far above the norm, or by a person,
        whose reason is the one that is told."""
        reason = tuple((lang, words.text("committed.odd_hour")) for lang, words in self.words.items())
        odd = {id: Flag(id, day, None, reason) for id, day in readers.withdrawn(self.record.tallies).items()}
        return odd | readers.in_doubt(self.record.flags)

    @cached_property
    def months(self) -> dict[Parliament, dict[str, list[Decision]]]:
        """Decisions by parliament and month ("2025-09"), newest first in both."""
        found: dict[Parliament, dict[str, list[Decision]]] = {p: {} for p in Parliament}
        for decision in sorted(self.record.decisions, key=decided_when, reverse=True):
            found[decision.parliament].setdefault(decided_when(decision)[0][:7], []).append(decision)
        return found

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by slug, in the order of the table."""
        return {topic.slug: topic for topic in self.record.topic_table.topics}

    @cached_property
    def of_topic(self) -> dict[str, list[Decision]]:
        """Decisions by topic, newest first; every topic of the table is in it."""
        found: dict[str, list[Decision]] = {slug: [] for slug in self.topics}
        for decision in sorted(self.record.decisions, key=decided_when, reverse=True):
            for assigned in self.record.topics.get(decision.id, ()):
                found[assigned.topic].append(decision)
        return found

    @cached_property
    def loose(self) -> dict[Parliament, dict[str, list[RollCall]]]:
        """Roll calls that belong to no decision, by parliament and month, in the order they were held."""
        found: dict[Parliament, dict[str, list[RollCall]]] = {p: {} for p in Parliament}
        for roll_call in sorted(self.record.roll_calls, key=lambda r: (r.when, r.source_id)):
            if roll_call.id not in self.decision_of:
                found[roll_call.parliament].setdefault(roll_call.when[:7], []).append(roll_call)
        return found

    @cached_property
    def coverage(self) -> dict[Parliament, Coverage]:
        """What the record holds of each parliament."""
        return {p: coverage(self.record.roll_calls, p) for p in Parliament}

    @cached_property
    def as_of(self) -> str:
        """The newest ISO day on which a line of the record was read."""
        return max((r.read for r in self.record.roll_calls), default="")

    def as_of_text(self, lang: str) -> str:
        """``as_of`` as it is read, "" when the record is empty."""
        return day(self.as_of, lang) if self.as_of else ""


def has_page(roll_call: RollCall) -> bool:
    """Whether a roll call has a page of its own: one known by its totals alone is a row on other pages."""
    return roll_call.positions is not None


def decided_when(decision: Decision) -> tuple[str, int]:
    """When a decision was made, or last voted on: local time of the parliament, then the source's number."""
    vote = decision.deciding or decision.latest
    return vote.when, vote.source_id


def last_changed(site: Site, roll_calls: Sequence[RollCall], decision: Decision | None = None) -> str:
    """The ISO day on which the record last changed what it says of some votes, and of what is written about their
    decision.
    """
    days = [r.read for r in roll_calls]
    days += [c.date for r in roll_calls for c in site.corrections_of.get(r.id, ())]
    prose = site.record.prose.get(decision.id) if decision else None
    days += [text.date for text in (prose.of(lang) for lang in site.words) if text] if prose else []
    return max(days, default="")
