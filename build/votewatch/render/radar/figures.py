"""The numbers of the radar's page: as JSON, and as the points of a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from votewatch.facts.radar.coverage import Line
from votewatch.facts.radar.picture import Picture
from votewatch.model.radar import Health, Point, Source

WIDTH, HEIGHT = 600, 120


@dataclass(frozen=True, slots=True)
class Spark:
    """A line through the series in a box of WIDTH by HEIGHT; ``dots`` are (x, y, point)."""

    path: str
    dots: tuple[tuple[int, int, Point], ...]


def spark(series: Sequence[Point]) -> Spark | None:
    """The line of the score from 0 to 100 %, days at their distance; None for fewer than two points that have one."""
    scored = [(dt.date.fromisoformat(point.day), point) for point in series if point.score is not None]
    if len(scored) < 2:
        return None
    first, span = scored[0][0], (scored[-1][0] - scored[0][0]).days
    dots = tuple(
        (round(WIDTH * (when - first).days / span), HEIGHT - round(HEIGHT * (point.score or 0) / 1000), point)
        for when, point in scored
    )
    return Spark("M" + " L".join(f"{x} {y}" for x, y, _ in dots), dots)


def as_json(
    picture: Picture, series: Sequence[Point], healths: Mapping[str, Health], sources: Sequence[Source]
) -> dict[str, Any]:
    """Everything on the page. Fractions are given as exact text, such as "3/8"."""
    score = picture.coverage.score
    return {
        "score": None if score is None else str(score),
        "read": picture.read,
        "firms": picture.firms,
        "readers": dict(picture.readers),
        "skills": [_skill(line) for line in picture.coverage.lines],
        "kept": [
            {
                "id": one.posting.id,
                "company": one.posting.company,
                "title": one.posting.title,
                "locations": list(one.posting.locations),
                "url": one.posting.url,
                "posted": one.posting.posted,
                "kept_for": one.reason,
                "score": scored.score,
                "reason": scored.reason,
                "by": scored.by,
            }
            for one, scored in picture.kept
        ],
        "dropped": {one.reason: one.count for one in picture.dropped},
        "unknown_names": dict(picture.unknown),
        "series": [asdict(point) for point in series],
        "sources": [
            {"source": s.company if s.disabled else s.name, "disabled": s.disabled}
            | asdict(healths.get(s.name, Health()))
            for s in sources
        ],
    }


def _skill(line: Line) -> dict[str, Any]:
    return {
        "skill": line.demand.skill,
        "firms": line.demand.firms,
        "must_firms": line.demand.must_firms,
        "postings": line.demand.postings,
        "state": line.state or "unreviewed",
        "artifacts": list(line.artifacts),
        "counts": line.counts,
        "contribution": str(line.contribution),
        "gain": str(line.gain),
    }
