"""When a source was last read, and since when it has not been."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LastRead:
    """One source by its short name. ``read`` is the ISO day of the last good reading, "" when there was none yet.

    ``since`` is the ISO day of the first reading that failed after it, "" while none has; ``reason`` says why.
    """

    source: str
    read: str
    since: str = ""
    reason: str = ""
