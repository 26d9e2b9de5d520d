"""The day on which a posting appeared, in UTC, whichever way a source writes a moment."""

from __future__ import annotations

from datetime import UTC, datetime

from votewatch.sources.jobs.rows import UnreadableRow

# Seconds reach this in the year 5138; milliseconds passed it in 1973.
_LEAST_MILLISECONDS = 100_000_000_000


def iso_day(moment: str) -> str:
    """The UTC day of an ISO moment, "" for "". A moment without a zone is taken for UTC. Raises UnreadableRow."""
    if not moment:
        return ""
    try:
        when = datetime.fromisoformat(moment.removesuffix(" UTC"))
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).date().isoformat()
    except (ValueError, OverflowError) as error:
        raise UnreadableRow(f"no moment in time: {moment!r:.60}") from error


def epoch_day(moment: int | None) -> str:
    """The UTC day of a moment in seconds or milliseconds since 1970, "" for None. Raises UnreadableRow."""
    if moment is None:
        return ""
    seconds = moment / 1000 if abs(moment) > _LEAST_MILLISECONDS else moment
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise UnreadableRow(f"no moment in time: {moment!r:.60}") from error
