"""Find decisions by words: without marks, by stem, and an English word by its Slovak subject or the other way round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from votewatch.llm.lists_words import bare, table
from votewatch.model.decision import Decision
from votewatch.model.prose import LANGUAGES, Prose

# A word, or a number with what it hangs together with: "300/2005", "2021/0106(COD)".
_WORD = re.compile(r"\d+(?:/\d+)+|[^\W_]+")
_SHORT = 3  # words of so many letters or fewer are no search words, unless digits
# Words that name a parliament or its work find everything.
_NO_SUBJECT = frozenset(
    {"parliament", "parlament", "national", "council", "rada", "european", "europsky", "vote", "voted", "hlasovanie"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision and the words that it can be found by."""

    decision: Decision
    words: frozenset[str]


def entries(decisions: Iterable[Decision], prose: Mapping[str, Prose]) -> tuple[Entry, ...]:
    """What can be found, newest first: by title, item, topics, and what is written about it in both languages."""
    found = []
    for decision in sorted(decisions, key=lambda d: (d.latest.when, d.id), reverse=True):
        texts = [decision.title, decision.key, decision.id, *decision.topics]
        written = prose.get(decision.id)
        texts += [text.headline for lang in LANGUAGES if written and (text := written.of(lang))]
        found.append(Entry(decision, _words("\n".join(texts))))
    return tuple(found)


def _words(text: str) -> frozenset[str]:
    return frozenset(bare(word) for word in _WORD.findall(text))


def find(index: tuple[Entry, ...], query: str) -> list[Decision]:
    """Decisions that hold a word of ``query``: those with more of its rare words first, then the newest."""
    asked = [w for w in sorted(_words(query)) if (len(w) > _SHORT or any(map(str.isdigit, w))) and w not in _NO_SUBJECT]
    weights: Counter[int] = Counter()
    for word in asked:
        hits = {place: fit for place, entry in enumerate(index) if (fit := _fit(word, entry.words))}
        for place, fit in hits.items():
            # A word of one decision weighs as much as all decisions together; one of all of them weighs one.
            weights[place] += round(1000 * fit * len(index) / len(hits))
    return [index[place].decision for place in sorted(weights, key=lambda p: (-weights[p], p))]


def _fit(word: str, held: frozenset[str]) -> int:
    """How well ``word`` stands among ``held``: itself 4, in another form 2, as the other language's subject 1."""
    if word in held:
        return 4
    if any(map(str.isdigit, word)):
        return 0
    own = _stem(word)
    if any(one.startswith(own) for one in held):
        return 2
    return int(any(_begins(one, beginning) for beginning in _translated(word) for one in held))


def _stem(word: str) -> str:
    """Shorter words lose less: "ústavy" must not find "ustanovenie", nor "dane" a Daniel."""
    return word[: max(4, len(word) - (1 if len(word) < 7 else 2 if len(word) < 9 else 3))]


@cache
def _translated(word: str) -> tuple[str, ...]:
    """The beginnings of words that say in the other language what ``word`` is about."""
    found: list[str] = []
    for slovak, english in table("topics")["topics"]:
        for own, other in ((slovak, english), (english, slovak)):
            if any(_begins(word, bare(one)) for one in own):
                found += [bare(one) for one in other if " " not in one]
    return tuple(dict.fromkeys(found))


def _begins(word: str, beginning: str) -> bool:
    return word == beginning[:-1] if beginning.endswith("=") else word.startswith(beginning)
