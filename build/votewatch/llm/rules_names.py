"""Proper names: each one in a text stands in the brief, whatever its ending, or in the other language's form."""

from __future__ import annotations

from functools import cache

from votewatch.llm.brief import Brief
from votewatch.llm.lists_words import bare, bare_words, begins, shares_stem, stem, table, words
from votewatch.llm.rules_form import sentences


@cache
def _free() -> frozenset[str]:
    return frozenset(table("names")["free"])


def names(text: str) -> tuple[str, ...]:
    """The words of ``text`` written large: not those that only open a sentence, unless they have a second capital."""
    found = []
    for sentence in sentences(text):
        for place, word in enumerate(words(sentence)):
            large = word[:1].isupper() and not word.isdigit()
            if large and (place > 0 or sum(letter.isupper() for letter in word) > 1):
                found.append(word)
    return tuple(dict.fromkeys(found))


def unknown(brief: Brief, text: str) -> tuple[str, ...]:
    """The names of ``text`` that the brief does not hold, under any ending or in the other language."""
    held = bare_words("\n".join((brief.title, *brief.laws, brief.procedure)))
    return tuple(name for name in names(text) if not _held(name, held) and not _translated(brief, name))


def _held(name: str, held: frozenset[str]) -> bool:
    if bare(name) in _free() or bare(name) in held:
        return True
    return all(_part_held(part, held) for part in bare(name).replace("’", "'").removesuffix("'s").split("-"))


def _translated(brief: Brief, name: str) -> bool:
    """Whether ``name`` is a subject word whose counterpart in the title's language stands in the title."""
    own, other = ("sk", "en") if brief.parliament.value == "sk" else ("en", "sk")
    return any(
        begins(name, pair[other]) and begins(brief.title, pair[own])
        for pair in ({"sk": slovak, "en": english} for slovak, english in table("topics")["topics"])
    )


def _part_held(part: str, held: frozenset[str]) -> bool:
    if part in held or part in _free() or (len(part) > 3 and shares_stem(part, held)):
        return True
    return any(
        any(part.startswith(one) for one in same) and any(word.startswith(one) for one in same for word in held)
        for same in table("names")["same"]
    )


def differing(sk: str, en: str) -> tuple[str, ...]:
    """Names of two capitals or more (abbreviations and codes) that only one of the two texts holds."""
    pair = [{bare(name) for name in names(text) if name.isupper() and len(name) > 1} - _free() for text in (sk, en)]
    alike = table("names")["same"]

    def has_other(name: str, others: set[str]) -> bool:
        return any(name in line and any(one in line for one in others) for line in alike)

    alone = {name for name in pair[0] - pair[1] if not has_other(name, pair[1])}
    return tuple(sorted(alone | {name for name in pair[1] - pair[0] if not has_other(name, pair[0])}))


@cache
def _common() -> frozenset[str]:
    return frozenset(stem(word) for word in table("names")["common"])


def off_topic(brief: Brief, headline: str, question: str, language: str) -> tuple[str, ...]:
    """What shows that a text is about something else than the title.

    In the title's own language: a text that shares no word of its own with it. In the other one: subject words of the
    committed list that have no counterpart in the title, and a text without any where the title has some.
    """
    own = "sk" if brief.parliament.value == "sk" else "en"
    if language != own:
        return _other_subject(brief, own, f"{headline} {question}", language)
    held = frozenset(word for word in bare_words(brief.title) if len(word) > 2 and stem(word) not in _common())
    return tuple(text for text in (headline, question) if held and not _shares(text, held))


def _other_subject(brief: Brief, own: str, text: str, language: str) -> tuple[str, ...]:
    said: list[str] = []
    title, named = brief.title, False
    # A law's number or the procedure says what it is about as well as any word.
    shared = any(law.split()[0] in text for law in (*brief.laws, brief.procedure) if law)
    for slovak, english in table("topics")["topics"]:
        stems = {"sk": slovak, "en": english}
        in_title = bool(begins(title, stems[own]))
        hits = begins(text, stems[language])
        named |= in_title
        shared |= in_title and bool(hits)
        # A word of several subjects ("air", "land") is at home when any of them is the title's.
        said += [] if in_title else [hit for hit in hits if not _at_home(hit, title, own, language)]
    if named and not shared and not _shares(text, bare_words(title)):
        said.append("no subject of the title")
    return tuple(dict.fromkeys(said))


def _at_home(word: str, title: str, own: str, language: str) -> bool:
    for slovak, english in table("topics")["topics"]:
        stems = {"sk": slovak, "en": english}
        if begins(word, stems[language]) and begins(title, stems[own]):
            return True
    # Names and loan words are alike in both languages.
    return any(shares_stem(part, bare_words(title)) for part in bare_words(word) if len(part) > 3)


def _shares(text: str, held: frozenset[str]) -> bool:
    own = [word for word in bare_words(text) if len(word) > 2 and stem(word) not in _common()]
    return any(word in held or (len(word) > 3 and shares_stem(word, held)) for word in own)
