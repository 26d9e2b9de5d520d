"""Which parser a document is for, and what that parser reads, as plain values."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from votewatch.model.errors import SourceError
from votewatch.sources import eu_list, eu_vote, nrsr_listing, nrsr_opendata, nrsr_page
from votewatch.sources.document import Document


class UnknownDocument(SourceError):
    """No parser knows documents of this address and shape."""


def inspect(document: Document) -> dict[str, Any]:
    """``{"parser": name, "found": …}`` for a document of any known shape.

    Raises UnknownDocument, or what the parser raises.
    """
    for name, mark, read in _PARSERS:
        if mark in document.url or (name in _BY_BODY and _BY_BODY[name] in document.body):
            return {"parser": name, "url": document.url, "found": _plain(read(document))}
    raise UnknownDocument("no parser for this document", subject="inspect", url=document.url)


def _vote_page(document: Document) -> Any:
    read = nrsr_page.read(document)
    return {"roll_call": read.roll_call, "members": read.members}


def _listing(document: Document) -> Any:
    query = parse_qs(urlsplit(document.url).query)
    term, meeting = (int(query.get(key, ["0"])[0]) for key in ("CisObdobia", "CisSchodze"))
    page = nrsr_listing.parse(document, term, meeting)
    return {"votes": page.votes, "another_page": page.form is not None}


_PARSERS: tuple[tuple[str, str, Callable[[Document], Any]], ...] = (
    ("nrsr_page", "hlasovanie/hlasklub", _vote_page),
    ("nrsr_listing", "hlasovanie/vyhladavanie_vysledok", _listing),
    ("nrsr_opendata.votes", "Voting/Votings", nrsr_opendata.votes),
    ("nrsr_opendata.bills", "Bill/Bills", nrsr_opendata.bills),
    ("nrsr_opendata.members", "MP/MembersOfParliament", nrsr_opendata.members),
    ("nrsr_opendata.clubs", "MP/Clubs", nrsr_opendata.clubs),
    ("eu_vote", "/api/votes/", eu_vote.parse),
    ("eu_list", "/api/votes?", eu_list.parse),
)
# A saved page without its address is known by what only its shape has.
_BY_BODY = {
    "nrsr_page": b"voting_stats_summary_full",
    "nrsr_listing": b"_resultGrid2",
    "nrsr_opendata.votes": b'"votingNr"',
    "nrsr_opendata.bills": b'"deliveryDate"',
    "nrsr_opendata.members": b'"personKey"',
    "nrsr_opendata.clubs": b'"dateFinished"',
    "eu_vote": b'"member_votes"',
    "eu_list": b'"has_next"',
}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
