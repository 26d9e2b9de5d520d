"""Whether an answer came out of the record: each number, date, id and name in it stands in a result of a read tool.

That says where the words are from and no more: an answer can be grounded and still read the record wrongly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from votewatch.brains import radar_tool
from votewatch.brains.loop import Told
from votewatch.brains.read_tools import READS
from votewatch.llm import rules_names, rules_numbers
from votewatch.llm.lists_words import bare, bare_words, shares_stem, table, words
from votewatch.llm.rules_form import sentences

LOOK_UPS = READS | {radar_tool.NAME}
_ID = re.compile(r"\b(?:sk|eu):[\w-]+(?::[\w-]+)*", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:\.|st|nd|rd|th)?\s+([^\W\d_]+),?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]+)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_SLOVAK = re.compile("[áäčďíĺľňóôŕšťúýž]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``invented`` holds what stands in the answer and in no result, as it was compared."""

    grounded: bool
    reason: str
    invented: tuple[str, ...] = ()


def judge(told: Told) -> Verdict:
    """The verdict on what a brain told."""
    if told.error:
        return Verdict(False, "no answer")
    results = [used.result.value for used in told.used if used.result.ok and used.name in LOOK_UPS]
    if not results:
        return Verdict(False, "nothing was looked up" if not told.used else "no look-up gave a result")
    invented = _invented(told.answer, results)
    return Verdict(not invented, "not in any result: " + ", ".join(invented) if invented else "", invented)


@dataclass(frozen=True, slots=True)
class _Held:
    ids: frozenset[str]
    dates: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]


def _invented(answer: str, results: Sequence[object]) -> tuple[str, ...]:
    held = _held(results)
    found = []
    for id in _ID.findall(answer):
        if id.lower().rstrip("-") not in held.ids:
            found.append(id)
    rest = _ID.sub(" ", answer)
    language = "sk" if _SLOVAK.search(answer) else "en"
    rest, dates = _without_dates(rest)
    found += [date for date in dates if date not in held.dates]
    years = {date[:4] for date in held.dates}
    for number in rules_numbers.values(rest, language):
        if number.removesuffix("%") not in held.numbers and number not in years:
            found.append(number)
    free = frozenset(table("names")["free"])
    for name in _names(rest):
        if not all(_name_held(part, held.words | free) for part in bare(name).replace("’", "'").split("-")):
            found.append(name)
    return tuple(dict.fromkeys(found))


def _held(results: Sequence[object]) -> _Held:
    texts = [text for result in results for text in _texts(result)]
    ids = frozenset(id.lower() for text in texts for id in _ID.findall(text))
    dates = frozenset(f"{y}-{m}-{d}" for text in texts for y, m, d in _ISO.findall(text))
    rest = "\n".join(_ISO.sub(" ", _ID.sub(" ", text)) for text in texts)
    numbers = {number.removesuffix("%") for lang in ("sk", "en") for number in rules_numbers.values(rest, lang)}
    numbers |= {last for id in ids if (last := re.split(r"[:v]", id)[-1]).isdigit()}
    return _Held(ids, dates, frozenset(numbers), bare_words("\n".join(texts)))


def _texts(value: object) -> Iterator[str]:
    """Every text and number of a result, its keys too: some of them are names of clubs."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
    elif value is not None and not isinstance(value, bool):
        yield json.dumps(value)


def _without_dates(text: str) -> tuple[str, list[str]]:
    """``text`` without its whole dates, and these as ISO days."""
    found: list[str] = []

    def taken(hit: re.Match[str], year: str, name: str | int, day: str) -> str:
        number = rules_numbers.month(name) if isinstance(name, str) and not name.isdigit() else int(name)
        if number is None:
            return hit[0]
        found.append(f"{year}-{number:02d}-{int(day):02d}")
        return " "

    text = _ISO.sub(lambda hit: taken(hit, hit[1], hit[2], hit[3]), text)
    text = _DOTTED.sub(lambda hit: taken(hit, hit[3], hit[2], hit[1]), text)
    text = _DAY_FIRST.sub(lambda hit: taken(hit, hit[3], hit[2], hit[1]), text)
    return _MONTH_FIRST.sub(lambda hit: taken(hit, hit[3], hit[1], hit[2]), text), found


def _names(text: str) -> list[str]:
    """The names of ``text``; the word that opens a sentence is one when a second large word follows it."""
    found = list(rules_names.names(text))
    for sentence in sentences(text):
        first = words(sentence)[:2]
        if len(first) == 2 and all(word[:1].isupper() and not word[:1].isdigit() for word in first):
            found.append(first[0])
    return list(dict.fromkeys(found))


def _name_held(part: str, held: frozenset[str]) -> bool:
    plain = part.removesuffix("'s")
    return plain in held or (len(plain) > 3 and shares_stem(plain, held))
