"""Topics: one closed vocabulary over both parliaments, and why a decision has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ReasonKind(StrEnum):
    """What gave a decision its topic."""

    SOURCE = "source"  # the European Parliament's own name for it
    LAW = "law"  # a law that the title amends
    STEM = "stem"  # words of the title


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: the source's name, a law's number ("300/2005") or a stem as the table writes it."""

    kind: ReasonKind
    value: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """A topic of one decision, by its slug, with all that speaks for it in the order of the table's own writing."""

    topic: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """``slug`` is an address and never changes. ``names`` and ``scope`` are by language.

    ``eu`` are the names that the European Parliament's source uses for it. ``stems`` are beginnings of folded words;
    one that ends in "=" is a whole word, several words stand side by side.
    """

    slug: str
    names: Mapping[str, str]
    scope: Mapping[str, str]
    eu: tuple[str, ...]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """A law that Slovak titles amend: number ("300/2005"), what it is called (the usual name first), its topics.

    A law without topics rides along in other laws' titles and says nothing about them.
    """

    number: str
    names: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicTable:
    """Every topic in the order that breaks ties, and the laws by number."""

    topics: tuple[Topic, ...] = ()
    laws: Mapping[str, Law] = field(default_factory=dict)
