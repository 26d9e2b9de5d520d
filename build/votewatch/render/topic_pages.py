"""The list of topics, the decisions of each, and the table that decides which is which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from votewatch.model.decision import Decision
from votewatch.model.topic import Topic
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path, topic_path
from votewatch.render.cards import card_key, cards
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site, decided_when
from votewatch.render.topics import stem_words, topic_name
from votewatch.render.typography import bind

WHOLE = 60  # decisions that one page holds; above it the years have pages of their own
NEWEST = 24  # of them stand on the topic's own page then
TABLE_PATH = topic_path("table")
Counts = dict[Parliament, int]


def _counts(decisions: Iterable[Decision]) -> Counts:
    found = dict.fromkeys(Parliament, 0)
    for decision in decisions:
        found[decision.parliament] += 1
    return found


def years(decisions: list[Decision]) -> list[tuple[str, list[Decision]]]:
    """Decisions, newest first, by the year in which they were made; none where one page holds them all."""
    if len(decisions) <= WHOLE:
        return []
    return [(year, list(found)) for year, found in groupby(decisions, key=lambda d: decided_when(d)[0][:4])]


def _without(site: Site) -> Counts:
    return _counts(d for d in site.record.decisions if not site.record.topics.get(d.id))


def _index_pages(site: Site) -> Iterator[Page]:
    rows = [(topic, _counts(site.of_topic[topic.slug])) for topic in site.topics.values()]
    yield Page(topic_path(), rows, (rows, _without(site)))


def _topic_pages(site: Site) -> Iterator[Page]:
    for slug, topic in site.topics.items():
        decisions = site.of_topic[slug]
        of_years = [(year, _counts(found)) for year, found in years(decisions)]
        shown = decisions[:NEWEST] if of_years else decisions
        yield Page(
            topic_path(slug),
            (topic, shown, of_years),
            (topic.names, topic.scope, [card_key(site, d) for d in shown], of_years, _data_key(site, topic, shown)),
        )


def _year_pages(site: Site) -> Iterator[Page]:
    for slug, topic in site.topics.items():
        of_years = years(site.of_topic[slug])
        for place, (year, decisions) in enumerate(of_years):
            before = of_years[place + 1][0] if place + 1 < len(of_years) else None
            after = of_years[place - 1][0] if place else None
            key = (topic.names, [card_key(site, d) for d in decisions], before, after)
            yield Page(
                topic_path(slug, year),
                (topic, decisions, year, before, after),
                (*key, _data_key(site, topic, decisions)),
            )


def _table_pages(site: Site) -> Iterator[Page]:
    table = site.record.topic_table
    yield Page(TABLE_PATH, table, (table.topics, sorted(table.laws.items())))


def _data_key(site: Site, topic: Topic, decisions: Iterable[Decision]) -> list[object]:
    return [r for d in decisions for r in site.record.topics[d.id] if r.topic == topic.slug]


def _index_view(site: Site, page: Page, lang: str) -> View:
    words, (rows, without) = site.words[lang], page.depends
    return {
        "title": words["topics.title"],
        "headline": words["topics.title"],
        "crumbs": [],
        "rows": [
            (
                topic_path(topic.slug),
                topic_name(topic, lang),
                bind(topic.scope[lang], lang),
                [counts[p] for p in Parliament],
            )
            for topic, counts in rows
        ],
        "parliaments": [words[f"parliament.{p}.short"] for p in Parliament],
        "without": [words.n("home.decisions", without[p]) for p in Parliament],
        "table_path": TABLE_PATH,
    }


def _topic_view(site: Site, page: Page, lang: str) -> View:
    words, (topic, shown, of_years) = site.words[lang], page.subject
    counts = [(year, topic_path(topic.slug, year), words.n("home.decisions", sum(c.values()))) for year, c in of_years]
    return {
        "title": topic_name(topic, lang),
        "headline": topic_name(topic, lang),
        "scope": bind(topic.scope[lang], lang),
        "crumbs": [(topic_path(), words["topics.title"])],
        "counts": _counts_words(site, _counts(site.of_topic[topic.slug]), lang),
        "years": counts,
        "cards": cards(site, shown, words),
        "cards_title": words["topics.newest" if of_years else "topics.decisions"],
        "table_path": TABLE_PATH,
        "previous": None,
        "next": None,
        "feeds": [(f"t/{topic.slug}", topic_name(topic, lang))],
    }


def _year_view(site: Site, page: Page, lang: str) -> View:
    words, (topic, decisions, year, before, after) = site.words[lang], page.subject
    title = words.t("topics.year_title", topic=topic_name(topic, lang), year=year)
    return {
        "title": title,
        "headline": title,
        "scope": None,
        "crumbs": [(topic_path(), words["topics.title"]), (topic_path(topic.slug), topic_name(topic, lang))],
        "counts": _counts_words(site, _counts(decisions), lang),
        "years": [],
        "cards": cards(site, decisions, words),
        "cards_title": words["topics.decisions"],
        "table_path": TABLE_PATH,
        "previous": topic_path(topic.slug, before) if before else None,
        "next": topic_path(topic.slug, after) if after else None,
        "feeds": [(f"t/{topic.slug}", topic_name(topic, lang))],
    }


def _counts_words(site: Site, counts: Counts, lang: str) -> list[View]:
    words = site.words[lang]
    return [{"name": words[f"parliament.{p}.name"], "count": words.n("home.decisions", counts[p])} for p in Parliament]


def _table_view(site: Site, page: Page, lang: str) -> View:
    words, table = site.words[lang], page.subject
    laws = sorted(table.laws.values(), key=lambda law: tuple(map(int, reversed(law.number.split("/")))))
    return {
        "title": words["topics.table_title"],
        "headline": words["topics.table_title"],
        "crumbs": [(topic_path(), words["topics.title"])],
        "topics": [
            {
                "path": topic_path(topic.slug),
                "name": topic_name(topic, lang),
                "eu": topic.eu,
                "laws": [law for law in laws if topic.slug in law.topics],
                "stems": [stem_words(stem) for stem in sorted(topic.stems)],
            }
            for topic in table.topics
        ],
        "silent": [law for law in laws if not law.topics],
    }


def _index_data(site: Site, page: Page) -> View:
    rows, without = page.depends
    return {
        "topics": [{"topic": topic.slug, "names": topic.names, "decisions": counts} for topic, counts in rows],
        "without_topic": without,
    }


def _list_data(site: Site, page: Page) -> View:
    topic, decisions = page.subject[:2]
    of_years = page.subject[2] if len(page.subject) == 3 else []
    return {
        "topic": topic.slug,
        "names": topic.names,
        "years": {year: counts for year, counts in of_years},
        "decisions": [
            {
                "id": d.id,
                "outcome": d.outcome,
                "passed": d.passed,
                "when": decided_when(d)[0],
                "title": d.title,
                "path": decision_path(d.id),
                "found_by": [
                    {"by": r.kind, "value": r.value}
                    for found in site.record.topics[d.id]
                    if found.topic == topic.slug
                    for r in found.reasons
                ],
            }
            for d in decisions
        ],
    }


def _table_data(site: Site, page: Page) -> View:
    table = page.subject
    return {
        "topics": [
            {"topic": t.slug, "names": t.names, "scope": t.scope, "eu": t.eu, "stems": t.stems} for t in table.topics
        ],
        "laws": [{"number": law.number, "names": law.names, "topics": law.topics} for law in table.laws.values()],
    }


INDEX = PageType("topics", "topics.html", _index_pages, _index_view, _index_data)
TOPIC = PageType("topic", "topic.html", _topic_pages, _topic_view, _list_data)
YEAR = PageType("topic-year", "topic.html", _year_pages, _year_view, _list_data)
TABLE = PageType("topic-table", "topic_table.html", _table_pages, _table_view, _table_data)
