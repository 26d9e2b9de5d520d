"""A listed exception to a fact rule: data, not code (data/exceptions.json)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactException:
    """What the rule says about one item, and what holds.

    ``rule_says`` and ``holds`` map fact names (``deciding_vote``, ``outcome``, ``for_means``, ``kind``, ``key``) to
    values; ``id`` is a decision id, or a roll call id for a vote that belongs to another procedure. Values are ids or
    vocabulary words. A test fails when an entry changes nothing.
    """

    id: str
    rule_says: dict[str, str | None]
    holds: dict[str, str | None]
    reason: str
    link: str
