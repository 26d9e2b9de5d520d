"""Two clubs of one parliament: the decisions on which they took the same position, and those on which they did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from votewatch.facts.histories import Agreement, agreeing, differing
from votewatch.model.decision import Stance
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import club_path, pair_path
from votewatch.render.club_rows import years
from votewatch.render.data import LICENCE
from votewatch.render.page import Page, PageType, View
from votewatch.render.shares import percent_text
from votewatch.render.site import Site
from votewatch.render.standing import Standing, standing
from votewatch.render.typography import bind
from votewatch.render.words import Words, day, z

STANCE_FIELDS = ("stance", "position", "for", "against", "abstained", "not_voting", "absent", "members")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clubs in the order of pages, and the places of the decisions that they share."""

    held: Standing
    one: str
    other: str
    agreed: tuple[int, ...]
    differed: tuple[int, ...]

    @property
    def both(self) -> Agreement:
        """How often they agreed."""
        return self.held.pairs[self.one, self.other]

    @property
    def neither(self) -> int:
        """The decisions on which both had members, and at least one of them no common position."""
        rows = zip(self.held.over[self.one].stances, self.held.over[self.other].stances, strict=True)
        return sum(a is not None and b is not None for a, b in rows) - self.both.shared


def _pages(site: Site) -> Iterator[Page]:
    for parliament in Parliament:
        held = standing(site, parliament)
        slugs = held.affiliated
        for place, one in enumerate(slugs):
            for other in slugs[place + 1 :]:
                if held.pairs[one, other].shared:
                    yield _page(held, one, other)


def _page(held: Standing, one: str, other: str) -> Page:
    first, second = held.over[one].history, held.over[other].history
    pair = Pair(held, one, other, tuple(agreeing(first, second)), tuple(differing(first, second)))
    said = [
        f"{held.keys[place]}{held.said[one][place]}{held.said[other][place]}"
        for place in (*pair.agreed, *pair.differed)
    ]
    return Page(pair_path(one, other), pair, (one, other, pair.neither, len(pair.agreed), "|".join(said)))


def _view(site: Site, page: Page, lang: str) -> View:
    words, pair = site.words[lang], page.subject
    clubs = [pair.held.clubs[slug] for slug in (pair.one, pair.other)]
    names = [bind(club.short.of(lang), lang) for club in clubs]
    title = words.t("pair.title", one=names[0], other=names[1])
    parliament = words[f"parliament.{pair.held.parliament}.name"]
    shown = (pair.one, pair.other)
    return {
        "title": title,
        "headline": title,
        "about": words.t("pair.description", one=names[0], other=names[1], parliament=parliament),
        "crumbs": [(club_path(), words["clubs.title"])],
        "parliament": parliament,
        "line": _line(pair.both, words),
        "days": _days(pair, words),
        "rest": words.n("pair.rest", pair.neither) if pair.neither else None,
        "clubs": [(club.slug, club_path(club.slug), name) for club, name in zip(clubs, names, strict=True)],
        "differed_count": len(pair.differed),
        "agreed_count": len(pair.agreed),
        "differed": years(site, pair.held, pair.differed, shown, " – ".join(names), words),
        "agreed": years(site, pair.held, pair.agreed, shown, " – ".join(names), words),
    }


def _line(both: Agreement, words: Words) -> Markup:
    rate = percent_text(both.same, both.shared, words)
    values = {"same": both.same, "shared": both.shared, "z": z(both.shared)}
    if rate is None:
        return words.t("pair.line_few", **values)
    return words.t("pair.line", percent=rate, **values)


def _days(pair: Pair, words: Words) -> Markup:
    shared = sorted((*pair.agreed, *pair.differed))
    first, last = (day(pair.held.days[place], words.lang) for place in (shared[0], shared[-1]))
    return words.t("pair.days", **{"from": first, "to": last})


def _data(site: Site, page: Page) -> View:
    pair: Pair = page.subject
    return {
        "clubs": [pair.one, pair.other],
        "parliament": pair.held.parliament,
        "same": pair.both.same,
        "shared": pair.both.shared,
        "no_common_position": pair.neither,
        "stance_fields": list(STANCE_FIELDS),
        "differed": [_row(pair, place) for place in reversed(pair.differed)],
        "agreed": [_row(pair, place) for place in reversed(pair.agreed)],
        "licence": LICENCE[pair.held.parliament],
    }


def _row(pair: Pair, place: int) -> View:
    decision = pair.held.decisions[place]
    one, other = (pair.held.over[slug].stances[place] for slug in (pair.one, pair.other))
    return {
        "decision": decision.id,
        "day": pair.held.days[place],
        "outcome": decision.outcome,
        "stances": [_stance(one), _stance(other)],
    }


def _stance(s: Stance | None) -> list[str | int | None]:
    """The values of ``STANCE_FIELDS``: as lists, because 36 pairs of the EP have 44,000 rows."""
    if s is None:
        return []
    return [s.kind, s.position, s.for_, s.against, s.abstained, s.not_voting, s.absent, s.size]


PAIR = PageType("pair", "pair.html", _pages, _view, _data)
