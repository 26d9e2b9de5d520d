"""What a commit says: counted from what differs, so that the same change always has the same words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from votewatch.ledger import json_lines

_MEETING = re.compile(r"ledger/sk/\d+/(\d+)\.jsonl")
_MONTH = re.compile(r"ledger/eu/(\d{4}-\d\d)\.jsonl")
# So many meetings or months are named, more are counted.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A file of the data folder by its path in there, with what it held and holds; None where it is not."""

    path: str
    before: bytes | None
    after: bytes | None


def subject(changes: Iterable[Change], pages: int) -> str:
    """One line such as "sk: 12 votes of meeting 43; prose: 5; site: 31 pages"; "" when there is nothing to say."""
    ordered = sorted(changes, key=lambda change: change.path)
    parts = [
        *_votes("sk", ordered, _MEETING, lambda n: f"meeting {n}", "meetings"),
        *_votes("eu", ordered, _MONTH, lambda month: month, "months"),
        *_files("prose", ordered, "prose/"),
        *_lines("questions", ordered, "polls.jsonl"),
        *_lines("skipped", ordered, "skipped.jsonl"),
        *_files("tallies", ordered, "tallies/"),
        *_lines("radar", ordered, "radar/history.jsonl"),
        *_sources(ordered),
    ]
    if pages:
        parts.append(f"site: {_many(pages, 'page')}")
    if not parts and ordered:
        parts.append(f"data: {_many(len(ordered), 'file')}")
    return "; ".join(parts)


def _votes(
    name: str, changes: list[Change], pattern: re.Pattern[str], called: Callable[[str], str], many: str
) -> Iterator[str]:
    """How many roll calls are new, changed or gone, and where."""
    news: dict[str, int] = {}
    gone = 0
    for change in changes:
        if found := pattern.fullmatch(change.path):
            before, after = _by_id(change.before), _by_id(change.after)
            if differ := sum(before.get(key) != line for key, line in after.items()):
                news[found[1]] = differ
            gone += len(before.keys() - after.keys())
    if len(news) > NAMED:
        yield f"{name}: {_many(sum(news.values()), 'vote')} of {len(news)} {many}"
    elif news:
        places = sorted(news, key=_order)
        first = f"{_many(news[places[0]], 'vote')} of {called(places[0])}"
        yield f"{name}: {', '.join([first, *(f'{news[place]} of {called(place)}' for place in places[1:])])}"
    if gone:
        yield f"{name}: {_many(gone, 'vote')} gone"
    folder = f"ledger/{name}/"
    if not news and not gone and any(change.path.startswith(folder) for change in changes):
        yield f"{name}: names"


def _by_id(held: bytes | None) -> dict[str, str]:
    lines = json_lines.split(held.decode()) if held else []
    return {str(row["id"]): line for line in lines if "id" in (row := json.loads(line))}


def _files(name: str, changes: list[Change], folder: str) -> Iterator[str]:
    if count := sum(change.path.startswith(folder) for change in changes):
        yield f"{name}: {count}"


def _lines(name: str, changes: list[Change], path: str) -> Iterator[str]:
    for change in changes:
        if change.path == path:
            before, after = (set(json_lines.split((held or b"").decode())) for held in (change.before, change.after))
            new, gone = len(after - before), len(before - after)
            yield f"{name}: {new}" + (f", {gone} gone" if gone else "") if new else f"{name}: {gone} gone"


def _sources(changes: list[Change]) -> Iterator[str]:
    """Sources that fail; that the others were read is said when nothing else is."""
    for change in changes:
        if change.path == "sources.json" and change.after:
            held = json.loads(change.after)
            failing = [f"{name} since {row['since']}" for name, row in sorted(held.items()) if row.get("since")]
            if failing:
                yield f"failing: {', '.join(failing)}"
            elif len(changes) == 1:
                yield f"read: {', '.join(sorted(held))}"


def _order(key: str) -> tuple[int, str]:
    return (int(key), "") if key.isdecimal() else (0, key)


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
