"""Decisions of the European Parliament."""

from votewatch.facts.eu.decide import decide, step_meaning

__all__ = ["decide", "step_meaning"]
