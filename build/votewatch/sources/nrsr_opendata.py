"""The NR SR's JSON door: votes (without positions), prints, members and clubs of a term, each in one answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from votewatch.model.errors import SourceError
from votewatch.model.member import Member
from votewatch.model.wording import fold
from votewatch.sources.document import Document
from votewatch.sources.nrsr_index import Listed

_ACTIONS = {"votes": "Voting/Votings", "bills": "Bill/Bills", "members": "MP/MembersOfParliament", "clubs": "MP/Clubs"}
Row = TypeVar("Row")


class UnreadableRow(SourceError):
    """An answer that is no list, or a row of it without what we need."""


@dataclass(frozen=True, slots=True)
class Bill:
    """A print (tlač). ``number`` is text; ``delivered`` is an ISO day or None."""

    number: str
    title: str
    kind: str
    delivered: str | None


@dataclass(frozen=True, slots=True)
class Club:
    """A club of the term; ``finished`` is the ISO day of its end, None while it stands."""

    name: str
    since: str | None
    finished: str | None


def url(base_url: str, table: str, term: int) -> str:
    """The address of one of the tables votes, bills, members, clubs."""
    return f"{base_url.rstrip('/')}/opendata/1/sk/{_ACTIONS[table]}?termNr={term}"


def votes(document: Document) -> tuple[Listed, ...]:
    """Every vote of the term, in the order of the answer. Raises UnreadableRow naming vote and URL."""
    return _rows(document, _listed)


def bills(document: Document) -> tuple[Bill, ...]:
    """Every print of the term. Raises UnreadableRow."""
    return _rows(document, _bill)


def members(document: Document) -> tuple[Member, ...]:
    """Everyone who has a seat or is a substitute in the term. Raises UnreadableRow."""
    return _rows(document, _member)


def clubs(document: Document) -> tuple[Club, ...]:
    """The clubs of the term. Raises UnreadableRow."""
    return _rows(document, _club)


def _rows(document: Document, read: Callable[[dict[str, Any]], Row]) -> tuple[Row, ...]:
    found = document.json()
    if not isinstance(found, list):
        raise UnreadableRow(f"no list but {str(found)[:80]!r}", subject="open data", url=document.url)
    out: list[Row] = []
    for row in found:
        try:
            out.append(read(row))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            name = row.get("id", row.get("mpId")) if isinstance(row, dict) else row
            why = f"{type(error).__name__} {error}"
            raise UnreadableRow(f"unreadable row: {why}", subject=f"open data, row {name}", url=document.url) from error
    return tuple(out)


def _listed(row: dict[str, Any]) -> Listed:
    counts = (row["countAgreed"], row["countDisagreed"], row["countAbstained"], row["countNotVoting"])
    # A secret ballot has zeros, which mean "not published" and not "nobody voted".
    published = not row["isSecretVoting"] and None not in counts and row["countPresent"]
    return Listed(
        id=int(row["id"]),
        term=int(row["termNr"]),
        meeting=int(row["meetingNr"]),
        number=int(row["votingNr"]),
        when=dt.datetime.fromisoformat(row["date"]).isoformat(timespec="minutes"),
        item=str(row["billNr"] or "").strip() or None,
        title=fold(row["name"] or ""),
        totals=counts if published else None,
    )


def _bill(row: dict[str, Any]) -> Bill:
    return Bill(str(row["billNr"]).strip(), fold(row["description"] or ""), row["typeName"], _day(row["deliveryDate"]))


def _member(row: dict[str, Any]) -> Member:
    return Member(int(row["mpId"]), row["firstname"].strip(), row["lastName"].strip())


def _club(row: dict[str, Any]) -> Club:
    return Club(row["name"].strip(), _day(row.get("validFrom")), _day(row.get("dateFinished")))


def _day(moment: str | None) -> str | None:
    return dt.datetime.fromisoformat(moment).date().isoformat() if moment else None
