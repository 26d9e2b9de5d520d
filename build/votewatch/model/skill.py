"""Skills: what adverts ask for, and what the owner of the installation says and shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Importance(StrEnum):
    """Whether an advert calls a skill necessary or only welcome."""

    MUST = "must"
    NICE = "nice"


class State(StrEnum):
    """What the owner says of a skill. Proven needs an artifact to be counted so; ignored is left out of the count."""

    PROVEN = "proven"
    CLAIMED = "claimed"
    LEARNING = "learning"
    NONE = "none"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Named:
    """A skill in one advert, by its canonical name."""

    name: str
    importance: Importance


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of what a posting asks for. ``by`` says who read it: ``table:…`` or ``model:…``."""

    job: str
    skill: str
    importance: Importance
    by: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the registry: a skill, its state, and links to what proves it."""

    skill: str
    state: State
    artifacts: tuple[str, ...] = ()
