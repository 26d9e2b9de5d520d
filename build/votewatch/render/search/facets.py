"""By what decisions can be chosen: parliament, year, outcome, topic, and how the clubs voted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from votewatch.model.decision import Decision, Stance
from votewatch.model.vocabulary import Parliament, Position, StanceKind
from votewatch.render.clubs import club_slug
from votewatch.render.outcome import outcome_tone
from votewatch.render.search.documents import topics_of
from votewatch.render.search.index import base36
from votewatch.render.site import Site, decided_when

OUTCOMES = ("passed", "failed", "open")
# What a club did, as it stands in an address, and its letter in the file.
POSITIONS = {"for": "F", "against": "A", "abstained": "B", "split": "S", "not-voting": "N"}
_NAMES = {Position.FOR: "for", Position.AGAINST: "against", Position.ABSTAINED: "abstained"}
_KINDS = {
    StanceKind.SPLIT: "split",
    StanceKind.NO_COMMON_POSITION: "split",
    StanceKind.MOST_DID_NOT_VOTE: "not-voting",
}


def year_of(decision: Decision) -> str:
    """The year in which it was decided, or last voted on."""
    return decided_when(decision)[0][:4]


def position_of(stance: Stance) -> str | None:
    """What the club did, as a key of POSITIONS; None for those who are in no club."""
    return _NAMES[stance.position] if stance.position else _KINDS.get(stance.kind)


def positions_of(site: Site, decision: Decision) -> dict[str, str]:
    """What each club did on the vote that decided, by its slug; {} where that has no names."""
    if decision.deciding is None or decision.shown is not decision.deciding:
        return {}
    found = {club_slug(s.club, decision.parliament, site.record.clubs): position_of(s) for s in decision.stances}
    return {slug: position for slug, position in sorted(found.items()) if position}


def facets(site: Site, decisions: Sequence[Decision]) -> dict[str, Any]:
    """The file of one parliament. Each text has one letter a decision, in the order of their numbers.

    ``days`` are days since 1970 in base 36, by which lists are sorted; ``topics`` and ``clubs`` are by slug.
    """
    years = sorted({year_of(d) for d in decisions})
    topics: dict[str, list[str]] = {}
    clubs: dict[str, list[str]] = {}
    for place, decision in enumerate(decisions):
        for slug in topics_of(site, decision):
            topics.setdefault(slug, ["0"] * len(decisions))[place] = "1"
        for slug, position in positions_of(site, decision).items():
            clubs.setdefault(slug, ["."] * len(decisions))[place] = POSITIONS[position]
    return {
        "days": " ".join(base36(date.fromisoformat(decided_when(d)[0][:10]).toordinal() - 719163) for d in decisions),
        "years": years,
        "year": "".join(base36(years.index(year_of(d))) for d in decisions),
        "outcome": "".join(outcome_tone(d)[0] for d in decisions),
        "topics": {slug: "".join(letters) for slug, letters in sorted(topics.items())},
        "clubs": {slug: "".join(letters) for slug, letters in sorted(clubs.items())},
    }


def decisions_of(site: Site, parliament: Parliament) -> list[Decision]:
    """The decisions of one parliament, newest first."""
    return [d for month in site.months[parliament].values() for d in month]
