"""All questions to readers: those with a closing day that are open now, and the archive by parliament and year."""

from __future__ import annotations

from collections.abc import Iterator

from votewatch.model.decision import Decision
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import questions_path
from votewatch.render.cards import card_key
from votewatch.render.home_pages import open_question
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site, decided_when


def _asked(site: Site, parliament: Parliament) -> dict[str, list[Decision]]:
    """Decisions with a question by year, newest first in both."""
    asked = [d for d in (site.by_id[id] for id in site.questions) if d.parliament is parliament]
    found: dict[str, list[Decision]] = {}
    for decision in sorted(asked, key=lambda d: (decided_when(d), d.id), reverse=True):
        found.setdefault(decided_when(decision)[0][:4], []).append(decision)
    return found


def _years(site: Site, parliament: Parliament) -> dict[str, int]:
    """How many questions there are about the decisions of each year, newest first."""
    return {year: len(asked) for year, asked in _asked(site, parliament).items()}


def _open(site: Site) -> list[Decision]:
    """Questions with a closing day that are open. "Now" is said of the day of the record, as on the home page."""
    found = [site.by_id[id] for id, q in site.questions.items() if q.closes and q.opened <= site.as_of <= q.closes]
    return sorted(found, key=lambda d: (decided_when(d), d.id), reverse=True)


def _key(site: Site, decision: Decision) -> tuple[object, ...]:
    return card_key(site, decision), site.questions[decision.id]


def _index_pages(site: Site) -> Iterator[Page]:
    depends = ([_key(site, d) for d in _open(site)], {p: _years(site, p) for p in Parliament})
    yield Page(questions_path(), None, depends)


def _year_pages(site: Site) -> Iterator[Page]:
    for parliament in Parliament:
        for year, asked in _asked(site, parliament).items():
            yield Page(questions_path(parliament, year), (parliament, year, asked), [_key(site, d) for d in asked])


def _index_view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    return {
        "title": words["asking.title"],
        "headline": words["asking.title"],
        "feeds": [("questions", words["feeds.questions"])],
        "crumbs": [],
        "open": [open_question(site, d, words) for d in _open(site)],
        "parliaments": [
            (
                words[f"parliament.{p}.name"],
                [
                    (questions_path(p, year), year, words.n("home.questions", count))
                    for year, count in _years(site, p).items()
                ],
            )
            for p in Parliament
        ],
    }


def _year_view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    parliament, year, asked = page.subject
    title = words.t("asking.year_title", parliament=words[f"parliament.{parliament}.short"], year=year)
    return {
        "title": title,
        "headline": title,
        "crumbs": [(questions_path(), words["asking.title"])],
        "questions": [open_question(site, d, words) for d in asked],
        "count": words.n("home.questions", len(asked)),
    }


def _index_data(site: Site, page: Page) -> View:
    return {"open": [d.id for d in _open(site)], "years": {p.value: _years(site, p) for p in Parliament}}


def _year_data(site: Site, page: Page) -> View:
    """Questions as published: id, decision, words in both languages, opening and closing day (null: never)."""
    found = [site.questions[d.id] for d in page.subject[2]]
    return {
        "questions": [
            {"id": q.id, "decision": q.decision, "question": dict(q.text), "opened": q.opened, "closes": q.closes}
            for q in found
        ]
    }


INDEX = PageType("questions", "questions.html", _index_pages, _index_view, _index_data)
YEAR = PageType("questions-year", "questions_year.html", _year_pages, _year_view, _year_data)
