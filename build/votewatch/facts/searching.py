"""Words as the search compares them. site_src/js/pages/search.js does the same for what a reader types.

What is cut off or turned stands in a table (data/search.toml); here is only the order in which it is applied.
"""

from __future__ import annotations

import re
import unicodedata

from votewatch.model.search_words import Stemming

# A document's, law's or procedure's number is one word: "c9-0185/2022", "300/2005".
_WORD = re.compile(r"[a-z]\d{1,2}-\d+/\d+|\d+/\d+|[a-z0-9]+")
_DOUBLED = re.compile(r"([a-z])\1+")
# Letters that Unicode does not take apart.
_ALONE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def folded(text: str) -> str:
    """``text`` in small letters without marks."""
    spread = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in spread if not "\u0300" <= c <= "\u036f").translate(_ALONE)


def words(text: str) -> list[str]:
    """The folded words of ``text`` in order; a number with a slash is one word."""
    return _WORD.findall(folded(text))


def stem(word: str, rules: Stemming) -> str:
    """The stem of one folded word; words with digits are their own."""
    if not word.isalpha():
        return word
    word = rules.whole.get(word, word)
    room = len(word) - rules.shortest
    ending = max((e for e in rules.endings if len(e) <= room and word.endswith(e)), key=len, default="")
    word = word[: len(word) - len(ending)]
    for end, turned in rules.turns:
        if word.endswith(end) and len(word) - len(end) + len(turned) >= rules.shortest:
            word = word[: len(word) - len(end)] + turned
    return _DOUBLED.sub(r"\1", word).replace("y", "i")
