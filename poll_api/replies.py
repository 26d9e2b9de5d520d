"""What goes out: headers that every reply carries, JSON, pages, and refusals."""

from __future__ import annotations

import json
from typing import Any

from starlette.types import Send

from poll_api.errors import PollApiError

Headers = list[tuple[bytes, bytes]]

# What every reply carries. The referrer stays for our own pages: without it a browser sends `Origin: null` with a form,
# which looks like a stranger's.
SECURITY: Headers = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin")]
# What a page carries beyond that. Data has no use for it, and each header of a reply costs the server time.
FRAMED: Headers = [
    *SECURITY,
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]
NO_STORE = (b"cache-control", b"no-store")
API: Headers = [
    *SECURITY,
    NO_STORE,
    (b"content-type", b"application/json"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]
PAGE: Headers = [
    *FRAMED,
    NO_STORE,
    (b"content-type", b"text/html; charset=utf-8"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"vary", b"Accept-Language, Cookie"),
]

STATUSES = {
    "not_json": 400,
    "cross_site": 403,
    "unknown_poll": 404,
    "not_found": 404,
    "wrong_method": 405,
    "not_yet": 409,
    "closed": 410,
    "too_large": 413,
    "wrong_type": 415,
    "wrong_value": 422,
    "too_many": 429,
    "unavailable": 503,
}


class Refusal(PollApiError):
    """A request that is not done; ``code`` is a key of STATUSES, the message is for the developer who sent it."""

    def __init__(self, code: str, message: str, *headers: tuple[bytes, bytes]) -> None:
        """``headers`` go out with the refusal."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = STATUSES[code]
        self.headers = headers


def wrong_method(*allowed: str) -> Refusal:
    """405, saying which methods would do."""
    listed = ", ".join(allowed)
    return Refusal("wrong_method", f"this address takes {listed}", (b"allow", listed.encode()))


def unavailable(message: str, seconds: int = 2) -> Refusal:
    """503, asking to come back after ``seconds``."""
    return Refusal("unavailable", message, (b"retry-after", str(seconds).encode()))


def as_json(value: Any) -> bytes:
    """``value`` as one line of JSON in UTF-8; a lone surrogate stays escaped."""
    return json.dumps(value, separators=(",", ":")).encode()


def error_body(code: str, message: str) -> bytes:
    """The body that every error has."""
    return as_json({"error": {"code": code, "message": message}})


async def reply(send: Send, status: int, headers: Headers, body: bytes) -> None:
    """Send one whole reply."""
    length = [] if status in (204, 304) else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": body})
