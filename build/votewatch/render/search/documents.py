"""What can be found: decisions, laws, members, clubs, topics; the words that lead to each, the row that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from votewatch.model.club import Club
from votewatch.model.decision import Decision
from votewatch.model.topic import Topic
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import club_path, decision_path, member_path, topic_path
from votewatch.render.cards import outcome_word
from votewatch.render.clubs import club_name
from votewatch.render.law_pages import amended, law_name, law_names, law_number, law_path, laws
from votewatch.render.outcome import outcome_tone, stage
from votewatch.render.phrase import Phrase, plain
from votewatch.render.site import Site, decided_when
from votewatch.render.topics import topic_name
from votewatch.render.typography import bind
from votewatch.render.words import LANGUAGES, Words, day

Row = list[Any]


class Kind(StrEnum):
    """What a document is; the order is part of its number in the index."""

    SK = "sk"
    EU = "eu"
    LAW = "law"
    MEMBER = "member"
    CLUB = "club"
    TOPIC = "topic"


# How much it says about a document that a word stands there; index.py turns it into the impact of the word.
NUMBER, NAME, ALIAS, HEADLINE, CALLED, LAW, TITLE, TOPIC, SUMMARY, PROPOSER = 16, 14, 12, 9, 7, 6, 5, 4, 3, 2


@dataclass(frozen=True, slots=True)
class Document:
    """``numbers`` are words found as they are. ``fields`` are texts with how much their words say.

    ``rows`` is by language: path, title (text, or pairs of text and language), note and the tone of the outcome.
    """

    kind: Kind
    path: str
    numbers: tuple[str, ...]
    fields: tuple[tuple[int, str], ...]
    rows: Mapping[str, Row]


def documents(site: Site) -> Iterator[Document]:
    """Every document, kind by kind. Decisions stand in the order of their first votes, so that a new one comes last."""
    for parliament in Parliament:
        yield from (_decision(site, decision) for decision in in_order(site, parliament))
    for number, decisions in laws(site).items():
        yield _law(site, number, len(decisions))
    for parliament in Parliament:
        yield from _members(site, parliament)
    for parliament in Parliament:
        yield from _clubs(site, parliament)
    yield from (_topic(site, topic) for topic in site.record.topic_table.topics if site.of_topic[topic.slug])


def in_order(site: Site, parliament: Parliament) -> list[Decision]:
    """The decisions of one parliament by the number of their first vote."""
    found = [d for d in site.record.decisions if d.parliament is parliament]
    return sorted(found, key=lambda d: (min(r.source_id for r in d.roll_calls), d.id))


def decision_row(site: Site, decision: Decision, words: Words) -> Row:
    """The row that shows a decision."""
    date = day(decided_when(decision)[0], words.lang)
    note = " · ".join((outcome_word(decision, words), date, stage(decision, words)))
    title = shown_title(site.headline(decision, words), words.lang)
    return [decision_path(decision.id), title, note, outcome_tone(decision)]


def topics_of(site: Site, decision: Decision) -> tuple[str, ...]:
    """The slugs of a decision's topics, () where it has none."""
    return tuple(found.topic for found in site.record.topics.get(decision.id, ()))


def shown_title(phrase: Phrase, lang: str) -> str | list[list[str]]:
    """A headline as data: plain text where it is all in the page's language, else pairs of text and language."""
    if all(run.lang == lang for run in phrase):
        return plain(phrase)
    return [[run.text, run.lang] for run in phrase]


def _decision(site: Site, decision: Decision) -> Document:
    title, _, proposers = _parted(decision.title) if decision.parliament is Parliament.SK else (decision.title, "", "")
    fields = [(TITLE, title), (PROPOSER, proposers)]
    for lang in LANGUAGES:
        words = site.words[lang]
        fields.append((HEADLINE, plain(site.headline(decision, words))))
        fields += [(TOPIC, topic_name(site.topics[slug], lang)) for slug in topics_of(site, decision)]
        if text := site.text(decision, lang):
            fields.append((SUMMARY, text.summary))
    for number in amended(site, decision):
        fields += [(LAW, number), *((LAW, name) for name in law_names(site, number))]
    rows = {lang: decision_row(site, decision, site.words[lang]) for lang in LANGUAGES}
    return Document(Kind(decision.parliament.value), decision_path(decision.id), (decision.key,), tuple(fields), rows)


