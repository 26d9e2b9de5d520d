"""Pages of other origins: which may ask and answer, and what their browsers are told."""

from __future__ import annotations

from urllib.parse import urlsplit

from poll_api.replies import Headers, Refusal

ALLOWED_METHODS = b"GET, POST, DELETE"


def cors(origin: bytes | None, allowed: frozenset[str]) -> Headers:
    """The headers that let a page of an allowed origin read the reply; none for any other."""
    if not allowed:
        return []
    vary = (b"vary", b"Origin")
    if origin is None or origin.decode("latin-1") not in allowed:
        return [vary]
    return [vary, (b"access-control-allow-origin", origin), (b"access-control-expose-headers", b"Retry-After")]


def preflight(headers: dict[bytes, bytes], allowed: frozenset[str]) -> Headers | None:
    """What a browser that asks beforehand is told beyond ``cors``; None unless it asks for an allowed origin."""
    origin = headers.get(b"origin")
    if origin is None or b"access-control-request-method" not in headers or origin.decode("latin-1") not in allowed:
        return None
    return [
        (b"access-control-allow-methods", ALLOWED_METHODS),
        (b"access-control-allow-headers", b"Content-Type"),
        (b"access-control-max-age", b"86400"),
    ]


def refuse_foreign(headers: dict[bytes, bytes], allowed: frozenset[str]) -> None:
    """Raise Refusal when a page of an origin that is neither ours nor allowed sent this.

    Else any page could make its visitors answer: a plain form needs nobody's leave. Programs that are no browsers send
    neither header and are the limits' business.
    """
    origin = headers.get(b"origin")
    if origin is not None and origin.decode("latin-1") in allowed:
        return
    site = headers.get(b"sec-fetch-site")
    if site is not None and site not in (b"same-origin", b"none"):
        raise Refusal("cross_site", "a page of another site may not answer here")
    if origin is None or (origin == b"null" and site == b"same-origin"):
        return
    if not _is_ours(origin.decode("latin-1"), headers.get(b"host", b"").decode("latin-1")):
        raise Refusal("cross_site", "a page of another site may not answer here")


def _is_ours(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc.lower() == host.lower() != ""
    except ValueError:
        return False
