"""What the gateway tells Prometheus of itself: requests, seconds, tokens, by route. Never a word of a message."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)  # seconds; a model takes its time


@dataclass(slots=True)
class Counts:
    """Plain numbers; a label is the name of a route or a kind of token."""

    asked: Counter[str] = field(default_factory=Counter)
    blocked: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    tokens: Counter[tuple[str, str]] = field(default_factory=Counter)  # route, kind
    seconds: dict[str, list[int]] = field(default_factory=dict)
    total: Counter[str] = field(default_factory=Counter)  # of seconds, in microseconds

    @classmethod
    def of(cls, routes: Iterable[str]) -> Counts:
        """Counts that begin with a nought for every route: what never failed is then told apart from what is away."""
        made, known = cls(), dict.fromkeys(routes, 0)
        for counter in (made.asked, made.blocked, made.failed):
            counter.update(known)
        return made

    def took(self, route: str, seconds: float) -> None:
        """A request of ``route`` was answered, or its stream begun."""
        counts = self.seconds.setdefault(route, [0] * (len(BOUNDS) + 1))
        counts[bisect_left(BOUNDS, seconds)] += 1
        self.total[route] += round(seconds * 1e6)

    def used(self, route: str, usage: Any) -> None:
        """The ``usage`` of an answer, where its server says one; "cached" is the part of the prompt it did not read."""
        if not isinstance(usage, Mapping):
            return
        details = usage.get("prompt_tokens_details")
        cached = details.get("cached_tokens") if isinstance(details, Mapping) else None
        for kind, count in (
            ("prompt", usage.get("prompt_tokens")),
            ("completion", usage.get("completion_tokens")),
            ("cached", cached),
        ):
            if isinstance(count, int):
                self.tokens[route, kind] += count

    def text(self) -> str:
        """The counts in Prometheus' format."""
        lines = []
        for name in ("asked", "blocked", "failed"):
            lines.append(f"# TYPE gateway_{name}_total counter")
            lines += [f'gateway_{name}_total{{route="{r}"}} {n}' for r, n in sorted(getattr(self, name).items())]
        lines.append("# TYPE gateway_tokens_total counter")
        lines += [f'gateway_tokens_total{{route="{r}",kind="{k}"}} {n}' for (r, k), n in sorted(self.tokens.items())]
        lines.append("# TYPE gateway_request_duration_seconds histogram")
        for route, counts in sorted(self.seconds.items()):
            lines += self._histogram(route, counts)
        return "\n".join(lines) + "\n"

    def _histogram(self, route: str, counts: list[int]) -> list[str]:
        name, lines, so_far = "gateway_request_duration_seconds", [], 0
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), counts, strict=True):
            so_far += count
            lines.append(f'{name}_bucket{{route="{route}",le="{bound}"}} {so_far}')
        lines.append(f'{name}_sum{{route="{route}"}} {self.total[route] / 1e6}')
        lines.append(f'{name}_count{{route="{route}"}} {so_far}')
        return lines
