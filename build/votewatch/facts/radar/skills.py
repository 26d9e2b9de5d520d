"""Skills in adverts: one name for each, found word by word through an exact table of aliases. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from votewatch.facts.radar.folding import plain_letters
from votewatch.model.skill import Importance, Named

_TOKENS = re.compile(r"[a-z0-9]+")
_NICE = re.compile(
    r"nice[\s-]to[\s-]have|good to have|bonus|(?:a|big|huge|definite) plus\b|\bplus(?:es)?\s*[:.!)]|preferred|"
    r"desirable|ideally|advantageous|an advantage|would be (?:great|nice|helpful)|not required|optional|"
    r"vyhod|vitane|plusom",
    re.IGNORECASE,
)
# A short line that opens another part of the advert ends the part of what is only welcome.
_OPENS = re.compile(
    r"requirement|must[\s-]have|qualification|what you|you(?:'ll| will)|your (?:role|profile|skills)|responsib|"
    r"you have|who you are|about|benefit|we offer|what we|why |how we|the role|perks|compensation|minimum|basic|"
    r"poziadavk|napln|ponukame|co ta|vzdelanie",
    re.IGNORECASE,
)
_JOINED = re.compile(r"-\w|\s?&\s?\w")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z])")
_HEADING = 70  # characters


class _Alias(NamedTuple):
    """One alias: its pattern, whether case counts, how far its first word is in, whether it means other things too."""

    name: str
    pattern: re.Pattern[str]
    exact: bool
    before: int
    doubtful: bool


class _Hit(NamedTuple):
    """Where a text names a skill."""

    name: str
    start: int
    end: int
    doubtful: bool


class SkillTable:
    """Aliases and their canonical names. An alias with a capital is matched in exactly that case, others in any."""

    def __init__(
        self,
        areas: Mapping[str, Mapping[str, Sequence[str]]],
        in_context: Iterable[str] = (),
        beside: Iterable[str] = (),
    ) -> None:
        """``in_context`` are canonical names whose words mean other things as well (Go, R).

        They count only where their line names another skill, or one of the words ``beside`` within two words.
        """
        self._canonical = {
            alias.casefold(): name for table in areas.values() for name, aliases in table.items() for alias in aliases
        }
        self._area = {name: area for area, table in areas.items() for name in table}
        self._in_context = frozenset(in_context)
        self._beside = frozenset(beside)
        self._by_token: dict[str, list[_Alias]] = defaultdict(list)
        for table in areas.values():
            for name, aliases in table.items():
                for alias in aliases:
                    bare = plain_letters(alias)
                    token = _TOKENS.search(bare.casefold())
                    if token is None:
                        raise ValueError(f"alias {alias!r} of {name} holds no letter or digit")
                    exact = any(letter.isupper() for letter in bare)
                    # "Golang" and "HashiCorp Vault" say which is meant, "Go" and "Vault" do not.
                    doubtful = name in self._in_context and bare.casefold() == plain_letters(name).casefold()
                    self._by_token[token[0]].append(_Alias(name, _pattern(bare, exact), exact, token.start(), doubtful))

    def __len__(self) -> int:
        return len(self._canonical)

    def canonical(self, name: str) -> str:
        """The one name of a skill; an unknown name passes through in lower case."""
        said = " ".join(name.split()).casefold()
        return self._canonical.get(said, said)

    def knows(self, name: str) -> bool:
        """Whether the table has this name as an alias or as a canonical name."""
        return " ".join(name.split()).casefold() in self._canonical or name in self._area

    def names(self) -> frozenset[str]:
        """Every canonical name."""
        return frozenset(self._area)

    def area(self, name: str) -> str:
        """The area of a canonical name, "" for one that the table does not have."""
        return self._area.get(name, "")

    def find(self, text: str) -> tuple[Named, ...]:
        """The skills that ``text`` names, by name. One that any line asks for outright is a must."""
        plain = text if text.isascii() else "\n".join(map(plain_letters, text.split("\n")))
        hits = self._hits(plain)
        lines = {plain.rfind("\n", 0, hit.start) + 1 for hit in hits}
        parts = _parts(plain, lines)
        found: dict[str, Importance] = {}
        sure_lines = {plain.rfind("\n", 0, hit.start) for hit in hits if not hit.doubtful}
        for hit in hits:
            if (
                not hit.doubtful
                or plain.rfind("\n", 0, hit.start) in sure_lines
                or self._has_beside(plain, hit.start, hit.end)
            ):
                _note(found, hit.name, parts, hit.start)
        return tuple(Named(name, found[name]) for name in sorted(found))

    def stands_in(self, text: str, name: str) -> bool:
        """Whether ``text`` holds this name, or another word for the same skill, as whole words.

        A name without a letter or digit, such as "-" or a mark alone, stands in none.
        """
        plain, target, said = plain_letters(text), self.canonical(name), plain_letters(name)
        if not any(map(str.isalnum, said)):
            return False
        if _pattern(said, exact=False).search(plain.casefold()):
            return True
        return any(hit.name == target for hit in self._hits(plain))

    def _hits(self, plain: str) -> list[_Hit]:
        """Aliases in the order of the text; of two that overlap the longer is meant: "spring boot" is no Spring."""
        out: list[_Hit] = []
        reached = 0
        for hit in sorted(self._all_hits(plain), key=lambda one: (one.start, -one.end)):
            if hit.end > reached:
                out.append(hit)
                reached = hit.end
        return out

    def _all_hits(self, plain: str) -> Iterator[_Hit]:
        lower = plain.casefold()
        if len(lower) != len(plain):
            lower = plain.lower()
        for token in _TOKENS.finditer(lower):
            for name, pattern, exact, before, doubtful in self._by_token.get(token[0], ()):
                hit = pattern.match(plain if exact else lower, token.start() - before)
                # "Go-to-market" is no language, and neither is "R&D".
                if hit and not (doubtful and _JOINED.match(plain, hit.end())):
                    yield _Hit(name, hit.start(), hit.end(), doubtful)

    def _has_beside(self, plain: str, start: int, end: int) -> bool:
        line_start, line_end = plain.rfind("\n", 0, start) + 1, plain.find("\n", end)
        before = _TOKENS.findall(plain[line_start:start].casefold())[-2:]
        after = _TOKENS.findall(plain[end : line_end if line_end >= 0 else len(plain)].casefold())[:2]
        return not self._beside.isdisjoint([*before, *after])


def _pattern(alias: str, exact: bool) -> re.Pattern[str]:
    """The alias between what is neither letter nor digit; ``java`` is in neither JavaScript nor ``java8``."""
    words = r"\s+".join(map(re.escape, (alias if exact else alias.casefold()).split()))
    before = r"(?<![A-Za-z0-9_])" if alias.startswith(".") else r"(?<![A-Za-z0-9_.])"
    return re.compile(rf"{before}{words}(?![A-Za-z0-9_+#])")


def _parts(text: str, naming: Collection[int]) -> tuple[list[int], list[Importance]]:
    """Where sentences begin, and whether what stands in each is asked for or only welcome.

    ``naming`` says where the lines begin that name a skill: those head no part of the advert.
    """
    starts: list[int] = []
    kinds: list[Importance] = []
    place, section = 0, Importance.MUST
    for line in text.split("\n"):
        nice = _NICE.search(line) is not None
        short = len(line.strip()) <= _HEADING
        if nice and short and place not in naming:
            section = Importance.NICE
        elif short and not nice and _OPENS.search(line):
            section = Importance.MUST
        # "You run Kubernetes. Rust is a plus." asks for Kubernetes.
        for start in [0, *(end.end() for end in _SENTENCE.finditer(line))] if nice else [0]:
            end = _SENTENCE.search(line, start)
            welcome = nice and _NICE.search(line, start, end.start() if end else len(line)) is not None
            starts.append(place + start)
            kinds.append(Importance.NICE if welcome else section)
        place += len(line) + 1
    return starts, kinds


def _note(found: dict[str, Importance], name: str, parts: tuple[list[int], list[Importance]], at: int) -> None:
    kind = parts[1][bisect_right(parts[0], at) - 1]
    if kind is Importance.MUST or name not in found:
        found[name] = kind
