"""The rows of every table of one parliament, in the order of the dictionary's columns and always in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from votewatch.facts.eu.motions import motion_of as eu_motion_of
from votewatch.facts.readers import Committed
from votewatch.facts.sk.motions import motion_of as sk_motion_of
from votewatch.facts.stances import stances
from votewatch.model import ids
from votewatch.model.decision import Decision
from votewatch.model.prose import LANGUAGES
from votewatch.model.roll_call import RollCall, Roster
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path, vote_source
from votewatch.render.questions import Question
from votewatch.render.record import Record

# What stands in a cell; None where the record does not say.
Cell = str | int | bool | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Part:
    """The record of one parliament. ``questions`` are those in force, by decision id.

    ``answers`` are the counts of readers' answers that lists may show, ``in_doubt`` the questions whose verdict a
    person withdrew, both by the question's id.
    """

    record: Record
    questions: Mapping[str, Question]
    parliament: Parliament
    answers: Mapping[str, Committed] = field(default_factory=dict)
    in_doubt: frozenset[str] = frozenset()

    @cached_property
    def roll_calls(self) -> list[RollCall]:
        """Its roll calls by the source's number."""
        return sorted((r for r in self.record.roll_calls if r.parliament is self.parliament), key=_number)

    @cached_property
    def by_name(self) -> list[RollCall]:
        """Those with every member's position."""
        return [r for r in self.roll_calls if r.positions is not None]

    @cached_property
    def decisions(self) -> list[Decision]:
        """Its decisions by id."""
        return sorted((d for d in self.record.decisions if d.parliament is self.parliament), key=lambda d: d.id)

    @cached_property
    def decision_of(self) -> dict[str, str]:
        """The id of the decision that a roll call belongs to, by the roll call's id."""
        return {r.id: d.id for d in self.decisions for r in d.roll_calls}

    @cached_property
    def clubs(self) -> dict[str, str]:
        """The id of every club of the rosters, by the source's name."""
        named = sorted({club for r in self.by_name for club, _ in _roster(r).clubs})
        return self.record.clubs.slugs(self.parliament, named)

    def member(self, number: int) -> str:
        """The id of a member by the source's number."""
        return ids.member(self.parliament, number)


def _number(roll_call: RollCall) -> int:
    return roll_call.source_id


def _roster(roll_call: RollCall) -> Roster:
    assert roll_call.roster is not None  # one with positions always has its roster
    return roll_call.roster


def _decisions(part: Part) -> Iterator[Row]:
    for d in part.decisions:
        vote, majority = d.deciding or d.latest, d.majority
        yield (
            d.id, d.parliament, d.key, vote.day, d.kind, d.title or None, d.outcome, d.passed, d.for_means,
            majority.rule if majority else None, majority.needed if majority else None,
            majority.base if majority else None,
            d.deciding.id if d.deciding else None, d.shown.id if d.shown else None, d.declaration, d.no_question,
            d.note, max(r.read for r in d.roll_calls), vote_source(vote), decision_path(d.id),
        )  # fmt: skip


def _roll_calls(part: Part) -> Iterator[Row]:
    sk = part.parliament is Parliament.SK
    for r in part.roll_calls:
        t = r.totals
        yield (
            r.id, r.parliament, part.decision_of.get(r.id), r.day, _time(r), r.term, r.meeting, r.number, r.item,
            r.title or None, sk_motion_of(r.title) if sk else eu_motion_of(r), r.motion, r.reference,
            r.procedure.reference if r.procedure else None, r.is_main, r.result,
            t.for_ if t else None, t.against if t else None, t.abstained if t else None, t.not_voting if t else None,
            t.did_not_vote if t else None, r.positions is not None, r.read, vote_source(r),
        )  # fmt: skip


def _time(r: RollCall) -> str | None:
    """Hours, minutes and seconds, some of the EP's with a fraction; midnight of the NR SR means that it gives none."""
    time = r.when[11:]
    if r.parliament is Parliament.SK:
        return None if time == "00:00" else f"{time}:00"
    return time


