"""The coverage score over time, data/radar/history.jsonl: committed, and without a firm, a skill or a posting in it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path

from votewatch.ledger import json_lines
from votewatch.ledger.atomic import write_text, writing
from votewatch.model.errors import LedgerError
from votewatch.model.radar import Point


def load(data: Path) -> list[Point]:
    """The series, oldest first. Raises LedgerError naming file and line."""
    path = path_of(data)
    try:
        lines = json_lines.split(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from error
    out: list[Point] = []
    for number, line in enumerate(lines, start=1):
        try:
            point = Point(**json.loads(line))
            dt.date.fromisoformat(point.day)
        except (ValueError, TypeError) as error:
            raise LedgerError(f"{path}:{number}: is no point of the series: {error}") from error
        if out and point.day <= out[-1].day:
            raise LedgerError(f"{path}:{number}: {point.day} does not come after {out[-1].day}")
        out.append(point)
    return out


def add(data: Path, point: Point) -> bool:
    """Add a point, or put it in the place of the same day's; nothing when only the day would be new."""
    points = load(data)
    if points and _values(points[-1]) == _values(point):
        return False
    if points and points[-1].day > point.day:
        raise LedgerError(f"{path_of(data)}: ends on {points[-1].day}, after {point.day}; is the clock right?")
    if points and points[-1].day == point.day:
        points.pop()
    if not points or _values(points[-1]) != _values(point):
        points.append(point)
    lines = (json.dumps(asdict(one), separators=(",", ":")) + "\n" for one in points)
    with writing(path_of(data)):
        return write_text(path_of(data), "".join(lines))


def path_of(data: Path) -> Path:
    """The series' file in the data folder."""
    return data / "radar/history.jsonl"


def _values(point: Point) -> tuple[object, ...]:
    return point.score, point.skills, point.firms, point.postings
