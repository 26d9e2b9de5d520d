"""Lists of decisions that need no script: one parliament, chosen by a year, an outcome, a topic or what a club did.

A list is parted into pages of PART decisions, counted from the oldest, so that a new decision changes the newest page
alone. That one has the address of the list and holds up to twice as many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlencode

from votewatch.model.club import Club
from votewatch.model.decision import Decision
from votewatch.model.vocabulary import Parliament
from votewatch.render.cards import list_key
from votewatch.render.outcome import outcome_tone
from votewatch.render.page import Page, PageType, View
from votewatch.render.phrase import html
from votewatch.render.search.documents import clubs_of, decision_row, topics_of
from votewatch.render.search.facets import OUTCOMES, POSITIONS, decisions_of, positions_of, year_of
from votewatch.render.search.page import list_path
from votewatch.render.site import Site
from votewatch.render.topics import topic_name
from votewatch.render.typography import bind
from votewatch.render.words import Words, z

PART = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """One list: ``of`` are the parts of its address after the parliament, ``club`` the club of its position."""

    parliament: Parliament
    of: tuple[str, ...]
    club: Club | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Some decisions of a list, newest first: the ``place``-th page of ``count``, the newest being the first."""

    chosen: Chosen
    decisions: tuple[Decision, ...]
    place: int
    count: int


def lists(site: Site) -> dict[Chosen, list[Decision]]:
    """Every list that holds a decision, newest first."""
    found: dict[Chosen, list[Decision]] = {}
    for parliament in Parliament:
        clubs = {club.slug: club for club in clubs_of(site, parliament)}
        for decision in decisions_of(site, parliament):
            of = [(year_of(decision),), (outcome_tone(decision),), *(("t", slug) for slug in topics_of(site, decision))]
            chosen = [Chosen(parliament, each) for each in of]
            chosen += [Chosen(parliament, taken, clubs[taken[0]]) for taken in positions_of(site, decision).items()]
            for each in chosen:
                found.setdefault(each, []).append(decision)
    return found


def parts(chosen: Chosen, decisions: list[Decision]) -> list[Part]:
    """The pages of a list, newest first. ``decisions`` are those of the list, newest first."""
    full = len(decisions) // PART
    first = len(decisions) - max(0, full - 1) * PART  # the newest page: what is over, and one full part
    ends = [0, *range(first, len(decisions) + 1, PART)]
    spans = list(pairwise(ends))
    return [Part(chosen, tuple(decisions[a:b]), place, len(spans)) for place, (a, b) in enumerate(spans, 1)]


def part_path(part: Part, place: int) -> str:
    """The address of the ``place``-th page: the oldest is number 1, and the newest has no number."""
    path = list_path(part.chosen.parliament, *part.chosen.of)
    return path if place == 1 else f"{path}{part.count - place + 1}/"


def _pages(site: Site) -> Iterator[Page]:
    keys = {decision.id: list_key(site, decision) for decision in site.record.decisions}
    for chosen, held in lists(site).items():
        for part in parts(chosen, held):
            depends = ([keys[d.id] for d in part.decisions], part.place, part.count, len(held))
            yield Page(part_path(part, part.place), (part, len(held)), depends)


def _view(site: Site, page: Page, lang: str) -> View:
    part, count = page.subject
    words = site.words[lang]
    title = _title(site, part.chosen, words)
    rows = [
        (path, html(site.headline(d, words), lang), note, tone)
        for d in part.decisions
        for path, _, note, tone in [decision_row(site, d, words)]
    ]
    where = words.t("search.part", part=part.place, z=z(part.count), parts=part.count) if part.count > 1 else ""
    return {
        "title": f"{title} ({where})" if where else title,
        "headline": title,
        "count": words.n("home.decisions", count),
        "where": where,
        "rows": rows,
        "newer": part_path(part, part.place - 1) if part.place > 1 else None,
        "older": part_path(part, part.place + 1) if part.place < part.count else None,
        "live": f"search/?{urlencode(_query(part.chosen))}",
        "crumbs": [("search/", words["search.title"])],
    }


def _query(chosen: Chosen) -> dict[str, str]:
    """The same list as the search page's address asks for it."""
    asked = {"parliament": chosen.parliament.value}
    if chosen.club is not None:
        return asked | {"club": chosen.of[0], "position": chosen.of[1]}
    if chosen.of[0] == "t":
        return asked | {"topic": chosen.of[1]}
    return asked | {"outcome" if chosen.of[0] in OUTCOMES else "year": chosen.of[0]}


def _title(site: Site, chosen: Chosen, words: Words) -> str:
    parliament = words.text(f"parliament.{chosen.parliament}.name")
    if chosen.club is not None:
        club = bind(chosen.club.short.of(words.lang), words.lang)
        assert chosen.of[1] in POSITIONS
        return f"{parliament}: {club} – {words.text(f'search.position_{chosen.of[1]}')}"
    if chosen.of[0] == "t":
        return f"{parliament}: {topic_name(site.topics[chosen.of[1]], words.lang)}"
    if chosen.of[0] in OUTCOMES:
        return f"{parliament}: {words.text(f'search.outcome_{chosen.of[0]}')}"
    return words.text("months.year_title", parliament=parliament, year=chosen.of[0])


LIST = PageType("search-list", "search_list.html", _pages, _view)
