"""The public log of corrections, and what a page says of one that concerns it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from votewatch.model.correction import Correction
from votewatch.model.ids import path_name
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import CORRECTIONS, decision_path, roll_call_path
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site, has_page
from votewatch.render.typography import bind
from votewatch.render.words import Words, day


@dataclass(frozen=True, slots=True)
class Logged:
    """One correction in the words of a page. ``was`` is None where the source had nothing, ``path`` where the vote
    stands on no page.
    """

    anchor: str
    id: str
    path: str | None
    iso: str
    date: str
    field: Markup
    was: Markup | None
    holds: Markup
    reason: Markup
    link: str


def anchor(correction: Correction) -> str:
    """Where in the log it stands: "2026-11-23-eu-v127172-title"."""
    return f"{correction.date}-{path_name(correction.id)}-{correction.field}"


def page_of(site: Site, correction: Correction) -> str | None:
    """The page that the correction concerns most: of its decision, else of the vote; None where neither has one."""
    owner = site.decision_of.get(correction.id)
    if owner is not None:
        return decision_path(owner.id)
    found = site.roll_call_of.get(correction.id)
    return roll_call_path(correction.id) if found is not None and has_page(found) else None


def logged(site: Site, correction: Correction, words: Words) -> Logged:
    """A correction as the log and the pages concerned say it."""
    date = day(correction.date, words.lang)
    was = correction.was
    return Logged(
        anchor=anchor(correction),
        id=correction.id,
        path=page_of(site, correction),
        iso=correction.date,
        date=date,
        field=words[f"corrections.field_{correction.field}"],
        was=words.t("corrections.was", value=_value(correction, was, words)) if was else None,
        holds=words.t("corrections.holds", date=date, value=_value(correction, correction.value, words)),
        reason=words.t("corrections.reason", reason=_reason(correction, words)),
        link=correction.link,
    )


def concerning(site: Site, roll_calls: Iterable[str], words: Words) -> list[Logged]:
    """The corrections of some roll calls, for a page that shows them."""
    return [logged(site, c, words) for roll_call in roll_calls for c in site.corrections_of.get(roll_call, ())]


def _reason(correction: Correction, words: Words) -> Markup:
    if words.lang == "sk" and correction.reason_sk:
        return Markup("{}").format(bind(correction.reason_sk, "sk"))
    return Markup("{}" if words.lang == "en" else '<span lang="en">{}</span>').format(correction.reason)


def _value(correction: Correction, value: str, words: Words) -> Markup:
    if correction.field == "result":
        return words[f"result.{value}"]
    if correction.field == "when":
        return Markup("{}, {}").format(day(value, words.lang), value[11:16])
    own = "fr" if correction.field == "motion" else "sk" if correction.id.startswith(Parliament.SK) else "en"
    if own == words.lang or correction.field in ("item", "reference"):
        return Markup("{}").format(value)
    return Markup('<span lang="{}">{}</span>').format(own, value)


def newest_first(site: Site) -> list[Correction]:
    """The corrections of the record, newest first; of one day in the order of their ids."""
    return sorted(sorted(site.record.corrections, key=lambda c: (c.id, c.field)), key=lambda c: c.date, reverse=True)


def _pages(site: Site) -> Iterator[Page]:
    made = newest_first(site)
    yield Page(CORRECTIONS, made, [(c, page_of(site, c)) for c in made], made[0].date if made else "")


def _view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    return {
        "title": words["corrections.title"],
        "headline": words["corrections.title"],
        "crumbs": [],
        "entries": [logged(site, c, words) for c in page.subject],
        "feeds": [("corrections", words["feeds.corrections"])],
    }


def _data(site: Site, page: Page) -> View:
    fields = ("id", "field", "was", "value", "reason", "reason_sk", "link", "date")
    return {
        "corrections": [{name: getattr(c, name) for name in fields} | {"page": page_of(site, c)} for c in page.subject]
    }


LOG = PageType("corrections", "corrections.html", _pages, _view, _data)
