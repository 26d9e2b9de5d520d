"""What the program counts of itself. No label and no value leads to a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poll_api.histogram import Histogram

if TYPE_CHECKING:
    from prometheus_client import Metric

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
SIZES = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)


@dataclass(slots=True)
class Counts:
    """Plain numbers, so that counting costs nothing while answering."""

    answers: Counter[str] = field(default_factory=Counter)  # recorded, withdrawn
    replies: Counter[int] = field(default_factory=Counter)  # by status, of the poll API alone
    refused: Counter[str] = field(default_factory=Counter)  # by poll, writes that the limits refused
    refusals: Counter[str] = field(default_factory=Counter)  # by the code of the contract, whatever was refused
    seconds: dict[str, Histogram] = field(default_factory=dict)  # of a request to one poll, by method
    batches: Counter[bool] = field(default_factory=Counter)  # by whether they were committed
    batch_sizes: Histogram = field(default_factory=lambda: Histogram(SIZES))
    errands: int = 0  # in the committed batches
    reloads: Counter[bool] = field(default_factory=Counter)  # of polls.json, by whether it was taken
    unexpected: int = 0  # errors that the guard turned into 503

    def batch(self, size: int, done: bool) -> None:
        """One batch of the writer, of ``size`` errands."""
        self.batches[done] += 1
        if done:
            self.batch_sizes.add(size)
            self.errands += size

    def request(self, method: str, seconds: float) -> None:
        """One request to one poll was answered."""
        known = self.seconds.get(method)
        if known is None:
            known = self.seconds[method] = Histogram(SECONDS)
        known.add(seconds)

    def reload(self, taken: bool) -> None:
        """One changed polls.json."""
        self.reloads[taken] += 1


@dataclass(frozen=True, slots=True)
class State:
    """What is true at the moment of asking."""

    polls: int
    alive: bool
    waiting: int  # errands not yet committed
    flagged: list[str]  # polls whose verdict is withdrawn, of all processes on one store
    busiest: tuple[int, int] = (0, 0)  # most answers to one poll, in this hour and in any of the 24 before


def exposition(counts: Counts, state: State) -> bytes:
    """The text that Prometheus reads."""
    # Imported here: a third of the start would go into it, and most starts are never asked.
    from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
    from prometheus_client.registry import Collector

    class OfCounts(Collector):
        def collect(self) -> Iterator[Metric]:
            return _metrics(counts, state)

    registry = CollectorRegistry()
    registry.register(OfCounts())
    ProcessCollector(registry=registry)  # memory, open files, and since when it runs
    return generate_latest(registry)


def _metrics(counts: Counts, state: State) -> Iterator[Metric]:
    from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

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
    yield family("refusals", "Requests refused, by the code of the contract.", "code", dict(counts.refusals))
    seconds = HistogramMetricFamily(
        "poll_api_request_duration_seconds", "Seconds for a request to one poll.", labels=["method"]
    )
    for method, held in sorted(counts.seconds.items()):
        seconds.add_metric([method], held.buckets(), held.total)
    yield seconds
    sizes = HistogramMetricFamily("poll_api_batch_size", "Errands of one commit.")
    sizes.add_metric([], counts.batch_sizes.buckets(), counts.batch_sizes.total)
    yield sizes
    flagged = GaugeMetricFamily("poll_api_flagged", "Polls whose verdict is withdrawn.", labels=["poll"])
    for poll in state.flagged:
        flagged.add_metric([poll], 1)
    yield flagged
    yield GaugeMetricFamily("poll_api_flagged_polls", "How many verdicts are withdrawn.", value=len(state.flagged))
    busiest = GaugeMetricFamily(
        "poll_api_busiest_hour_answers", "Most answers to one poll in an hour, on the whole store.", labels=["hours"]
    )
    busiest.add_metric(["now"], state.busiest[0])
    busiest.add_metric(["day_before"], state.busiest[1])
    yield busiest
    yield GaugeMetricFamily("poll_api_queue", "Errands that wait for a commit.", value=state.waiting)
    yield GaugeMetricFamily("poll_api_polls", "Polls in force.", value=state.polls)
    yield GaugeMetricFamily("poll_api_writer_up", "Whether answers can be written.", value=int(state.alive))
