"""The words of all documents with where they stand, in small files by their first two letters.

A file is an object of stems; each holds the numbers of its documents, ascending, as differences in base 36 (none for
1), each followed by a letter for how much the word says about the document (A little, P most). A document's number is
its place within its kind, after the kinds before it; the script reads the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from votewatch.facts.searching import stem, words
from votewatch.model.search_words import SearchWords
from votewatch.render.search.documents import CALLED, Document, Kind

SPACE = 100_000  # numbers of one kind
_LETTERS = "ABCDEFGHIJKLMNOP"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# A word of a long text says less: one of ten words counts half of one that stands alone.
_LONG = 10


class Stems:
    """Stems of texts, each word worked out once."""

    def __init__(self, table: SearchWords) -> None:
        self._table = table
        self._known: dict[str, str] = {}
        self._texts: dict[str, list[str]] = {}

    def of(self, text: str) -> list[str]:
        """The stems of ``text`` in order, without stop words and what official titles share."""
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = self._of(text)
        return known

    def _of(self, text: str) -> list[str]:
        found = words(text)
        if len(found) > _LONG and self._table.phrases:
            joined = f" {' '.join(found)} "
            for phrase in self._table.phrases:
                joined = joined.replace(f" {phrase} ", "  ")
            found = joined.split()
        return [self.one(word) for word in found if word not in self._table.stops]

    def one(self, word: str) -> str:
        """The stem of one folded word."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = stem(word, self._table.stemming)
        return known


def numbered(found: Iterable[Document]) -> list[tuple[int, Document]]:
    """Documents with their numbers, ascending."""
    places: dict[Kind, int] = defaultdict(int)
    result = []
    for document in found:
        result.append((list(Kind).index(document.kind) * SPACE + places[document.kind], document))
        places[document.kind] += 1
    return sorted(result, key=lambda pair: pair[0])


def shards(documents: Sequence[tuple[int, Document]], table: SearchWords) -> dict[str, dict[str, str]]:
    """The files by the first two letters of their stems: {"do": {"dochodk": "1f2K…"}}."""
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    weigh = Weighing(table)
    for number, document in documents:
        for word, impact in weigh.impacts(document).items():
            postings[word].append((number, impact))
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for word in sorted(postings):
        found[word[:2]][word] = _packed(postings[word])
    return dict(sorted(found.items()))


class Weighing:
    """How much words say about documents."""

    def __init__(self, table: SearchWords) -> None:
        self._stems = Stems(table)
        of = self._stems.of
        self._called = [(set(of(said)), [set(of(meant)) for meant in found]) for said, found in table.called.items()]
        self._glosses: dict[str, list[str]] = defaultdict(list)
        for english, slovak in table.glosses.items():
            for word in words(english):
                self._glosses[self._stems.one(word)] += of(slovak)

    def impacts(self, document: Document) -> dict[str, int]:
        """How much each stem says about the document, 1 to 16."""
        found: dict[str, float] = {}
        for weight, text in document.fields:
            stems = self._stems.of(text)
            each = weight * (1 + _LONG) / (len(stems) + _LONG)
            for word in stems:
                found[word] = max(found.get(word, 0.0), each)
        for said, meanings in self._called:
            if any(meant <= found.keys() for meant in meanings if meant):
                for word in said:
                    found[word] = max(found.get(word, 0.0), CALLED)
        if document.kind is Kind.EU:
            for word in [word for word in found if word in self._glosses]:
                for slovak in self._glosses[word]:
                    found[slovak] = max(found.get(slovak, 0.0), found[word])
        exact = {word: 16.0 for text in document.numbers for word in words(text)}
        return {word: min(16, max(1, round(impact))) for word, impact in {**found, **exact}.items()}


def _packed(postings: list[tuple[int, int]]) -> str:
    said, before = [], -1
    for number, impact in postings:
        step = number - before
        said.append(("" if step == 1 else base36(step)) + _LETTERS[impact - 1])
        before = number
    return "".join(said)


def base36(number: int) -> str:
    """``number`` as JavaScript's toString(36) writes it."""
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits
