"""The slow twins of a member's record: one roll call, one seat at a time, kept in plain dictionaries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from tests.facts.twins.stances import INDEPENDENTS, twin
from votewatch.model.roll_call import RollCall


def seats(roll_call: RollCall) -> Iterator[tuple[int, str, str]]:
    """(member, club, letter) of everybody who had a seat."""
    assert roll_call.roster is not None
    assert roll_call.positions is not None
    letters = list(roll_call.positions)
    for club, members in roll_call.roster.clubs:
        for member in members:
            letter = letters.pop(0)
            if letter != "-":
                yield member, club, letter


def twin_attendance(roll_calls: Sequence[RollCall]) -> dict[int, tuple[int, int, int, int, str, str]]:
    """(votes, absent, present without a vote, did not vote, first day, last day) by member."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    days: dict[int, list[str]] = defaultdict(list)
    for roll_call in roll_calls:
        if roll_call.positions is not None:
            for member, _, letter in seats(roll_call):
                counts[member][letter] += 1
                days[member].append(roll_call.when[:10])
    return {
        member: (sum(n.values()), n["0"], n["N"], n["D"], min(days[member]), max(days[member]))
        for member, n in counts.items()
    }


def twin_compared(
    decided: Sequence[RollCall],
) -> tuple[dict[int, Counter[tuple[str, bool]]], dict[int, list[tuple[int, str, str, str]]], dict[int, list[int]]]:
    """By member: how often alike (True) or not with each club; where otherwise than most of the own club, as (place,
    club, own letter, most); and [alike, compared] with the own club.
    """
    with_clubs: dict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
    otherwise: dict[int, list[tuple[int, str, str, str]]] = defaultdict(list)
    with_own: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for place, roll_call in enumerate(decided):
        position = {club: found[1] for club, found in twin(roll_call).items() if found[1] is not None}
        for member, own_club, letter in seats(roll_call):
            if letter not in "FAB":
                continue
            for club, most in position.items():
                with_clubs[member][club, letter == most] += 1
            if own_club in position:
                with_own[member][0] += letter == position[own_club]
                with_own[member][1] += 1
                if letter != position[own_club]:
                    otherwise[member].append((place, own_club, letter, position[own_club]))
    return with_clubs, otherwise, with_own


def twin_spans(roll_calls: Sequence[RollCall]) -> dict[int, list[tuple[str | None, str, str]]]:
    """(club, first day, last day) by member: a table of days and members first, then each column from top to end."""
    table: dict[str, dict[int, str]] = {}
    for roll_call in sorted((r for r in roll_calls if r.positions is not None), key=lambda r: (r.when, r.source_id)):
        row = table.setdefault(roll_call.when[:10], {})
        for member, club, _ in seats(roll_call):
            row[member] = club
    with_clubs = {
        day: any(
            club not in ("NI", "", INDEPENDENTS)
            for r in roll_calls
            if r.positions is not None and r.when[:10] == day and r.roster
            for club, _ in r.roster.clubs
        )
        for day in table
    }
    found: dict[int, list[tuple[str | None, str, str]]] = {}
    for member in {m for row in table.values() for m in row}:
        spans: list[tuple[str | None, str, str]] = []
        before: object = "nothing"
        for day in sorted(table):
            if member not in table[day]:
                before = "nothing"
                continue
            now = table[day][member] if with_clubs[day] else None
            if before == (now,):
                spans[-1] = (now, spans[-1][1], day)
            else:
                spans.append((now, day, day))
            before = (now,)
        found[member] = spans
    return found


def twin_joined(spans: Sequence[tuple[str, str, str | None]]) -> list[tuple[str, str, str | None]]:
    """Spans put together while the next of the same club begins on the day after, counted in days of the calendar."""
    found = sorted(spans, key=lambda s: s[1])
    place = 0
    while place + 1 < len(found):
        (club, start, end), (other, begins, ends) = found[place], found[place + 1]
        apart = None if end is None else date.fromisoformat(begins).toordinal() - date.fromisoformat(end).toordinal()
        if club == other and apart is not None and apart <= 1:
            found[place : place + 2] = [(club, start, ends)]
        else:
            place += 1
    return found
