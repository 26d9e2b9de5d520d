"""The dashboards, written in code and committed as ConfigMaps: python deploy/grafana/dashboards.py

A test makes them again and compares; another asks a real Prometheus for every expression of every panel.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WIDE, HIGH, ROW = 12, 8, 24


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: a title, what it counts in (Grafana's unit), and (expression, legend) of each line."""

    title: str
    unit: str
    lines: tuple[tuple[str, str], ...]
    about: str = ""


DASHBOARDS: dict[str, tuple[str, tuple[Panel, ...]]] = {
    "polls": (
        "VoteWatch: polls",
        (
            Panel("Answers a second", "ops", (("sum by (act) (rate(poll_api_answers_total[5m]))", "{{act}}"),)),
            Panel("Replies a second", "ops", (("sum by (status) (rate(poll_api_replies_total[5m]))", "{{status}}"),)),
            Panel(
                "Seconds for a request, 99 of 100",
                "s",
                (
                    (
                        "histogram_quantile(0.99, sum by (le, method)"
                        " (rate(poll_api_request_duration_seconds_bucket[5m])))",
                        "{{method}}",
                    ),
                ),
            ),
            Panel("Refused, by reason", "ops", (("sum by (code) (rate(poll_api_refusals_total[5m]))", "{{code}}"),)),
            Panel("Waiting for a commit", "short", (("poll_api_queue", "{{instance}}"),)),
            Panel(
                "Errands of one commit",
                "short",
                (
                    (
                        "sum(rate(poll_api_batch_size_sum[5m])) / (sum(rate(poll_api_batch_size_count[5m])) > 0)",
                        "mean",
                    ),
                ),
            ),
            Panel("Verdicts withdrawn", "short", (("max(poll_api_flagged_polls)", "polls"),)),
            Panel(
                "Most answers to one question in an hour",
                "short",
                (("max by (hours) (poll_api_busiest_hour_answers)", "{{hours}}"),),
            ),
            Panel("Can write", "bool_yes_no", (("poll_api_writer_up", "{{instance}}"),)),
        ),
    ),
    "nightly": (
        "VoteWatch: nightly",
        (
            Panel(
                "Since the last nightly ended", "s", (("time() - max(votewatch_nightly_end_timestamp_seconds)", "ago"),)
            ),
            Panel(
                "Since each source was read in full",
                "s",
                (("time() - votewatch_source_read_timestamp_seconds", "{{source}}"),),
            ),
            Panel("Steps that failed in it", "short", (("votewatch_nightly_failed_steps", "steps"),)),
            Panel("Seconds of each step", "s", (("votewatch_nightly_step_seconds", "{{step}}"),)),
        ),
    ),
    "llama": (
        "VoteWatch: local model",
        (
            Panel("Tokens a second, written", "short", (("llamacpp:predicted_tokens_seconds", "{{instance}}"),)),
            Panel(
                "Tokens so far",
                "short",
                (("llamacpp:prompt_tokens_total", "read"), ("llamacpp:tokens_predicted_total", "written")),
            ),
            Panel(
                "Requests",
                "short",
                (("llamacpp:requests_processing", "under way"), ("llamacpp:requests_deferred", "waiting")),
            ),
            Panel(
                "Milliseconds for a token",
                "ms",
                (
                    (
                        "1000 * llamacpp:tokens_predicted_seconds_total / (llamacpp:tokens_predicted_total > 0)",
                        "written",
                    ),
                    ("1000 * llamacpp:prompt_seconds_total / (llamacpp:prompt_tokens_total > 0)", "read"),
                ),
            ),
        ),
    ),
    "gateway": (
        "VoteWatch: gateway",
        (
            Panel("Asked a second", "ops", (("sum by (route) (rate(gateway_asked_total[5m]))", "{{route}}"),)),
            Panel(
                "Not let through",
                "ops",
                (
                    ("sum by (route) (rate(gateway_blocked_total[5m]))", "blocked, {{route}}"),
                    ("sum by (route) (rate(gateway_failed_total[5m]))", "failed, {{route}}"),
                ),
            ),
            Panel(
                "Seconds for an answer, 95 of 100",
                "s",
                (
                    (
                        "histogram_quantile(0.95, sum by (le, route)"
                        " (rate(gateway_request_duration_seconds_bucket[5m])))",
                        "{{route}}",
                    ),
                ),
            ),
            Panel(
                "Tokens",
                "short",
                (("sum by (route, kind) (gateway_tokens_total)", "{{kind}}, {{route}}"),),
                "Cached tokens are the part of a prompt that the server did not have to read again.",
            ),
        ),
    ),
}


def dashboard(name: str) -> str:
    """One dashboard as Grafana's JSON."""
    from grafana_foundation_sdk.builders import dashboard, prometheus, timeseries
    from grafana_foundation_sdk.cog.encoder import JSONEncoder
    from grafana_foundation_sdk.models.dashboard import DataSourceRef, GridPos

    title, panels = DASHBOARDS[name]
    source = DataSourceRef(type_val="prometheus", uid="${datasource}")
    made = dashboard.Dashboard(title).uid(f"votewatch-{name}").tags(["votewatch"]).readonly().refresh("1m")
    made = made.time("now-24h", "now").with_variable(
        dashboard.DatasourceVariable("datasource").label("Prometheus").type("prometheus")
    )
    for place, panel in enumerate(panels):
        x, y = place * WIDE % ROW, place * WIDE // ROW * HIGH
        shown = timeseries.Panel().title(panel.title).description(panel.about).unit(panel.unit).min(0)
        shown = shown.datasource(source).grid_pos(GridPos(h=HIGH, w=WIDE, x=x, y=y))
        for number, (expression, legend) in enumerate(panel.lines):
            query = prometheus.Dataquery().expr(expression).legend_format(legend).ref_id(chr(ord("A") + number))
            shown = shown.with_target(query)
        made = made.with_panel(shown)
    return str(JSONEncoder(sort_keys=True, indent=1).encode(made.build()))


def config_map(name: str) -> str:
    """The ConfigMap that Grafana's sidecar finds by its label."""
    content = "".join(f"    {line}\n" for line in dashboard(name).splitlines())
    return (
        "# Made by deploy/grafana/dashboards.py: change it there.\n"
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n"
        f'  name: grafana-dashboard-votewatch-{name}\n  labels:\n    grafana_dashboard: "1"\n'
        f"data:\n  votewatch-{name}.json: |\n{content}"
    )


def expressions() -> dict[str, Any]:
    """Every expression of every panel, by dashboard and title."""
    return {
        f"{name}: {panel.title}: {legend}": expression
        for name, (_, panels) in DASHBOARDS.items()
        for panel in panels
        for expression, legend in panel.lines
    }


def main() -> None:
    """Write every ConfigMap beside this file."""
    for name in DASHBOARDS:
        (HERE / f"{name}.yaml").write_text(config_map(name), encoding="utf-8")
    print(json.dumps(sorted(DASHBOARDS)))


if __name__ == "__main__":
    main()
