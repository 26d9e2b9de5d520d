"""Clubs and groups as an editor's table names them: one entry each, whatever the sources call it and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from votewatch.model.errors import LedgerError
from votewatch.model.vocabulary import Parliament


class Named(NamedTuple):
    """Words in both languages."""

    sk: str
    en: str

    def of(self, lang: str) -> str:
        """The words in one language."""
        return self.sk if lang == "sk" else self.en


@dataclass(frozen=True, slots=True)
class RecordName:
    """A name in the rosters of the ledger, and the ISO days between which it may stand there; None where open."""

    name: str
    start: str | None = None
    end: str | None = None

    def covers(self, day: str) -> bool:
        """Whether the name may stand in a roster of that ISO day, both ends included."""
        return (self.start or day) <= day <= (self.end or day)


@dataclass(frozen=True, slots=True)
class ClubAlias:
    """A name in another source than the ledger's, and in which."""

    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Club:
    """One club or group. ``slug`` carries its parliament ("sk-smer-sd") and never changes.

    ``unaffiliated`` are members who belong to no club: they share no position. ``note`` is a fact of the record.
    """

    slug: str
    parliament: Parliament
    short: Named
    long: Named
    record: tuple[RecordName, ...]
    aliases: tuple[ClubAlias, ...] = ()
    unaffiliated: bool = False
    note: Named | None = None


@dataclass(frozen=True)
class ClubTable:
    """Every club of both parliaments, in the order of the table."""

    clubs: tuple[Club, ...] = ()
    _by_name: dict[tuple[Parliament, str], Club] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raises LedgerError when one name, of the record or elsewhere, stands under two clubs of a parliament."""
        owner: dict[tuple[Parliament, str], Club] = {}
        for club in self.clubs:
            for name in (*(one.name for one in club.record), *(one.name for one in club.aliases)):
                other = owner.setdefault((club.parliament, name), club)
                if other is not club:
                    raise LedgerError(f"the club name {name!r} stands under {other.slug} and {club.slug}")
        by_name = {(club.parliament, one.name): club for club in self.clubs for one in club.record}
        object.__setattr__(self, "_by_name", by_name)

    def of(self, parliament: Parliament, name: str) -> Club:
        """The club that the ledger calls ``name``. Raises LedgerError for a name that no entry has."""
        club = self._by_name.get((parliament, name))
        if club is None:
            raise LedgerError(f"{parliament}: no entry of data/parties.toml has the club name {name!r}")
        return club

    def known(self, parliament: Parliament, name: str, day: str) -> bool:
        """Whether the ledger may call a club of that parliament ``name`` on that ISO day."""
        club = self._by_name.get((parliament, name))
        return club is not None and any(one.name == name and one.covers(day) for one in club.record)

    def slugs(self, parliament: Parliament, names: Iterable[str]) -> dict[str, str]:
        """The slugs of these names. Raises LedgerError as ``of`` does."""
        return {name: self.of(parliament, name).slug for name in names}
