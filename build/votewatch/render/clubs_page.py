"""All clubs and groups of both parliaments, with how often they agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import club_path, pair_path
from votewatch.render.data import LICENCE
from votewatch.render.page import Page, PageType, View
from votewatch.render.shares import Share, share
from votewatch.render.site import Site
from votewatch.render.standing import Standing, standing
from votewatch.render.typography import bind
from votewatch.render.words import Words, day


@dataclass(frozen=True, slots=True)
class ClubLine:
    """A club as a row of the tables: its cells of the matrix (None for itself), and its words counted."""

    slug: str
    path: str
    short: str
    long: str
    cells: tuple[Share | None, ...]
    cohesion: tuple[int, ...]


def _pages(site: Site) -> Iterator[Page]:
    depends = []
    for parliament in Parliament:
        held = standing(site, parliament)
        counted = [(slug, held.over[slug].cohesion) for slug in held.clubs]
        depends.append((counted, sorted(held.pairs.items()), _days(held), len(held.decisions)))
    yield Page(club_path(), None, depends)


def _view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    title, every = words["clubs.title"], [standing(site, p) for p in Parliament]
    return {
        "title": title,
        "headline": title,
        "crumbs": [],
        "parliaments": [_parliament(held, words) for held in every],
        "alone": [_line(held, slug, words) for held in every for slug in _alone(held)],
    }


def _parliament(held: Standing, words: Words) -> View:
    code = held.parliament.value
    return {
        "code": code,
        "name": words[f"parliament.{code}.name"],
        "basis": basis(held, words),
        "clubs": [_line(held, slug, words) for slug in held.affiliated],
    }


def basis(held: Standing, words: Words) -> Markup:
    """What is counted: how many decisions, and between which days; that there are none, where there are none."""
    if not held.decisions:
        return words["clubs.empty"]
    first, last = (day(iso, words.lang) for iso in _days(held))
    counted = words.n("clubs.counted_genitive", len(held.decisions))
    return words.t("clubs.basis", decisions=counted, **{"from": first, "to": last})


def _line(held: Standing, slug: str, words: Words) -> ClubLine:
    club, cohesion = held.clubs[slug], held.over[slug].cohesion
    others = held.affiliated if cohesion is not None else []
    return ClubLine(
        slug,
        club_path(slug),
        bind(club.short.of(words.lang), words.lang),
        bind(club.long.of(words.lang), words.lang),
        tuple(None if other == slug else share(held, slug, other, words) for other in others),
        (*cohesion, cohesion.total) if cohesion is not None else (),
    )


def _alone(held: Standing) -> list[str]:
    return [slug for slug in held.clubs if held.over[slug].cohesion is None]


def _days(held: Standing) -> tuple[str, ...]:
    return (held.days[0], held.days[-1]) if held.decisions else ()


def _data(site: Site, page: Page) -> View:
    return {p.value: _parliament_data(standing(site, p)) for p in Parliament}


def _parliament_data(held: Standing) -> View:
    pairs = [(one, other, both) for (one, other), both in sorted(held.pairs.items()) if one < other]
    return {
        "decisions": len(held.decisions),
        "days": list(_days(held)),
        "clubs": [
            {
                "club": slug,
                "names": {"short": club.short._asdict(), "long": club.long._asdict()},
                "unaffiliated": club.unaffiliated,
                "cohesion": cohesion_data(held, slug),
                "path": club_path(slug),
            }
            for slug, club in held.clubs.items()
        ],
        "pairs": [
            {
                "clubs": [one, other],
                "same": both.same,
                "shared": both.shared,
                "path": pair_path(one, other) if both.shared else None,
            }
            for one, other, both in pairs
        ],
        "licence": LICENCE[held.parliament],
    }


def cohesion_data(held: Standing, slug: str) -> dict[str, int] | None:
    """The words for a club counted; None for members without a club."""
    cohesion = held.over[slug].cohesion
    return dict(cohesion._asdict()) if cohesion is not None else None


CLUBS = PageType("clubs", "clubs.html", _pages, _view, _data)
