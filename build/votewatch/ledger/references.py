"""Check that what was committed about the record still finds it: a lost file or line is noticed here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Set
from pathlib import Path

from votewatch.ledger import exceptions, flags, json_lines, tallies
from votewatch.model.errors import LedgerError
from votewatch.model.ids import is_roll_call, path_name

_LATER = re.compile(r":q\d+$")  # a question that replaced another


def dangling(data: Path, roll_calls: Set[str], decisions: Set[str]) -> list[str]:
    """What names an id that the record no longer holds, each with its file.

    Looked at are the listed exceptions with the votes they name, every published question, the committed answers to
    them, and the prose. Corrections are checked where they are applied. Raises LedgerError for a file that cannot be
    read.
    """
    found = []
    for exception in exceptions.load(data):
        named = {exception.id, *exception.rule_says.values(), *exception.holds.values()}
        lost = sorted(name for name in named if name and is_roll_call(name) and name not in roll_calls)
        if not is_roll_call(exception.id) and exception.id not in decisions:
            lost.append(exception.id)
        found += [
            f"{data / 'exceptions'}: {exception.id} names {name}, which the record does not hold" for name in lost
        ]
    asked = set()
    for where, question in _questions(data):
        asked.add(question)
        name = _LATER.sub("", question)
        if name not in decisions:
            found.append(f"{where}: a question was published about {name}, which the record no longer holds")
    answered = {count.id: tally.day for tally in tallies.load(data) for count in tally.counts}
    doubted = {flag.id for flag in flags.load(data)}
    found += [
        f"{data / 'tallies'}: answers to {question} are committed on {day}, but no such question was published"
        for question, day in sorted(answered.items())
        if question not in asked
    ]
    found += [
        f"{data / flags.FILE}: names {question}, but no such question was published"
        for question in sorted(doubted - asked)
    ]
    names = {path_name(name) for name in decisions}
    for path in sorted((data / "prose").glob("*.json")):
        if path.stem not in names:
            found.append(f"{path}: is about a decision that the record does not hold")
    return found


def published(data: Path) -> frozenset[str]:
    """The ids of every question that was ever asked. Raises LedgerError for a line that is none."""
    return frozenset(question for _, question in _questions(data))


def _questions(data: Path) -> Iterator[tuple[str, str]]:
    path = data / "polls.jsonl"
    if not path.exists():
        return
    for number, line in enumerate(json_lines.split(path.read_text(encoding="utf-8")), 1):
        try:
            yield f"{path}:{number}", str(json.loads(line)["id"])
        except (ValueError, KeyError, TypeError) as error:
            raise LedgerError(f"{path}:{number}: {error!r}") from error
