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
from votewatch.settings.nightly_keys import NIGHTLY_STEPS, Nightly
from votewatch.settings.radar_keys import ATS, FEEDS, Company, Jobs, JobUrls, Radar, RadarMail, RadarModel

__all__ = [
    "ATS",
    "FEEDS",
    "NIGHTLY_STEPS",
    "PREFIX",
    "RESERVED",
    "BrainModel",
    "Brains",
    "Company",
    "EuSource",
    "Gateway",
    "JobUrls",
    "Jobs",
    "Llm",
    "Loaded",
    "Nightly",
    "Paths",
    "Poll",
    "Radar",
    "RadarMail",
    "RadarModel",
    "Settings",
    "Site",
    "SkSource",
    "Sources",
    "Upstream",
    "Value",
    "load",
]
