"""How often two clubs agreed, in the words of a cell."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from votewatch.facts.agreement import percent
from votewatch.facts.histories import Agreement
from votewatch.render.addresses import pair_path
from votewatch.render.standing import Standing
from votewatch.render.words import Words, number, z


@dataclass(frozen=True, slots=True)
class Share:
    """``text`` is "84 %", or "3 z 7" where there are too few for a share; ``of`` the number it is taken of, or "".

    ``path`` is the page of the pair, None where they share no decision. ``tint`` is how full the cell's ground is, 0 to
    5: it says nothing that ``text`` does not.
    """

    path: str | None
    text: Markup
    of: Markup
    tint: int


def share(standing: Standing, one: str, other: str, words: Words) -> Share:
    """The agreement of two clubs of one standing."""
    both = standing.pairs[one, other]
    if not both.shared:
        return Share(None, words["clubs.none_shared"], Markup(""), 0)
    rate = percent(both.same, both.shared)
    path = pair_path(one, other)
    if rate is None:
        return Share(path, few(both, words), Markup(""), 0)
    return Share(path, percent_text(rate, words), _of(both.shared, words), 1 + rate // 20 if rate < 100 else 5)


def percent_text(rate: int, words: Words) -> Markup:
    """ "84 %" in Slovak, "84%" in English."""
    return words.t("clubs.percent", n=rate)


def few(both: Agreement, words: Words) -> Markup:
    """ "3 z 7"."""
    return words.t("clubs.few", same=both.same, shared=both.shared, z=z(both.shared))


def _of(count: int, words: Words) -> Markup:
    return words.t("clubs.of", n=number(count, words.lang), z=z(count))
