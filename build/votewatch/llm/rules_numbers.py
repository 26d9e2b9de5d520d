"""Numbers, dates, percentages and law numbers: each one in a text stands in the brief."""

from __future__ import annotations

import re
from functools import cache

from votewatch.llm.brief import Brief
from votewatch.llm.lists_words import table, words
from votewatch.model.vocabulary import Parliament

_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_PERCENT = re.compile(r"(\d)\s*(?:%|per\s?cent\w*|percent\w*|percentá|perc\.)", re.IGNORECASE)
_SPAN = re.compile(r"\b(\d{4})[-–](\d{4})\b")  # "2023-2028" may be told as two years
# A number with what it hangs together with: "300/2005", "2,5%", "MON810", "2021/0106".
_NUMBER = re.compile(r"[^\W\d_]*\d+(?:[.,/:–-]\d+)*%?[^\W\d_]*")
# English months that are common words count only when written large.
_LARGE = frozenset({"March", "May", "August"})


@cache
def _values(language: str) -> dict[str, str]:
    return {word.casefold(): value for word, value in table("numbers")[language].items()}


def month(word: str) -> int | None:
    """The month that ``word`` names in Slovak or English, 1 to 12; None for any other word."""
    found = next((value for lang in ("sk", "en") if (value := _values(lang).get(word.casefold()))), "")
    return int(found.removeprefix("month-")) if found.startswith("month-") else None


def values(text: str, language: str) -> tuple[str, ...]:
    """Every number of ``text`` in one form, in their order: digits with a point for decimals, months as "month-3".

    Words count as numbers in their own ``language`` alone: "ten" is a pronoun in Slovak.
    """
    joined = _PERCENT.sub(r"\1%", _SPACED.sub("", text))
    found = [_plain(hit[0]) for hit in _NUMBER.finditer(joined)]
    for word in words(text):
        value = _values(language).get(word.casefold())
        if value and not (word.capitalize() in _LARGE and word not in _LARGE):
            found.append(value)
    return tuple(found)


def _plain(number: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+%?", number):
        return number.replace(",", "")
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", number)
    return ordinal[1] if ordinal else number.replace(",", ".").replace("–", "-").casefold()


def known(brief: Brief) -> frozenset[str]:
    """Every number that the brief allows: those of the title, the laws and the procedure, not those of the motion."""
    held = "\n".join((brief.title, *brief.laws, brief.procedure))
    years = {year for span in _SPAN.findall(held) for year in span}
    return frozenset(values(held, "sk" if brief.parliament is Parliament.SK else "en")) | years


def invented(brief: Brief, text: str, language: str) -> tuple[str, ...]:
    """The numbers of ``text`` that the brief does not hold."""
    allowed = known(brief)
    return tuple(dict.fromkeys(value for value in values(text, language) if value not in allowed))


def differing(sk: str, en: str) -> tuple[str, ...]:
    """The numbers that only one of the two texts holds, sorted."""
    return tuple(sorted(set(values(sk, "sk")) ^ set(values(en, "en"))))
