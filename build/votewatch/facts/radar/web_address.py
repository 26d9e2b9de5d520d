"""What may become a link. Addresses come from boards and models, so that they may hold anything. Pure."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(text: str) -> str:
    """``text`` when it is an http or https address with a host, without controls and line ends, else ""."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:  # brackets that hold no address
        return ""
    return text if text.isprintable() and host and parts.scheme in ("http", "https") else ""
