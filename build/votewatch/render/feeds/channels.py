"""Every feed of the site before it has a language: what it is about and what is in it.

The newest entries alone: a member's feed holds 30, the others 50.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from votewatch.facts.histories import NOTHING, History
from votewatch.model import ids
from votewatch.model.correction import Correction
from votewatch.model.decision import Decision, Stance
from votewatch.model.vocabulary import Parliament, Position, StanceKind
from votewatch.render.addresses import CORRECTIONS, club_path, member_path, month_path, questions_path, topic_path
from votewatch.render.clubs import club_slug
from votewatch.render.correction_log import newest_first
from votewatch.render.questions import Question
from votewatch.render.site import Site, decided_when

MOST = 50
MOST_OF_MEMBER = 30  # 5,800 files of which each is small
NO_SEAT = NOTHING + Position.NOT_A_MEMBER.value


class Kind(StrEnum):
    """What a feed is about."""

    PARLIAMENT = "parliament"
    QUESTIONS = "questions"
    CORRECTIONS = "corrections"
    TOPIC = "topic"
    CLUB = "club"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Voted:
    """A decision in a feed; ``by`` is how the member or the club that the feed is about voted on it."""

    decision: Decision
    by: Position | Stance | None = None


Told = Voted | Question | Correction


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed. ``name`` is its address below feeds/ without an ending: "sk", "m/sk-m36". ``page`` is the page that
    shows the same. ``subject`` is the slug of a topic, a club as the record names it, or a member's number.
    """

    name: str
    kind: Kind
    parliament: Parliament | None
    subject: str | int
    page: str
    entries: tuple[Told, ...]


def channels(site: Site) -> Sequence[Channel]:
    """Every feed there is, worked out once: first parliaments, questions and corrections."""
    if not site.channels:
        site.channels.update((c.name, c) for c in _all(site))
    return list(site.channels.values())


def offered(site: Site, name: str) -> list[Channel]:
    """The feed called ``name`` ("m/sk-m36", "c/sk-smer-sd"), for a page to offer; empty where there is none."""
    channels(site)
    found = site.channels.get(name)
    return [found] if found else []


def _all(site: Site) -> Iterator[Channel]:
    newest = {p: [d for month in site.months[p].values() for d in month] for p in Parliament}
    for parliament, decisions in newest.items():
        told = tuple(Voted(d) for d in decisions[:MOST])
        yield Channel(parliament.value, Kind.PARLIAMENT, parliament, "", month_path(parliament), told)
    yield Channel("questions", Kind.QUESTIONS, None, "", questions_path(), tuple(open_questions(site)[:MOST]))
    yield Channel("corrections", Kind.CORRECTIONS, None, "", CORRECTIONS, tuple(newest_first(site)[:MOST]))
    yield from _topics(site)
    for parliament in Parliament:
        named = site.by_name[parliament][::-1]
        yield from _clubs(site, named, parliament)
        for member, history in site.histories[parliament].items():
            voted = recent(site.by_name[parliament], history, MOST_OF_MEMBER)
            if not voted:
                continue
            name = f"m/{ids.path_name(ids.member(parliament, member))}"
            page = member_path(parliament, member)
            yield Channel(name, Kind.MEMBER, parliament, member, page, tuple(Voted(d, p) for d, p in voted))


def open_questions(site: Site) -> list[Question]:
    """The questions that can be answered on the day of the record, those asked last first."""
    found = [q for q in site.questions.values() if q.closes is None or site.as_of <= q.closes]
    return sorted(found, key=lambda q: (q.opened, decided_when(site.by_id[q.decision])), reverse=True)


def _topics(site: Site) -> Iterator[Channel]:
    for slug, decisions in site.of_topic.items():
        told = tuple(Voted(d) for d in decisions[:MOST])
        yield Channel(f"t/{slug}", Kind.TOPIC, None, slug, topic_path(slug), told)


def _clubs(site: Site, newest: Sequence[Decision], parliament: Parliament) -> Iterator[Channel]:
    """The clubs of a parliament. Members who belong to none share no position, and have no feed together."""
    found: dict[str, tuple[str, list[Voted]]] = {}
    for decision in newest:
        slugs = {s.club: club_slug(s.club, parliament, site.record.clubs) for s in decision.stances}
        for stance in decision.stances:
            if stance.kind is not StanceKind.UNAFFILIATED:
                told = found.setdefault(slugs[stance.club], (stance.club, []))[1]
                if len(told) < MOST:
                    told.append(Voted(decision, stance))
    for slug, (club, told) in sorted(found.items()):
        yield Channel(f"c/{slug}", Kind.CLUB, parliament, club, club_path(slug), tuple(told))


def recent(decisions: Sequence[Decision], history: History, most: int) -> list[tuple[Decision, Position]]:
    """The last decisions on which a member had a seat, newest first, with what the member did; at most ``most``.

    ``history`` runs along ``decisions``, oldest first.
    """
    found: list[tuple[Decision, Position]] = []
    for place in range(len(history.letters.rstrip(NO_SEAT)) - 1, -1, -1):
        if history.letters[place] not in NO_SEAT:
            found.append((decisions[place], Position(history.letters[place])))
            if len(found) == most:
                break
    return found


def of_kind(site: Site, kind: Kind, parliament: Parliament | None = None) -> list[Channel]:
    """The feeds of one kind, of one parliament where it is named."""
    return [c for c in channels(site) if c.kind is kind and parliament in (None, c.parliament)]
