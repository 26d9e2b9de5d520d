"""A page that moved: whoever comes to the old address is led to the new one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redirect:
    """``old`` and ``new`` are paths under either language ("d/sk-9-733/", "" for the home); ``date`` is the ISO day of
    the move.
    """

    old: str
    new: str
    reason: str
    date: str
