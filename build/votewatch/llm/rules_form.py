"""The form of a text: one question, bounded lengths, its own language, and nothing but plain words."""

from __future__ import annotations

import re
from functools import cache

from votewatch.llm.draft import Texts
from votewatch.llm.lists_words import table, words

# Characters a text may have; a sentence has at most 20 words (integrity of the question: plain language).
LENGTHS = {"headline": (10, 160), "summary": (30, 500), "question": (15, 240)}
SENTENCE_WORDS = 20

# A number of up to two digits with a full stop is a day or an ordinal; "the budget for 2026." ends a sentence.
_ABBREVIATION = re.compile(
    # "č. 460/1992 Zb." may end a sentence: it does before a large letter.
    r"\b(?:č|resp|napr|ods|písm|st|No|Art|art|Nos)\.(?=\s)|\b(?:Z|z|Zb)\.(?=\s+[^A-ZÁ-Ž\s])|(?<![\w/])(\d{1,2})\.(?=\s*\w)"
)
_END = re.compile(r"(?<=[.!?])\s+|\n+")
_ASKS = {
    "sk": re.compile(r"^(?:Má|Majú|Mal|Mala|Malo|Mali)\s", re.UNICODE),
    "en": re.compile(r"^(?:Should|Shall)\s"),
}
_OR_NOT = re.compile(r",?\s+(?:alebo nie|or not)(?=\s*\?)", re.IGNORECASE)
_OPEN = re.compile(r"\balebo\b.*\?|\bor\b(?! on| of).*\?|\b(?:prečo|how|why)\b.*\?", re.IGNORECASE)
_MARKUP = re.compile(r"[<>{}\[\]`*_#|\\^~=]|https?:|www\.|\b\w+\.(?:sk|com|eu|org|net)\b|&\w+;|!|\n\s*-", re.IGNORECASE)
_HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_IGNORE = re.compile(r"\bignor\w+\b.*\b(?:instruc|pokyn|inštrukc|previous|predch)\w*", re.IGNORECASE)
_FOREIGN = re.compile(r"[Ͱ-῿Ⰰ-퟿ﬀ-﷿]")
_SK_LETTERS = re.compile(r"[áäčďéíĺľňóôŕšťúýž]", re.IGNORECASE)
_NOT_SK = re.compile(r"[ěřůőűąęłńśźżãõñ]", re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(table("language")["patterns"][name]) + ")", re.IGNORECASE)


@cache
def _small_words(name: str) -> frozenset[str]:
    return frozenset(table("language")["function"][name])


def sentences(text: str) -> list[str]:
    """The sentences of ``text``; a full stop of "č. 300/2005 Z. z." or of a date ends none."""
    return [part for part in _END.split(_ABBREVIATION.sub(r"\1 ", text).strip()) if part]


def too_long(texts: Texts) -> tuple[str, ...]:
    """Fields of the wrong length, summaries that are not one to three sentences, sentences of over 20 words."""
    found = [
        f"{name}: {len(getattr(texts, name))} characters"
        for name, (low, high) in LENGTHS.items()
        if not low <= len(getattr(texts, name).strip()) <= high
    ]
    if not 1 <= len(sentences(texts.summary)) <= 3:
        found.append(f"summary: {len(sentences(texts.summary))} sentences")
    return (*found, *(f"{len(words(s))} words: {s}" for s in sentences(texts.all()) if len(words(s)) > SENTENCE_WORDS))


def not_one_question(texts: Texts, language: str) -> tuple[str, ...]:
    """Why the question is not one that yes or no answers: its marks, its opening, a second thing asked."""
    asked = texts.question.strip()
    found = []
    if texts.all().count("?") != 1 or not asked.endswith("?"):
        found.append(f"{texts.all().count('?')} question marks")
    if not _ASKS[language].match(asked):
        found.append(f"opens with {asked.split(' ')[0]!r}")
    if len(sentences(asked)) != 1:
        found.append("more than one sentence")
    alone = _OR_NOT.sub("", asked)
    found += [hit[0].strip() for pattern in (_pattern(f"two_{language}"), _OPEN) for hit in pattern.finditer(alone)]
    return tuple(found)


def not_plain(texts: Texts) -> tuple[str, ...]:
    """Markup, addresses, hidden characters and words that speak to a machine or tell a reader what to do."""
    text = texts.all()
    hits = (pattern.search(text) for pattern in (_MARKUP, _HIDDEN, _IGNORE, _pattern("instruction")))
    lines = [name for name in ("headline", "summary", "question") if "\n" in getattr(texts, name)]
    return (*(hit[0] for hit in hits if hit), *(f"{name}: line break" for name in lines))


def steering(title: str) -> tuple[str, ...]:
    """Words of an official title that speak to a machine, which no true title does."""
    hits = (pattern.search(title) for pattern in (_HIDDEN, _IGNORE, _pattern("instruction")))
    return tuple(hit[0] for hit in hits if hit)


def wrong_language(texts: Texts, language: str) -> tuple[str, ...]:
    """The fields that are not in ``language``, by their letters and by the small words of both languages."""
    found = []
    other = "en" if language == "sk" else "sk"
    for name in ("headline", "summary", "question"):
        text = getattr(texts, name)
        low = [word.casefold() for word in words(text)]
        own, foreign = (sum(word in _small_words(one) for word in low) for one in (language, other))
        marks = len(_SK_LETTERS.findall(text))
        strange = (
            _FOREIGN.search(text) or _NOT_SK.search(text) or (language == "sk" and _small_words("czech") & set(low))
        )
        needs = name != "headline"
        unmarked = needs and language == "sk" and marks == 0
        overmarked = language == "en" and marks > max(2, len(text) // 25)
        if strange or unmarked or overmarked or foreign > own or (needs and own == 0):
            found.append(f"{name}: {text[:60]}")
    return tuple(found)


_RUN = 5  # so many words in a row are no chance


def repeating(texts: Texts, instructions: str) -> tuple[str, ...]:
    """Runs of five words that a text shares with what the model was told: it repeats its instructions."""
    told = _runs(instructions)
    return tuple(sorted(" ".join(run) for run in _runs(texts.all()) & told))


def _runs(text: str) -> set[tuple[str, ...]]:
    low = words(text.casefold())
    return {tuple(low[place : place + _RUN]) for place in range(len(low) - _RUN + 1)}
