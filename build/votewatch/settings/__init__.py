"""Settings: what can be tuned (keys) and how it is read (loading)."""

from votewatch.settings.keys import (
    BrainModel,
    Brains,
    EuSource,
    Gateway,
    Llm,
    Paths,
    Poll,
    Settings,
    Site,
    SkSource,
    Sources,
    Upstream,
)
from votewatch.settings.loading import PREFIX, RESERVED, Loaded, Value, load

__all__ = [
    "PREFIX",
    "RESERVED",
    "BrainModel",
    "Brains",
    "EuSource",
    "Gateway",
    "Llm",
    "Loaded",
    "Paths",
    "Poll",
    "Settings",
    "Site",
    "SkSource",
    "Sources",
    "Upstream",
    "Value",
    "load",
]
