"""How well a posting fits by its skills alone: what stands in for a model's score. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from votewatch.facts.radar.coverage import credit
from votewatch.facts.radar.picture import Scored
from votewatch.model.skill import Asked, Entry, Importance

# Every posting asks for one more must that nobody has: one that names a single skill must not score full marks for it.
UNSAID = 2
NAMED = 5


def fit(asked: Iterable[Asked], registry: Mapping[str, Entry], profile: Collection[str]) -> Scored:
    """The score of one posting, 0 to 100, out of the rows that were read from it.

    A must weighs two, what is welcome one; a skill that the profile names counts in full, another by the registry's
    credit; one must more than the posting names is taken as lacking. ``reason`` names what is there after a plus sign
    and what is not after a minus sign.
    """
    have: list[str] = []
    lack: list[str] = []
    got, total = Fraction(0), 0
    for row in sorted(asked, key=lambda r: (r.importance is not Importance.MUST, r.skill)):
        weight = 2 if row.importance is Importance.MUST else 1
        part = Fraction(1) if row.skill in profile else credit(registry.get(row.skill))
        total += weight
        got += weight * part
        (have if part else lack).append(row.skill)
    if not total:
        return Scored(0, "", "keywords")
    words = [f"+ {', '.join(have[:NAMED])}"] if have else []
    words += [f"− {', '.join(lack[:NAMED])}"] if lack else []
    return Scored(int(100 * got / (total + UNSAID)), "; ".join(words), "keywords")
