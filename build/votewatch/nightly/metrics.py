"""What Prometheus sees of a night: a file for a node exporter's textfile collector."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from votewatch.ledger.atomic import write_text
from votewatch.model.last_read import LastRead
from votewatch.nightly.report import NightReport


def text(report: NightReport, reads: Iterable[LastRead], ended: float) -> str:
    """The night in Prometheus' text format. ``ended`` is in seconds since 1970.

    Of a source the beginning of the day (UTC) on which it was last read is told, which is all that the record keeps.
    """
    failed = sum(step.state in ("failed", "waits") for step in report.steps)
    days = {one.source: dt.datetime.fromisoformat(f"{one.read}T00:00:00+00:00") for one in reads if one.read}
    return (
        _gauge("nightly_end_timestamp_seconds", "When the last nightly ended.", {"": ended})
        + _gauge("nightly_exit_code", "How it ended; docs/operations.md says what each means.", {"": report.exit_code})
        + _gauge("nightly_failed_steps", "Steps that failed in it, or waited for one that did.", {"": failed})
        + _gauge(
            "nightly_step_seconds", "Seconds of each step.",
            {f'{{step="{step.name}"}}': round(step.seconds, 1) for step in report.steps},
        )
        + _gauge(
            "source_read_timestamp_seconds", "The day on which a source was last read.",
            {f'{{source="{name}"}}': day.timestamp() for name, day in sorted(days.items())},
        )
    )  # fmt: skip


def write(path: Path, report: NightReport, reads: Iterable[LastRead], ended: float) -> None:
    """Put the night into ``path``, whole or not at all."""
    write_text(path, text(report, reads, ended))


def _gauge(name: str, meaning: str, values: Mapping[str, float]) -> str:
    lines = [f"# HELP votewatch_{name} {meaning}", f"# TYPE votewatch_{name} gauge"]
    lines += [f"votewatch_{name}{labels} {value:.15g}" for labels, value in values.items()]
    return "\n".join(lines) + "\n"
