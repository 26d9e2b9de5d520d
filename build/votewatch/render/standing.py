"""The clubs of one parliament over its decisions by name: what the pages of clubs, pairs and the matrix stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from votewatch.facts import agreement
from votewatch.facts.agreement import ClubOver
from votewatch.facts.histories import Agreement
from votewatch.model.club import Club
from votewatch.model.decision import Decision, Stance
from votewatch.model.vocabulary import Parliament
from votewatch.render.cards import list_key
from votewatch.render.fingerprint import of_value
from votewatch.render.site import Site, decided_when


@dataclass(frozen=True, slots=True)
class Standing:
    """``decisions`` oldest first; ``days`` (ISO), ``over`` and ``keys`` run along them.

    Clubs are by slug, in the order of pages: clubs that were there on the last decision, larger ones first, then those
    that were not. ``pairs`` holds every pair under both orders. ``keys`` and ``said`` are short texts that change
    whenever what a row shows changes: of the decision, and of each club's stance on it.
    """

    parliament: Parliament
    decisions: tuple[Decision, ...]
    days: tuple[str, ...]
    clubs: Mapping[str, Club]
    over: Mapping[str, ClubOver]
    pairs: Mapping[tuple[str, str], Agreement]
    keys: tuple[str, ...]
    said: Mapping[str, tuple[str, ...]]
    seen: Mapping[str, Mapping[str, str]]  # ISO days "from" and "to" of the rosters that have the club

    @property
    def affiliated(self) -> list[str]:
        """Slugs of the clubs that can have a position."""
        return [slug for slug in self.clubs if self.over[slug].cohesion is not None]

    def places(self, slug: str) -> list[int]:
        """Where a club had members, oldest first."""
        return [place for place, stance in enumerate(self.over[slug].stances) if stance is not None]

    def last(self, slug: str) -> Stance:
        """The stance of a club on the last decision on which it had members."""
        return next(stance for stance in reversed(self.over[slug].stances) if stance is not None)


def standing(site: Site, parliament: Parliament) -> Standing:
    """The clubs of one parliament, made once per site.

    Raises LedgerError for a club name that the table of clubs does not have.
    """
    found = site.standings.get(parliament)
    if found is None:
        found = site.standings[parliament] = _standing(site, parliament)
    return found


def _standing(site: Site, parliament: Parliament) -> Standing:
    table = site.record.clubs
    decisions = tuple(site.by_name[parliament])
    names = sorted({stance.club for d in decisions for stance in d.stances})
    over = agreement.over([d.stances for d in decisions], table.slugs(parliament, names))
    by_slug = {club.slug: club for name in names for club in [table.of(parliament, name)]}
    ordered = sorted(over, key=lambda slug: _order(slug, over[slug]))
    return Standing(
        parliament,
        decisions,
        tuple(decided_when(d)[0][:10] for d in decisions),
        {slug: by_slug[slug] for slug in ordered},
        over,
        agreement.pairs(over),
        tuple(of_value(list_key(site, d)) for d in decisions),
        {slug: tuple(_said(stance) for stance in club.stances) for slug, club in over.items()},
        _seen(site, parliament),
    )


def _seen(site: Site, parliament: Parliament) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    own = [r for r in site.record.roll_calls if r.parliament is parliament and r.roster is not None]
    for day, name in sorted({(r.day, name) for r in own for name, _ in (r.roster.clubs if r.roster else ())}):
        slug = site.record.clubs.of(parliament, name).slug
        found.setdefault(slug, {"from": day})["to"] = day
    return found


def _order(slug: str, club: ClubOver) -> tuple[bool, int, str]:
    last = next(stance for stance in reversed(club.stances) if stance is not None)
    return club.stances[-1] is None, -last.size, slug


def _said(s: Stance | None) -> str:
    if s is None:
        return ""
    counts = f"{s.for_},{s.against},{s.abstained},{s.not_voting},{s.absent},{s.size}"
    return f"{s.club}:{s.kind}:{s.position}:{counts}"
