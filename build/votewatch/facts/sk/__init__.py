"""The decisions of the Slovak National Council (NR SR)."""

from votewatch.facts.sk.decide import decide

__all__ = ["decide"]
