"""Pages of laws: every decision of the NR SR whose official title says that it amends the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from votewatch.facts.sk.laws import amended_laws
from votewatch.model.decision import Decision
from votewatch.model.vocabulary import Parliament
from votewatch.render.cards import card_key, cards
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site, decided_when
from votewatch.render.typography import NBSP, bind
from votewatch.render.words import Words

_SOURCE = "https://www.slov-lex.sk/ezbierky/pravne-predpisy/SK/ZZ/{year}/{number}/"


def law_path(number: str = "") -> str:
    """``l/300-2005/`` for "300/2005"; ``l/`` for the list of laws."""
    return f"l/{number.replace('/', '-')}/" if number else "l/"


def law_names(site: Site, number: str) -> tuple[str, ...]:
    """What a law is called in the table of topics, the usual name first; Slovak."""
    law = site.record.topic_table.laws.get(number)
    return law.names if law else ()


def law_name(site: Site, number: str) -> str:
    """The usual name as a heading, "Zákon o reklame"; "" where nobody gave one; Slovak."""
    names = law_names(site, number)
    return bind(names[0][:1].upper() + names[0][1:], "sk") if names else ""


def law_number(site: Site, number: str, words: Words) -> str:
    """ "zákon č. 300/2005 Z. z."; laws from before 1993 stand in the federal collection, "Zb.". The constitution and
    the acts beside it say by their usual name that they are constitutional.
    """
    collection = "Z. z." if int(number.partition("/")[2]) >= 1993 else "Zb."
    constitutional = law_name(site, number).replace(NBSP, " ").startswith(("Ústava ", "Ústavný zákon "))
    return words.text("law.constitutional" if constitutional else "law.number", number=f"{number} {collection}")


@dataclass(frozen=True, slots=True)
class LawLink:
    """A law that a decision's page leads to; ``name`` is "" where the table has none."""

    path: str
    name: str
    number: str


def law_links(site: Site, decision: Decision) -> list[LawLink]:
    """The laws that a decision's title amends or repeals, in the order of the title."""
    return [LawLink(law_path(number), law_name(site, number), number) for number in amended(site, decision)]


def amended(site: Site, decision: Decision) -> tuple[str, ...]:
    """The laws that a decision's title amends, mistyped numbers put right."""
    if decision.parliament is not Parliament.SK:
        return ()
    meant = site.record.search_words.mistyped
    return tuple(dict.fromkeys(meant.get(number, number) for number in amended_laws(decision.title)))


def laws(site: Site) -> dict[str, list[Decision]]:
    """Decisions by the law that they amend, newest first; laws by year and number."""
    found: dict[str, list[Decision]] = {}
    for decision in sorted(site.record.decisions, key=decided_when, reverse=True):
        for number in amended(site, decision):
            found.setdefault(number, []).append(decision)
    return dict(sorted(found.items(), key=lambda item: _by_year(item[0])))


def _by_year(number: str) -> tuple[int, int]:
    own, year = number.split("/")
    return int(year), int(own)


def _law_pages(site: Site) -> Iterator[Page]:
    for number, decisions in laws(site).items():
        depends = ([card_key(site, d) for d in decisions], law_names(site, number))
        yield Page(law_path(number), (number, decisions), depends)


def _law_view(site: Site, page: Page, lang: str) -> View:
    words, (number, decisions) = site.words[lang], page.subject
    name = law_name(site, number)
    others = [bind(other, "sk") for other in law_names(site, number)[1:]]
    own, year = number.split("/")
    official = law_number(site, number, words)
    return {
        "title": f"{name} ({official})" if name else official,
        "name": name,
        "others": others,
        "number": official,
        "source": _SOURCE.format(year=year, number=own),
        "count": words.n("home.decisions", len(decisions)),
        "cards": cards(site, decisions, words),
        "crumbs": [(law_path(), words["law.laws"])],
    }


def _law_data(site: Site, page: Page) -> View:
    number, decisions = page.subject
    return {
        "law": number,
        "names": list(law_names(site, number)),
        "decisions": [{"id": d.id, "kind": d.kind, "outcome": d.outcome, "passed": d.passed} for d in decisions],
    }


def _index_pages(site: Site) -> Iterator[Page]:
    counts = {number: len(decisions) for number, decisions in laws(site).items()}
    yield Page(law_path(), counts, (counts, {n: law_names(site, n) for n in counts}))


def _index_view(site: Site, page: Page, lang: str) -> View:
    words, counts = site.words[lang], page.subject
    rows = [
        (
            law_path(number),
            law_name(site, number),
            law_number(site, number, words),
            words.n("home.decisions", count),
        )
        for number, count in sorted(counts.items(), key=lambda item: (-item[1], _by_year(item[0])))
    ]
    return {"title": words["law.title"], "headline": words["law.title"], "rows": rows, "crumbs": []}


def _index_data(site: Site, page: Page) -> View:
    return {"decisions_by_law": page.subject}


LAW = PageType("law", "law.html", _law_pages, _law_view, _law_data)
INDEX = PageType("laws", "laws.html", _index_pages, _index_view, _index_data)
