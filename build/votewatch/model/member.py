"""A person as the source names them, and where they sat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """``id`` is the source's own number. ``country`` is a three-letter code for MEPs, None for the NR SR."""

    id: int
    first_name: str
    last_name: str
    country: str | None = None

    @property
    def full_name(self) -> str:
        """First name, then last name as the source spells it."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Membership:
    """One member in one club or group from ``start`` to ``end``, both ISO days included; ``end`` None while it lasts.

    For the NR SR both are days of recorded votes, so a change lies between one period's end and the next one's start.
    """

    member: int
    group: str
    start: str
    end: str | None


@dataclass(frozen=True, slots=True)
class ClubSpan:
    """Somebody in one club from ``start`` to ``end``, as ``Membership``, by what the caller calls the club.

    ``club`` is None while the record names no club of anybody.
    """

    club: str | None
    start: str
    end: str | None
