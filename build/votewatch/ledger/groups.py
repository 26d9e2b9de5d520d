"""Clubs and groups by date: data/ledger/eu/{groups,memberships}.jsonl and data/ledger/sk/clubs.jsonl.

The EP's are the source's own periods. The NR SR's are read off the rosters: the first and the last day on which a
member was recorded under a club, one line a period.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from votewatch.ledger import json_lines
from votewatch.ledger.atomic import write_text
from votewatch.ledger.lines import canonical
from votewatch.model.member import Membership
from votewatch.model.roll_call import RollCall, Roster


@dataclass(frozen=True, slots=True)
class Group:
    """An EP group: the source's code, its name, and the short form people use."""

    code: str
    label: str
    short_label: str


def save_groups(data: Path, groups: Iterable[Group]) -> bool:
    """Write the EP groups sorted by code; True when the file changed."""
    return _write(data / "ledger/eu/groups.jsonl", (asdict(g) for g in sorted(groups, key=lambda g: g.code)))


def load_groups(data: Path) -> dict[str, Group]:
    """EP groups by code; empty without the file."""
    path = data / "ledger/eu/groups.jsonl"
    if not path.exists():
        return {}
    groups = (Group(**json.loads(line)) for line in json_lines.split(path.read_text(encoding="utf-8")))
    return {group.code: group for group in groups}


def save_memberships(path: Path, memberships: Iterable[Membership]) -> bool:
    """Write periods sorted by member and start; True when the file changed."""
    ordered = sorted(memberships, key=lambda m: (m.member, m.start, m.group))
    return _write(path, ({k: v for k, v in asdict(m).items() if v is not None} for m in ordered))


def load_memberships(path: Path) -> list[Membership]:
    """Periods as written; empty without the file."""
    if not path.exists():
        return []
    lines = json_lines.split(path.read_text(encoding="utf-8"))
    return [Membership(**{"end": None, **json.loads(line)}) for line in lines]


def periods(roll_calls: Sequence[RollCall]) -> list[Membership]:
    """Club periods as the rosters of these roll calls show them, ordered by member and start.

    A period still running at the last recorded vote has that vote's day as its end: the record says no more.
    """
    running: dict[int, Membership] = {}
    closed: list[Membership] = []
    seen_on: dict[str, Roster] = {}
    for roll_call in sorted(roll_calls, key=lambda r: (r.when, r.source_id)):
        if roll_call.roster is None or seen_on.get(roll_call.day) == roll_call.roster:
            continue
        seen_on[roll_call.day] = roll_call.roster
        for club, members in roll_call.roster.clubs:
            for member in members:
                now = running.get(member)
                if now is not None and now.group == club:
                    running[member] = Membership(member, club, now.start, roll_call.day)
                    continue
                if now is not None:
                    closed.append(now)
                running[member] = Membership(member, club, roll_call.day, roll_call.day)
    return sorted([*closed, *running.values()], key=lambda m: (m.member, m.start))


def _write(path: Path, lines: Iterable[dict[str, object]]) -> bool:
    return write_text(path, "".join(canonical(line) + "\n" for line in lines))
