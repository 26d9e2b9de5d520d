"""The committed word lists, and how a word is compared: without case, without marks, by its stem."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")


@cache
def table(name: str) -> dict[str, Any]:
    """One committed list by its name, as it is in its file. Raises FileNotFoundError for another name."""
    return tomllib.loads((files("votewatch.llm") / "lists" / f"{name}.toml").read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    """The words of ``text`` in their order, hyphens and apostrophes inside kept."""
    return _WORD.findall(text)


def bare(text: str) -> str:
    """``text`` in lower case and without the marks over its letters."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def stem(word: str) -> str:
    """What is left of a word when a Slovak or English ending of up to three letters goes; never under four letters."""
    plain = bare(word)
    return plain[: max(4, len(plain) - 3)]


def shares_stem(word: str, others: frozenset[str]) -> bool:
    """Whether one of the bare words ``others`` has the stem of ``word``, or ``word`` has theirs."""
    own = stem(word)
    return any(other.startswith(own) or bare(word).startswith(stem(other)) for other in others if other[:3] == own[:3])


def bare_words(text: str) -> frozenset[str]:
    """Every word of ``text``, and the parts of the hyphened ones, bare."""
    found = {bare(word) for word in words(text)}
    return frozenset(found | {part for word in found for part in word.split("-")})


def stands_in(words_: str, text: str) -> bool:
    """Whether ``words_`` stand in ``text`` as whole words: "not" does not stand in "hodnoty"."""
    return re.search(rf"(?<!\w){re.escape(words_)}(?!\w)", text, re.IGNORECASE) is not None


def begins(text: str, stems: list[str]) -> tuple[str, ...]:
    """The places of ``text`` where a word begins with one of ``stems`` (which may hold several words); marks count.

    A stem that ends with "=" is a whole word.
    """
    low = text.casefold()
    hits = (_pattern(one).search(low) for one in stems)
    return tuple(hit[0] for hit in hits if hit)


@cache
def _pattern(one: str) -> re.Pattern[str]:
    whole = one.removesuffix("=")
    return re.compile(rf"(?<!\w){re.escape(whole.casefold())}" + (r"(?!\w)" if whole != one else r"\w*"))
