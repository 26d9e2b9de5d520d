"""Addresses of boards that live on a host, or below a path, of their own."""

from __future__ import annotations

from urllib.parse import quote

HOLE = "{token}"


def base_of(base_url: str, token: str) -> str:
    """The base address with the encoded token in place of ``{token}``, as in ``https://{token}.recruitee.com``.

    A base without that hole is used as it is. No token can name another host: its slashes, colons and signs are
    encoded, and what follows the hole stays.
    """
    return base_url.rstrip("/").replace(HOLE, quote(token, safe=""))
