"""The order of Slovak names: STN 97 6030, as far as names need it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from votewatch.model.member import Member

# Letters of their own, each after the letter that it is written with; every other mark counts only between equals.
_OWN = {"ä": "a", "č": "c", "ch": "h", "ô": "o", "š": "s", "ž": "z"}
_LETTERS = re.compile("ch|.", re.DOTALL)
NameOrder = tuple[tuple[str, ...], tuple[str, ...], str, str]


def name_order(member: Member) -> NameOrder:
    """Sorts by last name, then first name."""
    last, first = member.last_name.casefold(), member.first_name.casefold()
    return _letters(last), _letters(first), last, first


def word_order(text: str, lang: str) -> tuple[tuple[str, ...], str]:
    """Sorts what is read in a list: in Slovak "Štát" before "Zdravie", in English letter by letter."""
    folded = text.casefold()
    return _letters(folded) if lang == "sk" else tuple(folded), folded


@cache
def _letters(text: str) -> tuple[str, ...]:
    """One key a letter: "č" sorts between "c" and "d", "ch" between "h" and "i"."""
    return tuple(_letter(found) for found in _LETTERS.findall(unicodedata.normalize("NFC", text)))


def _letter(letter: str) -> str:
    if letter in _OWN:
        return f"{_OWN[letter]}~"
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
