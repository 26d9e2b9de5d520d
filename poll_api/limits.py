"""How often one address may ask: token buckets in memory, under names that mean nothing tomorrow."""

from __future__ import annotations

import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b

from poll_api.addresses import networks

DAY = 86_400.0  # seconds


class Buckets:
    """One kind of request. A bucket fills evenly up to its burst; every request takes one token from each of its own.

    An address is remembered as a hash under a random key that changes daily and is written nowhere.
    """

    def __init__(
        self,
        per_minute: int,
        burst: int,
        *,
        factors: tuple[int, int] = (4, 16),
        remembered: int = 50_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``factors`` are how many times as much an IPv6 /56 and /48 may do as the /64; ``clock`` is in seconds."""
        self._scales = (1, *factors)
        self._rate = per_minute / 60
        self._burst = burst
        self._remembered = remembered
        self._clock = clock
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        self._new_key(clock())

    def take(self, address: bytes) -> int:
        """0 when the request of ``address`` (packed) may pass; else the whole seconds after which it may."""
        now = self._clock()
        if now >= self._key_ends:
            self._new_key(now)
        wait = 0.0
        left: list[tuple[bytes, float]] = []
        for scale, network in zip(self._scales, networks(address), strict=False):
            name = blake2b(network, digest_size=16, key=self._key).digest()
            tokens, then = self._buckets.get(name, (self._burst * scale, now))
            tokens = min(self._burst * scale, tokens + (now - then) * self._rate * scale)
            if tokens < 1:
                wait = max(wait, (1 - tokens) / (self._rate * scale))
            left.append((name, tokens))
        if wait:
            # A refused request takes nothing, else one who keeps knocking would never get in.
            return max(1, math.ceil(wait))
        for name, tokens in left:
            self._buckets[name] = (tokens - 1, now)
            self._buckets.move_to_end(name)
        while len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)
        return 0

    def __len__(self) -> int:
        """How many networks are remembered."""
        return len(self._buckets)

    def _new_key(self, now: float) -> None:
        self._key = secrets.token_bytes(32)
        self._key_ends = now + DAY
        self._buckets.clear()
