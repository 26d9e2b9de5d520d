"""What the search knows about words: the table of data/search.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stemming:
    """How a folded word becomes its stem. ``whole`` are words that no rule reaches, with the word they stand for."""

    shortest: int = 3
    endings: tuple[str, ...] = ()
    turns: tuple[tuple[str, str], ...] = ()
    whole: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchWords:
    """``stops`` are folded words that are not looked for, ``phrases`` folded passages of titles that are left out.

    ``called`` maps what people say to the words of titles that mean it; ``glosses`` an English word to a Slovak one;
    ``clubs`` a club's slug to its other names; ``mistyped`` a law's number in a title to the
    one that is meant.
    """

    stemming: Stemming = Stemming()
    stops: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    glosses: Mapping[str, str] = field(default_factory=dict)
    clubs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mistyped: Mapping[str, str] = field(default_factory=dict)
