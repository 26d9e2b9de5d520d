"""The page of the search: a field for words, and lists for those who rather look through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from votewatch.model.club import Club
from votewatch.model.vocabulary import Parliament
from votewatch.render.alphabet import word_order
from votewatch.render.outcome import outcome_tone
from votewatch.render.page import Page, PageType, View
from votewatch.render.search.documents import clubs_of, topics_of
from votewatch.render.search.facets import OUTCOMES, POSITIONS, decisions_of, positions_of, year_of
from votewatch.render.site import Site
from votewatch.render.topics import topic_name
from votewatch.render.typography import bind
from votewatch.render.words import Words, number


@dataclass(frozen=True, slots=True)
class Choices:
    """What the decisions of one parliament can be chosen by, with how many there are of each.

    ``clubs`` is by slug, with how often the club took each position.
    """

    years: dict[str, int]
    outcomes: dict[str, int]
    topics: dict[str, int]
    clubs: dict[str, tuple[Club, dict[str, int]]]


def choices(site: Site, parliament: Parliament) -> Choices:
    """The choices among the decisions of one parliament, each in the order in which it is offered."""
    decisions = decisions_of(site, parliament)
    outcomes = Counter(outcome_tone(d) for d in decisions)
    taken = [positions_of(site, d) for d in decisions]
    names = {club.slug: club for club in clubs_of(site, parliament)}
    counts = {slug: Counter(of[slug] for of in taken if slug in of) for slug in names}
    return Choices(
        years=dict(sorted(Counter(year_of(d) for d in decisions).items(), reverse=True)),
        outcomes={tone: outcomes[tone] for tone in OUTCOMES if outcomes[tone]},
        topics=dict(sorted(Counter(slug for d in decisions for slug in topics_of(site, d)).items())),
        clubs={
            slug: (names[slug], {position: counts[slug][position] for position in POSITIONS if counts[slug][position]})
            for slug in names
        },
    )


def list_path(parliament: Parliament, *of: str) -> str:
    """``search/sk/2025/``, ``search/sk/sk-kdh/for/``."""
    return f"search/{parliament}/{'/'.join(of)}/"


def _pages(site: Site) -> Iterator[Page]:
    found = {parliament: choices(site, parliament) for parliament in Parliament}
    yield Page("search/", found, found)


def _view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    found: dict[Parliament, Choices] = page.subject
    topics = {slug: topic_name(site.topics[slug], words.lang) for p in Parliament for slug in found[p].topics}
    clubs = [
        (
            words[f"parliament.{p}.short"],
            [(slug, bind(club.short.of(lang), lang)) for slug, (club, _) in found[p].clubs.items()],
        )
        for p in Parliament
    ]
    return {
        "title": words["search.title"],
        "headline": words["search.title"],
        "crumbs": [],
        "years": sorted({year for p in Parliament for year in found[p].years}, reverse=True),
        "outcomes": [(tone, words[f"search.outcome_{tone}"]) for tone in OUTCOMES],
        "topics": sorted(topics.items(), key=lambda topic: word_order(topic[1], lang)),
        "clubs": [(name, sorted(of, key=lambda club: word_order(club[1], lang))) for name, of in clubs if of],
        "positions": [(position, words[f"search.position_{position}"]) for position in POSITIONS],
        "lists": [_lists(site, p, found[p], words) for p in Parliament if found[p].years],
    }


def _lists(site: Site, parliament: Parliament, of: Choices, words: Words) -> View:
    def links(counts: dict[str, int], prefix: str, *way: str) -> list[tuple[str, str, str]]:
        return [
            (list_path(parliament, *way, key), words.text(f"{prefix}{key}") if prefix else key, number(n, words.lang))
            for key, n in counts.items()
        ]

    topics = [
        (list_path(parliament, "t", slug), topic_name(site.topics[slug], words.lang), number(n, words.lang))
        for slug, n in of.topics.items()
    ]
    return {
        "name": words[f"parliament.{parliament}.name"],
        "clubs_title": words[f"search.by_club_{parliament}"],
        "years": links(of.years, ""),
        "outcomes": links(of.outcomes, "search.outcome_"),
        "topics": sorted(topics, key=lambda topic: word_order(topic[1], words.lang)),
        "clubs": [
            (bind(club.short.of(words.lang), words.lang), links(positions, "search.position_", slug))
            for slug, (club, positions) in of.clubs.items()
        ],
    }


SEARCH = PageType("search", "search.html", _pages, _view)