def _parted(title: str) -> tuple[str, str, str]:
    """A Slovak title without the names of its proposers, and these."""
    text = " ".join(title.split())
    head, found, rest = text.partition(" na vydanie ")
    if not found:
        head, found, rest = text.partition(" na prijatie ")
    return (rest, found, head) if head.startswith("Návrh posl") else (text, "", "")


def _law(site: Site, number: str, count: int) -> Document:
    names = law_names(site, number)
    path = law_path(number)
    rows: dict[str, Row] = {}
    for lang in LANGUAGES:
        words = site.words[lang]
        official = law_number(site, number, words)
        name: str | list[list[str]] = law_name(site, number) or official
        if lang != "sk" and names:
            name = [[law_name(site, number), "sk"]]
        rows[lang] = [path, name, " · ".join((official, words.n("home.decisions", count))), ""]
    fields = [(NAME if place == 0 else ALIAS, name) for place, name in enumerate(names)]
    return Document(Kind.LAW, path, (number,), tuple(fields), rows)


def _members(site: Site, parliament: Parliament) -> Iterator[Document]:
    clubs = _last_clubs(site, parliament)
    for number, member in sorted(site.record.members(parliament).items()):
        if number in clubs:
            path = member_path(parliament, number)
            rows: dict[str, Row] = {}
            for lang in LANGUAGES:
                words = site.words[lang]
                club = club_name(clubs[number], parliament, site.record.clubs, lang)
                where = words.text(f"parliament.{parliament}.short")
                rows[lang] = [path, member.full_name, f"{where} · {club}", ""]
            yield Document(Kind.MEMBER, path, (), ((NAME, member.full_name),), rows)


def _last_clubs(site: Site, parliament: Parliament) -> dict[int, str]:
    """The club of everybody on a roster of a roll call by name, on the last one that they are on."""
    found: dict[int, str] = {}
    held = [r for r in site.record.roll_calls if r.parliament is parliament and r.roster and r.positions is not None]
    for _, group in groupby(sorted(held, key=lambda r: (r.when, r.source_id)), key=lambda r: id(r.roster)):
        roster = next(group).roster
        for club, members in roster.clubs if roster else ():
            found |= dict.fromkeys(members, club)
    return found


def _clubs(site: Site, parliament: Parliament) -> Iterator[Document]:
    for club in clubs_of(site, parliament):
        others = [*(alias.name for alias in club.aliases), *site.record.search_words.clubs.get(club.slug, ())]
        fields = [(NAME, club.short.of(lang)) for lang in LANGUAGES]
        fields += [(ALIAS, name) for name in (*(club.long.of(lang) for lang in LANGUAGES), *others)]
        rows: dict[str, Row] = {}
        for lang in LANGUAGES:
            where = site.words[lang][f"search.club_{parliament}"]
            short, long = (bind(name.of(lang), lang) for name in (club.short, club.long))
            rows[lang] = [club_path(club.slug), short, where if short == long else f"{where} · {long}", ""]
        yield Document(Kind.CLUB, club_path(club.slug), (), tuple(fields), rows)


def _topic(site: Site, topic: Topic) -> Document:
    rows: dict[str, Row] = {}
    for lang in LANGUAGES:
        note = " · ".join(
            (site.words[lang]["search.topic"], site.words[lang].n("home.decisions", len(site.of_topic[topic.slug])))
        )
        rows[lang] = [topic_path(topic.slug), topic_name(topic, lang), note, ""]
    names = [(NAME, topic.names[lang]) for lang in LANGUAGES]
    scopes = [(SUMMARY, topic.scope[lang]) for lang in LANGUAGES]
    return Document(Kind.TOPIC, topic_path(topic.slug), (), (*names, *scopes), rows)


def clubs_of(site: Site, parliament: Parliament) -> list[Club]:
    """The clubs that were on the roster of a vote that decided, by slug; members who belong to no club are none."""
    votes = [d.deciding for d in site.record.decisions if d.deciding and d.parliament is parliament]
    rosters = {id(vote.roster): vote.roster for vote in votes if vote.roster}
    names = {name for roster in rosters.values() for name, _ in roster.clubs}
    found = {club.slug: club for club in (site.record.clubs.of(parliament, name) for name in names)}
    return [found[slug] for slug in sorted(found) if not found[slug].unaffiliated]
