"""Whose request it is, as far as the limits need to know: the networks that an address belongs to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence

from poll_api.settings import Network

MAPPED = b"\0" * 10 + b"\xff\xff"  # an IPv4 address written as IPv6


def packed(address: str) -> bytes:
    """The 4 or 16 bytes of ``address``; of an IPv4 address written as IPv6, its 4. Empty when it is none."""
    try:
        if ":" not in address:
            return socket.inet_pton(socket.AF_INET, address)
        sixteen = socket.inet_pton(socket.AF_INET6, address.partition("%")[0])
    except (OSError, ValueError):
        return b""
    return sixteen[12:] if sixteen.startswith(MAPPED) else sixteen


def networks(address: bytes) -> tuple[bytes, ...]:
    """The prefixes that share a limit, narrowest first: an IPv4 /32, or an IPv6 /64, /56 and /48."""
    return (address[:8], address[:7], address[:6]) if len(address) == 16 else (address,)


def client(peer: str, forwarded: Sequence[str], trusted: tuple[Network, ...]) -> bytes:
    """The address that a request came from: of the ``peer``, or the nearest one that no trusted proxy has.

    ``forwarded`` is X-Forwarded-For, header by header. It is believed only as far as trusted proxies wrote it: anyone
    may send an invented one, and what a proxy appends stands to the right of that.
    """
    address = packed(peer)
    if not trusted or not _is_trusted(address, trusted):
        return address
    for hop in reversed([hop.strip() for line in forwarded for hop in line.split(",")]):
        if not (found := packed(_without_port(hop))):
            return address
        address = found
        if not _is_trusted(address, trusted):
            return address
    return address


def _without_port(hop: str) -> str:
    """Some proxies write "192.0.2.1:1234" or "[2001:db8::1]:1234"."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    address, colon, _port = hop.partition(":")
    return address if colon and ":" not in _port else hop


def is_trusted(peer: str, trusted: tuple[Network, ...]) -> bool:
    """Whether ``peer`` is one of our own proxies."""
    return bool(trusted) and _is_trusted(packed(peer), trusted)


def _is_trusted(address: bytes, trusted: tuple[Network, ...]) -> bool:
    return bool(address) and any(ipaddress.ip_address(address) in network for network in trusted)
