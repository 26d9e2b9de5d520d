"""Which votes of a source to read."""

from __future__ import annotations

from dataclasses import dataclass

# So many votes in a row without any answer, each asked for again and again, and a source counts as down.
DOWN = 5


@dataclass(frozen=True, slots=True)
class Selection:
    """Votes by number, which are then read even when the record holds them, or a span of ISO days, both inclusive.

    Without numbers and days: everything that the record does not hold.
    """

    only: frozenset[int] = frozenset()
    since: str = ""
    until: str = "9999"
