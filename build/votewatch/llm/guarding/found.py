"""One thing in a text that must not leave the house."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The classes that are told apart by shape and checksum, without a model."""

    PRIVATE_KEY = "private_key"
    API_KEY = "api_key"
    PASSWORD = "password"
    SECRET = "secret"  # long and random, of no known provider
    IBAN = "iban"
    CARD = "card"
    BIRTH_NUMBER = "birth_number"
    EMAIL = "email"
    PHONE = "phone"
    IP = "ip"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text, ``start`` to ``end`` in characters. It does not hold what stands there: that is not logged."""

    kind: Kind
    start: int
    end: int


def longest_first(found: list[Found]) -> tuple[Found, ...]:
    """In the order of the text and without overlaps: of two that overlap the longer one stands, else the first."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda f: f.start))
