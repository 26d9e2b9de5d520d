"""What the program counts of itself. No label and no value leads to a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import Metric


@dataclass(slots=True)
class Counts:
    """Plain numbers, so that counting costs nothing while answering."""

    answers: Counter[str] = field(default_factory=Counter)  # recorded, withdrawn
    replies: Counter[int] = field(default_factory=Counter)  # by status, of the poll API alone
    refused: Counter[str] = field(default_factory=Counter)  # by poll, writes that the limits refused
    batches: Counter[bool] = field(default_factory=Counter)  # by whether they were committed
    errands: int = 0  # in the committed batches
    reloads: Counter[bool] = field(default_factory=Counter)  # of polls.json, by whether it was taken
    unexpected: int = 0  # errors that the guard turned into 503

    def batch(self, size: int, done: bool) -> None:
        """One batch of the writer, of ``size`` errands."""
        self.batches[done] += 1
        if done:
            self.errands += size

    def reload(self, taken: bool) -> None:
        """One changed polls.json."""
        self.reloads[taken] += 1


def exposition(counts: Counts, polls: int, alive: bool) -> bytes:
    """The text that Prometheus reads."""
    # Imported here: a third of the start would go into it, and most starts are never asked.
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.registry import Collector

    class OfCounts(Collector):
        def collect(self) -> Iterator[Metric]:
            return _metrics(counts, polls, alive)

    registry = CollectorRegistry()
    registry.register(OfCounts())
    return generate_latest(registry)


def _metrics(counts: Counts, polls: int, alive: bool) -> Iterator[Metric]:
    from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily

    def family(name: str, meaning: str, label: str, values: dict[str, int]) -> CounterMetricFamily:
        made = CounterMetricFamily(f"poll_api_{name}", meaning, labels=[label])
        for key, value in values.items():
            made.add_metric([key], value)
        return made

    def outcome(counter: Counter[bool], yes: str, no: str) -> dict[str, int]:
        return {yes: counter[True], no: counter[False]}

    yield family("answers", "Answers acknowledged.", "act", dict(counts.answers))
    yield family(
        "replies", "Replies of the poll API.", "status", {str(s): n for s, n in sorted(counts.replies.items())}
    )
    yield family("refused", "Answers that the limits refused.", "poll", dict(counts.refused))
    yield family("batches", "Group commits.", "outcome", outcome(counts.batches, "committed", "failed"))
    yield family("polls_reloads", "Changed polls.json files.", "outcome", outcome(counts.reloads, "taken", "refused"))
    yield CounterMetricFamily("poll_api_errands", "Errands in committed batches.", value=counts.errands)
    yield CounterMetricFamily("poll_api_unexpected", "Errors that nobody expected.", value=counts.unexpected)
    yield GaugeMetricFamily("poll_api_polls", "Polls in force.", value=polls)
    yield GaugeMetricFamily("poll_api_writer_up", "Whether answers can be written.", value=int(alive))
