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
    path, rate = pair_path(one, other), percent_text(both.same, both.shared, words)
    if rate is None:
        return Share(path, few(both, words), Markup(""), 0)
    return Share(path, rate, _of(both.shared, words), min(5, 1 + 5 * both.same // both.shared))


def percent_text(part: int, whole: int, words: Words) -> Markup | None:
    """ "84 %" in Slovak, "84%" in English; None where there are too few for a share.

    What rounds to nothing or to all without being it is "under 1%" or "over 99%".
    """
    rate = percent(part, whole)
    if rate is None:
        return None
    if rate == 0 and part:
        return words["clubs.percent_under"]
    if rate == 100 and part < whole:
        return words["clubs.percent_over"]
    return words.t("clubs.percent", n=rate)


def few(both: Agreement, words: Words) -> Markup:
    """ "3 z 7"."""
    return words.t("clubs.few", same=both.same, shared=both.shared, z=z(both.shared))


def _of(count: int, words: Words) -> Markup:
    return words.t("clubs.of", n=number(count, words.lang), z=z(count))
