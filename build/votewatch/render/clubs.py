"""What clubs and groups are called on the page, and the class of their colour swatch."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from votewatch.model.vocabulary import Parliament
from votewatch.render.words import Words

SK_UNAFFILIATED = "Poslanci, ktorí nie sú členmi poslaneckých klubov"


def club_name(club: str, parliament: Parliament, groups: Mapping[str, tuple[str, str]], words: Words) -> str:
    """The short name: "PS", "Greens/EFA", "Mimo klubov"."""
    if parliament is Parliament.SK:
        return words.text("club.none_sk") if club == SK_UNAFFILIATED else club.removeprefix("Klub ")
    if club == "":
        return words.text("club.none_eu")
    if club == "NI":
        return words.text("club.NI")
    return groups[club][1] if club in groups else club


def club_slug(club: str, parliament: Parliament) -> str:
    """The club in a class name or an address: "sk-smer-sd", "eu-epp"."""
    if club in ("", SK_UNAFFILIATED):
        return f"{parliament.value}-none"
    bare = unicodedata.normalize("NFKD", club.removeprefix("Klub ")).encode("ascii", "ignore").decode().lower()
    return f"{parliament.value}-{re.sub(r'[^a-z0-9]+', '-', bare).strip('-')}"
