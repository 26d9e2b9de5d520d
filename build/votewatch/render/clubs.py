"""What clubs and groups are called on the page, and the class of their colour swatch: by data/parties.toml."""

from __future__ import annotations

from votewatch.model.club import ClubTable
from votewatch.model.vocabulary import Parliament
from votewatch.render.typography import bind


def club_name(club: str, parliament: Parliament, clubs: ClubTable, lang: str) -> str:
    """The short name of what the ledger calls ``club``: "PS", "Zelení/EFA", "Mimo klubov"."""
    return bind(clubs.of(parliament, club).short.of(lang), lang)


def club_slug(club: str, parliament: Parliament, clubs: ClubTable) -> str:
    """The club in a class name or an address: "sk-smer-sd", "eu-epp"."""
    return clubs.of(parliament, club).slug
