"""A parliament's decisions by year and month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path, month_path
from votewatch.render.cards import card_key, cards
from votewatch.render.feeds.calendar import calendar_name
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site, last_changed
from votewatch.render.vote_rows import VoteRow, vote_row
from votewatch.render.words import Words, day, month_name


@dataclass(frozen=True, slots=True)
class Sitting:
    """Votes of one day that belong to no decision."""

    title: str
    rows: tuple[VoteRow, ...]


def _counts(site: Site, parliament: Parliament) -> dict[str, int]:
    """How many decisions each month holds, newest first; months that hold other votes only count 0."""
    months = {month: len(decisions) for month, decisions in site.months[parliament].items()}
    months |= {month: 0 for month in site.loose[parliament] if month not in months}
    return dict(sorted(months.items(), reverse=True))


def _index_pages(site: Site) -> Iterator[Page]:
    for parliament in Parliament:
        yield Page(month_path(parliament), parliament, _counts(site, parliament))


def _year_pages(site: Site) -> Iterator[Page]:
    for parliament in Parliament:
        counts = _counts(site, parliament)
        for year in sorted({month[:4] for month in counts}, reverse=True):
            of_year = {month: n for month, n in counts.items() if month.startswith(year)}
            yield Page(month_path(parliament, year), (parliament, year), of_year)


def _month_pages(site: Site) -> Iterator[Page]:
    for parliament in Parliament:
        counts = list(_counts(site, parliament))
        for place, month in enumerate(counts):
            around = (counts[place + 1] if place + 1 < len(counts) else None, counts[place - 1] if place else None)
            decisions = site.months[parliament].get(month, [])
            loose = site.loose[parliament].get(month, [])
            depends = ([card_key(site, d) for d in decisions], loose, around)
            days = [last_changed(site, d.roll_calls, d) for d in decisions] + [last_changed(site, loose)]
            yield Page(month_path(parliament, month), (parliament, month, around), depends, max(days))


def _months(counts: dict[str, int], parliament: Parliament, words: Words) -> list[tuple[str, list[View]]]:
    """Years, newest first, each with its months in their own order."""
    years = []
    for year, months in groupby(counts, key=lambda month: month[:4]):
        rows = [
            {
                "path": month_path(parliament, month),
                "name": month_name(int(month[5:]), words.lang),
                "count": words.n("home.decisions", counts[month]),
            }
            for month in sorted(months)
        ]
        years.append((year, rows))
    return years


def _name(parliament: Parliament, words: Words) -> Markup:
    return words[f"parliament.{parliament}.name"]


def _index_view(site: Site, page: Page, lang: str) -> View:
    words, parliament = site.words[lang], page.subject
    title = words.t("months.title", parliament=_name(parliament, words))
    years = [(year, month_path(parliament, year), rows) for year, rows in _months(page.depends, parliament, words)]
    return {"title": title, "headline": title, "years": years, "crumbs": [], **_feeds(parliament, words)}


def _year_view(site: Site, page: Page, lang: str) -> View:
    words, (parliament, year) = site.words[lang], page.subject
    title = words.t("months.year_title", parliament=_name(parliament, words), year=year)
    years = [(year, None, rows) for year, rows in _months(page.depends, parliament, words)]
    crumbs = [(month_path(parliament), words[f"parliament.{parliament}.short"])]
    return {"title": title, "headline": title, "years": years, "crumbs": crumbs, **_feeds(parliament, words)}


def _month_view(site: Site, page: Page, lang: str) -> View:
    words, (parliament, month, (before, after)) = site.words[lang], page.subject
    name = month_name(int(month[5:]), lang)
    title = words.t("months.month_title", parliament=_name(parliament, words), month=name, year=month[:4])
    return {
        "title": title,
        "headline": title,
        "crumbs": [
            (month_path(parliament), words[f"parliament.{parliament}.short"]),
            (month_path(parliament, month[:4]), month[:4]),
        ],
        "cards": cards(site, site.months[parliament].get(month, []), words),
        "sittings": _sittings(site.loose[parliament].get(month, []), words),
        "previous": month_path(parliament, before) if before else None,
        "next": month_path(parliament, after) if after else None,
        **_feeds(parliament, words),
    }


def _feeds(parliament: Parliament, words: Words) -> View:
    """Where a parliament's decisions and sitting days can be subscribed to."""
    return {"feeds": [(parliament.value, _name(parliament, words))], "calendar": calendar_name(parliament)}


def _sittings(roll_calls: list[RollCall], words: Words) -> list[Sitting]:
    found = []
    for (meeting, date), held in groupby(roll_calls, key=lambda r: (r.meeting, r.day)):
        when = day(date, words.lang)
        title = f"{words.t('months.sitting', meeting=meeting)}, {when}" if meeting is not None else when
        found.append(Sitting(title, tuple(vote_row(r, words) for r in held)))
    return found


def _month_data(site: Site, page: Page) -> View:
    parliament, month, _ = page.subject
    return {
        "parliament": parliament,
        "month": month,
        "decisions": [
            {
                "id": d.id,
                "kind": d.kind,
                "outcome": d.outcome,
                "deciding_vote": d.deciding.id if d.deciding else None,
                "for_means": d.for_means,
                "passed": d.passed,
                "title": d.title,
                "path": decision_path(d.id),
            }
            for d in site.months[parliament].get(month, [])
        ],
        "other_votes": [r.id for r in site.loose[parliament].get(month, [])],
    }


def _counts_data(site: Site, page: Page) -> View:
    return {"decisions_by_month": dict(sorted(page.depends.items()))}


INDEX = PageType("parliament", "months.html", _index_pages, _index_view, _counts_data)
YEAR = PageType("year", "months.html", _year_pages, _year_view, _counts_data)
MONTH = PageType("month", "month.html", _month_pages, _month_view, _month_data)
