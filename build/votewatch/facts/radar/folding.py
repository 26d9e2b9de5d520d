"""Texts as they are compared: letters without marks, in lower case, with broken encodings mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Dashes, and letters that Unicode does not take apart.
_SAME = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‑": "-", "’": "'", "\u00a0": " ", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O"}
    | {"™": "", "®": "", "©": "", "ß": "ss", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae"}
)


def mended(text: str) -> str:
    """``text`` with UTF-8 that was read as Latin-1 or Windows-1252 put right (Remote OK sends ``KrakÃ³w``)."""
    if not re.search(r"[ÃÂÄÅ][\u0080-\u00bf\u2018-\u203a\u0152-\u017e€™]", text):
        return text
    for wrong in ("cp1252", "latin-1"):
        try:
            return text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
    return text


def plain_letters(text: str) -> str:
    """``text`` in its own case, without marks on letters, with one kind of dash and single blanks."""
    spread = unicodedata.normalize("NFKD", mended(text).translate(_SAME))
    bare = "".join(one for one in spread if not unicodedata.combining(one))
    return " ".join(bare.split())


def folded(text: str) -> str:
    """``text`` as names are compared: plain letters in lower case."""
    return plain_letters(text).casefold()


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the folded ``phrases`` as whole words, the longest first.

    A blank in a phrase stands for blanks or a hyphen, so that ``world wide`` is found in ``world-wide``. Never matches
    inside of a word: ``eu`` is not in Eugene.
    """
    parts = [
        r"[\s-]+".join(map(re.escape, phrase.split()))
        for phrase in sorted(set(phrases), key=lambda one: (-len(one), one))
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")
