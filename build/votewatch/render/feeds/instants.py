"""Points in time as feeds write them, and the ids that feeds give to things: both come from the record alone."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from votewatch.model.vocabulary import Parliament

ZONES = {Parliament.SK: ZoneInfo("Europe/Bratislava"), Parliament.EU: ZoneInfo("Europe/Brussels")}
# The year in which addresses of this site were first given out; a tag: URI names one (RFC 4151).
SINCE = "2026"


@lru_cache(maxsize=20_000)
def instant(when: str, parliament: Parliament) -> str:
    """Local time of a parliament with its offset that day: "2025-09-26T11:02" -> "2025-09-26T11:02:00+02:00"."""
    return dt.datetime.fromisoformat(when).replace(tzinfo=ZONES[parliament]).isoformat(timespec="seconds")


def midnight(day: str) -> str:
    """The beginning of an ISO day in Bratislava, for what the record dates by its day alone."""
    return instant(f"{day}T00:00", Parliament.SK)


def latest(instants: list[str]) -> str:
    """The last of some instants, which may have different offsets."""
    return max(instants, key=dt.datetime.fromisoformat)


def tag(site_url: str, name: str) -> str:
    """The lasting id of ``name`` on this site: "tag:votes.example.org,2026:sk:9:733/sk" (RFC 4151)."""
    return f"tag:{urlsplit(site_url).hostname},{SINCE}:{name}"
