"""The file that Prometheus reads: its names are those of the alerts and dashboards."""

from __future__ import annotations

import re
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from votewatch.model.last_read import LastRead
from votewatch.nightly import metrics
from votewatch.nightly.report import NightReport, Told

STEPS = [Told("sk", "done", 0, seconds=12.34), Told("build", "failed", 2), Told("site", "waits", 1)]
READS = [LastRead("sk", "2026-01-31"), LastRead("eu", "", "2026-01-31", "away")]


def samples() -> dict[tuple[str, str], float]:
    text = metrics.text(NightReport("2026-01-31", steps=STEPS), READS, 1769824800.5)
    return {
        (one.name, "".join(one.labels.values())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def test_a_night_is_told_with_its_end_its_steps_and_the_days_of_its_sources() -> None:
    assert samples() == {
        ("votewatch_nightly_end_timestamp_seconds", ""): 1769824800.5,
        ("votewatch_nightly_exit_code", ""): 1,
        ("votewatch_nightly_failed_steps", ""): 2,
        ("votewatch_nightly_step_seconds", "sk"): 12.3,
        ("votewatch_nightly_step_seconds", "build"): 0,
        ("votewatch_nightly_step_seconds", "site"): 0,
        ("votewatch_source_read_timestamp_seconds", "sk"): 1769817600,
    }


def test_alerts_and_dashboards_ask_for_nothing_that_a_night_does_not_tell(root: Path) -> None:
    asked = set()
    for name in ("prometheus/rules.yml", "grafana/dashboards.py"):
        text = (root / "deploy" / name).read_text(encoding="utf-8")
        asked |= set(re.findall(r"votewatch_[a-z_]+(?=[^a-z_])", text))
    assert asked
    assert asked <= {name for name, _ in samples()}
