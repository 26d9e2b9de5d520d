"""A person as the source names them."""

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