def positions_text(part: Part) -> Iterator[tuple[str, int]]:
    """The rows of the table ``positions`` as CSV, one text for each roll call, and how many rows it holds.

    They are 1.8 million: a pattern is made once for each roster and filled with the letters. Ids need no quotes.
    """
    patterns: dict[Roster, str] = {}
    for r in part.by_name:
        roster = _roster(r)
        pattern = patterns.get(roster)
        if pattern is None:
            pattern = patterns[roster] = "".join(
                f"\0,{part.member(member)},{part.clubs[club]},%s\n"
                for club, members in roster.clubs
                for member in members
            )
        letters = r.positions or ""
        yield (pattern % tuple(letters)).replace("\0", r.id), len(letters)


def _stances(part: Part) -> Iterator[Row]:
    for r in part.by_name:
        for s in stances(r):
            yield (
                r.id, part.clubs[s.club], s.kind, s.position, s.for_, s.against, s.abstained, s.not_voting, s.absent,
                s.size,
            )  # fmt: skip


def _members(part: Part) -> Iterator[Row]:
    for number, m in sorted(part.record.members(part.parliament).items()):
        yield part.member(number), part.parliament, number, m.first_name or None, m.last_name, m.country


def _clubs(part: Part) -> Iterator[Row]:
    mine = (club for club in part.record.clubs.clubs if club.parliament is part.parliament)
    for club in sorted(mine, key=lambda one: one.slug):
        names = "; ".join(one.name for one in club.record if one.name)
        yield (
            club.slug, part.parliament, names or None, club.long.sk, club.long.en, club.short.sk, club.short.en,
            club.unaffiliated,
        )  # fmt: skip


def _memberships(part: Part) -> Iterator[Row]:
    clubs = part.record.clubs
    for one in part.record.memberships.get(part.parliament, ()):
        yield part.member(one.member), clubs.of(part.parliament, one.group).slug, one.start, one.end


def _topics(part: Part) -> Iterator[Row]:
    names = {topic.slug: topic.names for topic in part.record.topic_table.topics}
    for d in part.decisions:
        for one in part.record.topics.get(d.id, ()):
            reasons = "; ".join(f"{reason.kind}: {reason.value}" for reason in one.reasons)
            yield d.id, one.topic, names[one.topic]["sk"], names[one.topic]["en"], reasons


def _related(part: Part) -> Iterator[Row]:
    yield from ((d.id, one.relation, one.decision_id) for d in part.decisions for one in d.related)


def _texts(part: Part) -> Iterator[Row]:
    for d in part.decisions:
        written = part.record.prose.get(d.id)
        for lang in LANGUAGES if written else ():
            text = written.of(lang) if written else None
            if text:
                yield (
                    d.id, lang, text.headline, text.summary, text.source, text.model or None, text.date, text.validator
                )  # fmt: skip


def _questions(part: Part) -> Iterator[Row]:
    for d in part.decisions:
        asked, in_force = part.questions.get(d.id), True
        while asked is not None:
            before = asked.replaces
            yield (
                asked.id, d.id, asked.words("sk"), asked.words("en"), asked.opened, asked.closes,
                before.id if before else None, in_force,
            )  # fmt: skip
            asked, in_force = before, False


def _tallies(part: Part) -> Iterator[Row]:
    """Who wished answered: on every row stands that this is no sample."""
    for d in part.decisions:
        asked = part.questions.get(d.id)
        found = part.answers.get(asked.id) if asked else None
        if found is not None:
            count = found.count
            yield count.id, found.day, count.yes, count.no, count.refused, count.id in part.in_doubt, False


def _corrections(part: Part) -> Iterator[Row]:
    for c in part.record.corrections:
        if c.id.startswith(f"{part.parliament}:"):
            yield c.id, c.field, c.was or None, c.value, c.reason, c.reason_sk or None, c.link, c.date


def _skipped(part: Part) -> Iterator[Row]:
    yield from (one for one in part.record.skipped if one[0].startswith(f"{part.parliament}:"))


# Every table but ``positions``, which is made as text.
ROWS: Mapping[str, Callable[[Part], Iterator[Row]]] = {
    "decisions": _decisions,
    "roll_calls": _roll_calls,
    "stances": _stances,
    "members": _members,
    "clubs": _clubs,
    "memberships": _memberships,
    "topics": _topics,
    "related": _related,
    "texts": _texts,
    "questions": _questions,
    "tallies": _tallies,
    "corrections": _corrections,
    "skipped": _skipped,
}
