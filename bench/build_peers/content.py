"""The record as the peers are given it: per page one JSON object in the page's language.

Two forms of the same pages. `plain` holds every member with the letter of their position, in the order of printing:
the templates count, as our builder does. `tallied` holds the names by position with every number, word and width
worked out: the templates only print. What needs grammar (Slovak plurals) is given to both as tables.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from build_peers import ours
from votewatch.facts.stances import UNAFFILIATED, stances
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.render import tally
from votewatch.render.bar import LETTERS, NAMES, Bar
from votewatch.render.clubs import club_name, club_slug
from votewatch.render.page import Page
from votewatch.render.site import Site
from votewatch.render.templates import environment
from votewatch.render.words import LANGUAGES, Words, z

View = dict[str, Any]
SEATS = 800  # more than any club or parliament has: the length of the tables of plurals


def pages(site: Site, chosen: list[Page], form: str) -> Iterator[tuple[str, View]]:
    """Every page in every language: its address below the site ("sk/v/sk-9-v54540/") and what is on it."""
    for page in chosen:
        for lang in LANGUAGES:
            view = ours.TYPE.view(site, page, lang)
            content = _facts(site, page.subject, view, page.path, lang)
            content |= _tallied(view) if form == "tallied" else _plain(site, page.subject, site.words[lang])
            yield f"{lang}/{page.path}", content


def constants(site: Site) -> View:
    """What is the same on every page of a language: words, tables of plurals, and pieces that have no numbers."""
    return {lang: _constants(site, site.words[lang]) for lang in LANGUAGES}


def _constants(site: Site, words: Words) -> View:
    made = environment(ours.ROOT / "site_src", words, site.look)
    members_filter = made.get_template("members_filter.html").make_module().members_filter  # type: ignore[attr-defined]
    voted = sorted({p for letters in LETTERS.values() for p in letters})
    texts = {k: str(words[k]) for k in words.keys() if k in words}  # noqa: SIM118 (Words cannot be iterated)
    return {
        "words": {key.replace(".", "_"): text for key, text in texts.items()},
        "positions": {p.value: [NAMES[p], tally.GLYPHS[p], words[f"position.heading_{p.value}"]] for p in voted},
        "letters": {p.value: [letter.value for letter in LETTERS[p]] for p in Parliament},
        "size": [str(words.n("line.members", n)) for n in range(SEATS)],
        "z": [z(n) for n in range(SEATS)],
        "hatches": made.get_template("hatches.html").render(),
        "filter": str(members_filter(words.t)),
        "as_of": str(words.t("site.as_of", date=site.as_of_text(words.lang))),
        "other": next(lang for lang in LANGUAGES if lang != words.lang),
        "css": site.look.css,
        "js": site.look.js,
    }


def _facts(site: Site, roll_call: RollCall, view: View, path: str, lang: str) -> View:
    given = ("title", "iso", "date", "result", "part", "about", "own", "own_lang", "item", "item_lang", "read")
    parliament = roll_call.parliament.value
    return {
        **{key: view[key] for key in given},
        "id": roll_call.id,
        "lang": lang,
        "address": path,
        "parliament": parliament,
        "report": site.words[lang].t("decision.report_id", id=roll_call.id),
        "crumbs": view["crumbs"],
        "owner": list(view["owner"] or ()),
        "sources": view["sources"],
        "corrections": [
            [site.words[lang].t("decision.correction", date=d, field=c.field, value=c.value, reason=c.reason), c.link]
            for c, d in view["corrections"]
        ],
    }


def _plain(site: Site, roll_call: RollCall, words: Words) -> View:
    seating, letters = site.seating[roll_call.parliament].of(roll_call), roll_call.positions or ""
    known = site.record.members(roll_call.parliament)
    clubs = [
        {
            "slug": club_slug(club.club, roll_call.parliament, site.record.clubs),
            "name": club_name(club.club, roll_call.parliament, site.record.clubs, words.lang),
            "alone": club.club in UNAFFILIATED,
            "members": [{"n": known[member].full_name, "p": letters[place]} for place, _, member in club.seats],
        }
        for club in seating.clubs
    ]
    rows = {club.club: i for i, club in enumerate(seating.clubs)}
    return {
        "clubs": clubs,
        "table": [rows[s.club] for s in stances(roll_call)],  # the party table has an order of its own
        "slovak": [{"n": known[member].full_name, "p": letters[place]} for place, _, member in seating.slovak.seats],
    }


def _tallied(view: View) -> View:
    figure: tally.Tally | None = view["tally"]
    return {
        "figure": figure and {"bar": _bar(figure.bar), "counts": _counts(figure.counts), "caption": figure.caption},
        "rows": [
            {
                "slug": row.slug,
                "name": row.name,
                "words": row.words,
                "bar": _bar(row.bar),
                "counts": _counts(row.counts),
            }
            for row in view["rows"]
        ],
        "members": [
            {"slug": club.slug, "name": club.name, "size": club.size, "votes": _votes(club.votes)}
            for club in view["members"]
        ],
        "slovak": _votes(view["slovak"]),
    }


def _bar(bar: Bar) -> View:
    return {"total": bar.total, "parts": [[part.name, part.x, part.width] for part in bar.parts]}


def _counts(counts: tuple[tally.Count, ...]) -> list[list[Any]]:
    return [[count.name, count.glyph, count.word, count.count] for count in counts]


def _votes(votes: tuple[tuple[tally.Count, str], ...]) -> list[View]:
    return [
        {
            "letter": count.letter,
            "count": [count.name, count.glyph, count.word, count.count],
            "names": [html.unescape(name) for name in str(items).split("<li>") if name],
        }
        for count, items in votes
    ]
