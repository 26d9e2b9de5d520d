"""The table of clubs and groups, data/parties.toml, and whether it covers the rosters of the ledger."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from votewatch.model.club import Club, ClubAlias, ClubTable, Named, RecordName
from votewatch.model.errors import LedgerError
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # no "--": two slugs are joined by it to the address of a pair
_NEEDED = {"short", "long", "record", "aliases"}
_ALLOWED = _NEEDED | {"unaffiliated", "note"}


def load(data: Path) -> ClubTable:
    """The table. Raises LedgerError, naming the entry, for a wrong form or a name that stands under two clubs."""
    path = data / "parties.toml"
    try:
        read: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from error
    if unknown := sorted(read.keys() - set(Parliament)):
        raise LedgerError(f"{path}: [{unknown[0]}] is no parliament")
    clubs = [_club(Parliament(p), slug, given, path) for p, entries in read.items() for slug, given in entries.items()]
    try:
        return ClubTable(tuple(clubs))
    except LedgerError as error:
        raise LedgerError(f"{path}: {error}") from error


def uncovered(table: ClubTable, roll_calls: Iterable[RollCall]) -> list[str]:
    """Every club name of a roster that the table does not cover, once, with the first vote that has it."""
    found: dict[tuple[Parliament, str], str] = {}
    looked_at: set[tuple[int, str]] = set()
    for roll_call in sorted(roll_calls, key=lambda r: (r.when, r.source_id)):
        if roll_call.roster is None or (id(roll_call.roster), roll_call.day) in looked_at:
            continue
        looked_at.add((id(roll_call.roster), roll_call.day))
        for name, _ in roll_call.roster.clubs:
            key = (roll_call.parliament, name)
            if key not in found and not table.known(*key, roll_call.day):
                found[key] = (
                    f"{roll_call.id}: the club name {name!r} of {roll_call.day} is covered by no entry "
                    f"of data/parties.toml"
                )
    return list(found.values())


def checked(table: ClubTable, roll_calls: Iterable[RollCall]) -> ClubTable:
    """The table itself. Raises LedgerError when a roster has a club name that it does not cover."""
    if lacking := uncovered(table, roll_calls):
        raise LedgerError("; ".join(lacking))
    return table


def _club(parliament: Parliament, slug: str, given: object, path: Path) -> Club:
    where = f"{path}: [{parliament}.{slug}]"
    if not _SLUG.fullmatch(slug):
        raise LedgerError(f"{where} is no slug: small letters, digits and single hyphens")
    if not isinstance(given, dict) or not _NEEDED <= given.keys() <= _ALLOWED:
        raise LedgerError(f"{where} must have {', '.join(sorted(_NEEDED))}, may have note and unaffiliated")
    record = tuple(_record(one, f"{where} record") for one in _rows(given["record"], f"{where} record"))
    if not record:
        raise LedgerError(f"{where} record: has no name of the ledger")
    return Club(
        f"{parliament}-{slug}",
        parliament,
        _named(given["short"], f"{where} short"),
        _named(given["long"], f"{where} long"),
        record,
        tuple(_alias(one, f"{where} aliases") for one in _rows(given["aliases"], f"{where} aliases")),
        given.get("unaffiliated", False) is True,
        _named(given["note"], f"{where} note") if "note" in given else None,
    )


def _rows(given: object, where: str) -> list[Mapping[str, object]]:
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise LedgerError(f"{where}: must be a list of tables")
    return given


def _named(given: object, where: str) -> Named:
    if not isinstance(given, dict) or given.keys() != {"sk", "en"}:
        raise LedgerError(f"{where}: must have sk and en and nothing else")
    return Named(*(_words(given[lang], f"{where} {lang}") for lang in ("sk", "en")))


def _record(given: Mapping[str, object], where: str) -> RecordName:
    if not {"name"} <= given.keys() <= {"name", "from", "to"}:
        raise LedgerError(f"{where}: each must have name, may have from and to")
    name = given["name"]
    if not isinstance(name, str):
        raise LedgerError(f"{where}: {name!r} is no name")
    return RecordName(name, _day(given.get("from"), where), _day(given.get("to"), where))


def _alias(given: Mapping[str, object], where: str) -> ClubAlias:
    if given.keys() != {"name", "where"}:
        raise LedgerError(f"{where}: each must have name and where and nothing else")
    return ClubAlias(_words(given["name"], where), _words(given["where"], where))


def _words(given: object, where: str) -> str:
    if not isinstance(given, str) or not given.strip():
        raise LedgerError(f"{where}: must be words")
    return given


def _day(given: object, where: str) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(str(given)).isoformat()
    except ValueError as error:
        raise LedgerError(f"{where}: {given!r} is no day") from error
