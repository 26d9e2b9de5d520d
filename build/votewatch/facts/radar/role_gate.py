"""Whether a posting's title names work that the owner looks for. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from votewatch.facts.radar.folding import any_of, folded
from votewatch.facts.radar.location_gate import Ruling, Verdict


class RoleGate:
    """Judges titles by whole words, whatever their case and marks."""

    def __init__(self, wanted: Iterable[str], unwanted: Iterable[str]) -> None:
        """A word of ``unwanted`` wins over one of ``wanted``; with nothing wanted every other title is kept."""
        words = [folded(word) for word in wanted]
        self._everything = not words
        self._wanted = any_of(words)
        self._unwanted = any_of(folded(word) for word in unwanted)

    def judge(self, title: str) -> Ruling:
        """The ruling on one title: reasons ``title`` (kept), ``title-unwanted`` and ``title-other`` (dropped)."""
        text = folded(title)
        if found := self._unwanted.search(text):
            return Ruling(Verdict.DROP, "title-unwanted", found[0])
        if self._everything:
            return Ruling(Verdict.KEEP, "title")
        if found := self._wanted.search(text):
            return Ruling(Verdict.KEEP, "title", found[0])
        return Ruling(Verdict.DROP, "title-other", title)
