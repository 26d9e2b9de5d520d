"""The home page of each language, and the page that stands above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from votewatch.model.decision import Decision
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path, month_path
from votewatch.render.ask import asked
from votewatch.render.cards import Card, card_key, cards
from votewatch.render.coverage import Coverage
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site, decided_when
from votewatch.render.words import Words, day, number

FRESHEST = 6
QUESTIONS = 4  # of each parliament


@dataclass(frozen=True, slots=True)
class Block:
    """One parliament on the home page."""

    name: Markup
    path: str
    last: Markup
    complete: Markup
    skipped: Markup
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """One question in a list."""

    path: str
    text: Markup
    when: Markup
    parliament: Markup


def _freshest(site: Site, parliament: Parliament) -> list[Decision]:
    decided = (d for month in site.months[parliament].values() for d in month if d.passed is not None)
    return [d for d, _ in zip(decided, range(FRESHEST), strict=False)]


def _questions(site: Site, *, archive: bool) -> list[Decision]:
    """The newest questions. Open "now" is said of the day of the record, so that a page never depends on the clock."""
    found = [
        site.by_id[q.id]
        for q in site.questions.values()
        if (q.closes is None) is archive and (archive or q.opened <= site.as_of <= (q.closes or ""))
    ]
    newest = sorted(found, key=decided_when, reverse=True)
    return [d for p in Parliament for d in [d for d in newest if d.parliament is p][:QUESTIONS]]


def _home_pages(site: Site) -> Iterator[Page]:
    shown = [d for p in Parliament for d in _freshest(site, p)]
    asked_here = [_questions(site, archive=archive) for archive in (False, True)]
    depends = (
        [card_key(site, d) for d in shown],
        [[(d.id, site.questions[d.id]) for d in found] for found in asked_here],
        site.coverage,
        site.record.skipped,
        len(site.questions),
    )
    yield Page("", None, depends, site.as_of)


def _home_view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    return {
        "title": words["home.title"],
        "headline": words["home.title"],
        "blocks": [_block(site, p, words) for p in Parliament],
        "open": [open_question(site, d, words) for d in _questions(site, archive=False)],
        "archive": [open_question(site, d, words) for d in _questions(site, archive=True)],
        "questions": words.n("home.questions", len(site.questions)),
        "as_of": day(site.as_of, lang) if site.as_of else None,
        "crumbs": [],
        "feeds": [
            *((p.value, words[f"parliament.{p}.name"]) for p in Parliament),
            ("questions", words["feeds.questions"]),
        ],
    }


def _block(site: Site, parliament: Parliament, words: Words) -> Block:
    held = site.coverage[parliament]
    skipped = sum(1 for s in site.record.skipped if s[0].startswith(f"{parliament}:"))
    lang = words.lang
    return Block(
        name=words[f"parliament.{parliament}.name"],
        path=month_path(parliament),
        last=words.t("home.last_sitting", date=day(held.last, lang)) if held.last else words["home.empty"],
        complete=_complete(held, parliament, words),
        skipped=(
            words.t("home.skipped_some", skipped=words.n("home.votes", skipped))
            if skipped
            else words["home.skipped_none"]
        ),
        cards=cards(site, _freshest(site, parliament), words),
    )


def _complete(held: Coverage, parliament: Parliament, words: Words) -> Markup:
    """How many votes the record holds, and what it lacks."""
    values = {
        "votes": words.n("home.votes", held.votes),
        "named": number(held.named, words.lang),
        "from": held.first[:4],
        "to": held.last[:4],
    }
    if held.gaps is not None:
        lacks = words.n("home.gaps", held.gaps)
    else:
        lacks = words.t("home.late", votes=words.n("home.votes", held.late or 0))
    return words.t(f"home.complete_{parliament}", lacks=lacks, **values)


def open_question(site: Site, decision: Decision, words: Words) -> Open:
    """One question as lists show it: its words, its parliament, and how long it can be answered."""
    stored = site.questions[decision.id]
    shown = asked(site, decision, words)
    when = (
        words.t("home.closes", date=day(stored.closes, words.lang))
        if stored.closes
        else words.t("home.asked_after", date=day(stored.opened, words.lang))
    )
    return Open(
        path=f"{decision_path(decision.id)}#question",
        text=shown.text if shown else Markup(""),
        when=when,
        parliament=words[f"parliament.{decision.parliament}.short"],
    )


def _home_data(site: Site, page: Page) -> View:
    return {
        "as_of": site.as_of,
        "parliaments": {
            p.value: {"roll_calls": c.votes, "by_name": c.named, "first": c.first, "last": c.last}
            for p, c in site.coverage.items()
        },
        "freshest": {p.value: [d.id for d in _freshest(site, p)] for p in Parliament},
        "questions": len(site.questions),
        "decisions": len(site.record.decisions),
    }


def _choice_pages(site: Site) -> Iterator[Page]:
    yield Page("", None, None)


def _choice_view(site: Site, page: Page, lang: str) -> View:
    return {"title": site.words["sk"]["site.name"], "both": [site.words[code] for code in ("sk", "en")]}


def _missing_pages(site: Site) -> Iterator[Page]:
    yield Page("404.html", None, None)


HOME = PageType("home", "home.html", _home_pages, _home_view, _home_data)
CHOICE = PageType("choice", "choice.html", _choice_pages, _choice_view, languages=("",))
MISSING = PageType("not-found", "not_found.html", _missing_pages, _choice_view, languages=("",), listed=False)
