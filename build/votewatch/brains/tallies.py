"""Readers' answers as the poll API tells them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from votewatch.brains.book import Tally, no_tally
from votewatch.brains.tools import ToolError

TIMEOUT = 10.0  # seconds


def through_http(api_url: str) -> Tally:
    """The counts of one poll from the API behind ``api_url``; "" is an installation without one."""
    if not api_url:
        return no_tally

    def tally(id: str) -> dict[str, Any]:
        import httpx

        try:
            reply = httpx.get(f"{api_url.rstrip('/')}/api/polls/{quote(id, safe=':')}", timeout=TIMEOUT)
            if reply.status_code == 404:
                raise ToolError(f"no question was asked about {id}")
            found = reply.raise_for_status().json()
            return {name: found[name] for name in ("open", "yes", "no", "n", "as_of")}
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise ToolError(f"the poll API could not be asked: {type(error).__name__}") from error

    return tally
