"""Skills in adverts: one name for each, found word by word through an exact table of aliases. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from votewatch.facts.radar.folding import plain_letters
from votewatch.model.skill import Importance, Named

_TOKENS = re.compile(r"[a-z0-9]+")
_NICE = re.compile(
    r"nice[\s-]to[\s-]have|good to have|bonus|(?:a|big|huge|definite) plus\b|\bplus(?:es)?\s*[:.!)]|preferred|"
    r"desirable|ideally|advantageous|an advantage|would be (?:great|nice|helpful)|not required|optional|"
    r"výhod|vítané|plusom",
    re.IGNORECASE,
)
# A short line that opens another part of the advert ends the part of what is only welcome.
_OPENS = re.compile(
    r"requirement|must[\s-]have|qualification|what you|you(?:'ll| will)|your (?:role|profile|skills)|responsib|"
    r"you have|who you are|about|benefit|we offer|what we|why |how we|the role|perks|compensation|minimum|basic|"
    r"požiadavk|náplň|ponúkame|čo ťa|vzdelanie",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ž])")
_ITEM = re.compile(r"[-*•·–]")
_HEADING = 70  # characters


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
        self._by_token: dict[str, list[tuple[str, re.Pattern[str], bool]]] = defaultdict(list)
        for table in areas.values():
            for name, aliases in table.items():
                for alias in aliases:
                    token = _TOKENS.search(alias.casefold())
                    if token is None:
                        raise ValueError(f"alias {alias!r} of {name} holds no letter or digit")
                    exact = any(letter.isupper() for letter in alias)
                    self._by_token[token[0]].append((name, _pattern(alias, exact), exact))

    def __len__(self) -> int:
        return len(self._canonical)

    def canonical(self, name: str) -> str:
        """The one name of a skill; an unknown name passes through in lower case."""
        said = " ".join(name.split()).casefold()
        return self._canonical.get(said, said)

    def knows(self, name: str) -> bool:
        """Whether the table has this name as an alias or as a canonical name."""
        return name.casefold() in self._canonical or name in self._area

    def names(self) -> frozenset[str]:
        """Every canonical name."""
        return frozenset(self._area)

    def area(self, name: str) -> str:
        """The area of a canonical name, "" for one that the table does not have."""
        return self._area.get(name, "")

    def find(self, text: str) -> tuple[Named, ...]:
        """The skills that ``text`` names, by name. One that any line asks for outright is a must."""
        plain = text if text.isascii() else "\n".join(map(plain_letters, text.splitlines()))
        parts = _parts(text if len(text) == len(plain) else plain)
        found: dict[str, Importance] = {}
        doubtful: list[tuple[str, int, int]] = []
        sure_lines: set[int] = set()
        for name, start, end in self._hits(plain):
            if name in self._in_context:
                doubtful.append((name, start, end))
                continue
            sure_lines.add(plain.rfind("\n", 0, start))
            _note(found, name, parts, start)
        for name, start, end in doubtful:
            if plain.rfind("\n", 0, start) in sure_lines or self._has_beside(plain, start, end):
                _note(found, name, parts, start)
        return tuple(Named(name, found[name]) for name in sorted(found))

    def stands_in(self, text: str, name: str) -> bool:
        """Whether ``text`` holds this name, or another word for the same skill, as whole words."""
        plain, target = plain_letters(text), self.canonical(name)
        if _pattern(plain_letters(name), exact=False).search(plain.casefold()):
            return True
        return any(found == target for found, _, _ in self._hits(plain))

    def _hits(self, plain: str) -> list[tuple[str, int, int]]:
        """Name, start and end; of two that overlap the longer is meant: "spring boot" is no Spring."""
        out: list[tuple[str, int, int]] = []
        reached = 0
        for name, start, end in sorted(self._all_hits(plain), key=lambda hit: (hit[1], -hit[2])):
            if end > reached:
                out.append((name, start, end))
                reached = end
        return out

    def _all_hits(self, plain: str) -> Iterator[tuple[str, int, int]]:
        lower = plain.casefold()
        if len(lower) != len(plain):
            lower = plain.lower()
        for token in set(_TOKENS.findall(lower)) & self._by_token.keys():
            for name, pattern, exact in self._by_token[token]:
                for hit in pattern.finditer(plain if exact else lower):
                    # "Go-to-market" is no language, and neither is "R&D".
                    if name in self._in_context and re.match(r"-\w|\s?&\s?\w", plain[hit.end() : hit.end() + 4]):
                        continue
                    yield name, hit.start(), hit.end()

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


def _parts(text: str) -> tuple[list[int], list[Importance]]:
    """Where sentences begin, and whether what stands in each is asked for or only welcome."""
    starts: list[int] = []
    kinds: list[Importance] = []
    place, section = 0, Importance.MUST
    for line in text.split("\n"):
        nice = _NICE.search(line) is not None
        said = line.strip()
        short = len(said) <= _HEADING
        # "Nice to have" is a heading, "Rust is a plus." and "- Bonus: Rust" are not.
        bare = len(said.split()) <= 6 and not _ITEM.match(said) and ":" not in said and said[-1:] not in ".;"
        if nice and ((short and said.endswith(":")) or bare):
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
