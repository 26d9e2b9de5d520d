"""The public ledger of readers' answers: for each committed day how many count, and how many were refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from votewatch.facts.readers import DayTotals, ledger
from votewatch.render.addresses import readers_ledger_path, readers_path
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site
from votewatch.render.words import Words, day, number


def _pages(site: Site) -> Iterator[Page]:
    """The newest year at the ledger's own address, the others below it."""
    days = ledger(site.record.tallies)
    years = sorted({one.day[:4] for one in days}, reverse=True)
    for year in years or [""]:
        of_year = [one for one in reversed(days) if one.day.startswith(year)]
        path = readers_ledger_path() if year == (years or [""])[0] else readers_ledger_path(year)
        yield Page(path, (year, years, of_year), (years, of_year))


def _view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    year, years, days = page.subject
    title = words.t("readers.ledger_year", year=year) if year and year != years[0] else words["readers.ledger"]
    return {
        "title": title,
        "headline": title,
        "crumbs": [(readers_path(), words["readers.title"])],
        "caption": words.t("readers.ledger_caption", year=year),
        "rows": [_row(one, words) for one in days],
        "years": [(readers_ledger_path("" if y == years[0] else y), y) for y in years if y != year],
    }


def _row(one: DayTotals, words: Words) -> View:
    lang = words.lang
    return {
        "iso": one.day,
        "date": day(one.day, lang),
        "questions": number(one.questions, lang),
        "answers": number(one.answers, lang),
        "answers_since": _signed(one.answers_since, lang),
        "refused": number(one.refused, lang),
        "refused_since": _signed(one.refused_since, lang),
    }


def _signed(count: int, lang: str) -> str:
    sign = "+" if count > 0 else "−" if count < 0 else ""
    return sign + number(abs(count), lang)


def _data(site: Site, page: Page) -> View:
    """The same days with the same numbers, newest first."""
    return {"days": [asdict(one) for one in page.subject[2]]}


LEDGER = PageType("readers-ledger", "readers_ledger.html", _pages, _view, _data)
