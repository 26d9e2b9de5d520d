"""How we behave towards a source, and the clock we behave by."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave towards one source. ``read_timeout`` in seconds; ``budget_minutes`` None means no end."""

    user_agent: str
    requests_per_second: float
    concurrency: int
    read_timeout: float
    retries: int
    budget_minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance, replaceable: ``monotonic`` in seconds, ``now`` aware UTC, ``random`` in [0, 1)."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = field(default=lambda: dt.datetime.now(dt.UTC))
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random.random


def seconds_asked(retry_after: str, now: dt.datetime) -> float:
    """Seconds that a Retry-After header (a number or an HTTP date) asks for; 0 when it asks for nothing readable."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0
