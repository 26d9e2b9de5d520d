"""Real values out, believable fakes in, and back: one pass each way, with the mapping in the caller's hands.

The mapping never leaves the house. A replacement is never replaced again, and no fake equals a value of the text: both
are checked before a text is given out, so ``restore`` undoes ``anonymise`` for every text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from votewatch.llm.guard import scan

ENDING = 4  # letters that a Slovak case may add to a stem
TRIES = 8  # sets of believable fakes that are tried before plain marks are used


@dataclass(frozen=True, slots=True)
class Entity:
    """A value that names somebody or something: ``kind`` is person, company, city, address or another word."""

    kind: str
    value: str


# Finds names in a text: a local tool-calling model, Presidio, or a list that somebody typed.
Names = Callable[[str], Iterable[Entity]]


class Maker(Protocol):
    """What makes fakes: ``votewatch.llm.fakes.Fakes``, or a test's own."""

    def of(self, kind: str, value: str) -> str:
        """A believable fake, another at every call."""

    def plain(self, kind: str) -> str:
        """A mark that no text holds by chance."""


@dataclass(frozen=True, slots=True)
class Anonymised:
    """The text that may go out, and ``fakes``: fake -> real, for ``restore``. Only ``text`` may be shown or logged."""

    text: str
    fakes: Mapping[str, str] = field(repr=False)
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """The text with the real values back. ``missing`` counts fakes that did not come back, ``inflected`` the forms
    that were recognised by their stem and given the real name with the same ending.
    """

    text: str
    missing: int
    inflected: int


def anonymise(text: str, maker: Maker, names: Names = lambda _text: ()) -> Anonymised:
    """Replace every value of tier 1 and every name in ``text``; the same value always by the same fake."""
    reals: dict[str, str] = {}
    for found in scan(text):
        reals.setdefault(text[found.start : found.end], found.kind.value)
    for entity in names(text):
        if entity.value.strip() and entity.value in text:
            reals.setdefault(entity.value, entity.kind)
    if not reals:
        return Anonymised(text, {})
    for turn in range(TRIES + 1):
        fakes = _chosen(text, reals, maker, plain=turn == TRIES)
        if fakes is None:
            continue
        made = _replaced(text, fakes)
        back = {fake: real for real, fake in fakes.items()}
        if restore(made, back).text == text and not any(real in made for real in reals):
            return Anonymised(made, back, tuple(sorted(set(reals.values()))))
    raise ValueError("the text could not be anonymised without a trace")


def _chosen(text: str, reals: Mapping[str, str], maker: Maker, *, plain: bool) -> dict[str, str] | None:
    """Real -> fake; None when a fake holds a real value, stands in the text already, or holds another fake."""
    fakes: dict[str, str] = {}
    for real, kind in reals.items():
        fake = maker.plain(kind) if plain else maker.of(kind, real)
        others = fakes.values()
        if not fake or fake in text or any(one in fake for one in reals) or any(o in fake or fake in o for o in others):
            return None
        if _bends(fake) and re.search(rf"(?<!\w){re.escape(_stem(fake))}", text):
            return None  # a word of the text would be taken for one of its cases
        fakes[real] = fake
    return fakes


def _replaced(text: str, mapping: Mapping[str, str]) -> str:
    """Every key of ``mapping`` replaced in one pass from left to right, the longest first at each place."""
    pattern = re.compile("|".join(map(re.escape, sorted(mapping, key=len, reverse=True))))
    return pattern.sub(lambda hit: mapping[hit[0]], text)


def restore(text: str, fakes: Mapping[str, str]) -> Restored:
    """Put the real values back into ``text``, which may be an answer about the anonymised one. One pass.

    A fake name in another Slovak case is known by its stem; the real one gets the same ending, which a reader
    understands though it may not be the right one.
    """
    stream = Restoring(fakes)
    made = stream.feed(text) + stream.end()
    return Restored(made, stream.missing, stream.inflected)


class Restoring:
    """Restores a text that comes in pieces, which may be cut anywhere: what may be the beginning of a fake is held
    back until it is whole. The pieces put together are what ``restore`` makes of the whole text.
    """

    def __init__(self, fakes: Mapping[str, str]) -> None:
        """``fakes`` is fake -> real, as ``anonymise`` gave it."""
        self._fakes = fakes
        self._stems = {_stem(fake): fake for fake in fakes if _bends(fake)}
        whole = "|".join(map(re.escape, sorted(fakes, key=len, reverse=True)))
        stems = sorted(self._stems, key=len, reverse=True)
        bent = "|".join(rf"{re.escape(stem)}[^\W\d_]{{1,{ENDING}}}(?!\w)" for stem in stems)
        self._pattern = re.compile(whole + (rf"|(?<!\w)(?:{bent})" if bent else "")) if fakes else None
        # A match that begins before the held-back rest ends within the text, its ending and the sign after it included.
        self._longest = max(map(len, fakes), default=0) + ENDING + 2
        self._seen: set[str] = set()
        self._held = ""
        self._before = ""  # the last sign given out or replaced: whether a word goes on depends on it
        self.inflected = 0

    @property
    def missing(self) -> int:
        """How many fakes have not come back so far."""
        return len(self._fakes.keys() - self._seen)

    def feed(self, piece: str) -> str:
        """Take a piece in; what can already be given out."""
        self._held += piece
        return self._out(len(self._held) - self._longest)

    def end(self) -> str:
        """The rest."""
        return self._out(len(self._held))

    def _out(self, until: int) -> str:
        if until <= 0:
            return ""
        if self._pattern is None:
            held, self._held = self._held, ""
            return held
        text, shift = self._before + self._held, len(self._before)
        done = shift
        made: list[str] = []
        for hit in self._pattern.finditer(text, shift):
            if hit.start() >= shift + until:
                break
            made += [text[done : hit.start()], self._real(hit[0])]
            done = hit.end()
        cut = max(done, shift + until)
        made.append(text[done:cut])
        self._held, self._before = text[cut:], text[cut - 1 : cut]
        return "".join(made)

    def _real(self, hit: str) -> str:
        if hit in self._fakes:
            self._seen.add(hit)
            return self._fakes[hit]
        stem = next(stem for stem in sorted(self._stems, key=len, reverse=True) if hit.startswith(stem))
        self._seen.add(self._stems[stem])
        self.inflected += 1
        return _stem(self._fakes[self._stems[stem]]) + hit[len(stem) :]


def _bends(fake: str) -> bool:
    return fake[-1:].isalpha() and fake[:1].isupper() and len(_stem(fake)) > 3


def _stem(name: str) -> str:
    """The name without the vowel that changes with the case: "Nováková" and "Novákovej" share "Novákov"."""
    return name[:-1] if name[-1:] in "aáeéoyý" else name
