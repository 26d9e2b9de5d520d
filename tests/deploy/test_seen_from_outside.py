"""Prometheus, the rules and the dashboards, against the real programs."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml

from tests.deploy import watched
from tests.gateway.test_real_model import KEY, gateway
from tests.llm.local_server import llama_server

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy/prometheus/rules.yml"
sys.path.insert(0, str(ROOT / "deploy/grafana"))
import dashboards  # noqa: E402 (deploy/ is no package)

pytestmark = pytest.mark.deploy
NIGHTLY = """# TYPE votewatch_nightly_end_timestamp_seconds gauge
votewatch_nightly_end_timestamp_seconds 1764550000
# TYPE votewatch_nightly_failed_steps gauge
votewatch_nightly_failed_steps 0
# TYPE votewatch_nightly_step_seconds gauge
votewatch_nightly_step_seconds{step="build"} 12.5
# TYPE votewatch_source_read_timestamp_seconds gauge
votewatch_source_read_timestamp_seconds{source="sk"} 1764540000
"""


def test_the_rules_hold_their_unit_tests() -> None:
    done = subprocess.run(
        ["promtool", "test", "rules", "deploy/prometheus/rules_test.yml"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_the_configuration_is_valid() -> None:
    done = subprocess.run(
        ["promtool", "check", "config", "deploy/prometheus/prometheus.yml"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_alert_has_a_unit_test_and_a_paragraph_for_whoever_is_woken() -> None:
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    alerts = {rule["alert"] for group in groups for rule in group["rules"] if "alert" in rule}
    tests = (ROOT / "deploy/prometheus/rules_test.yml").read_text(encoding="utf-8")
    assert {name for name in alerts if f"alertname: {name}" not in tests} == set()
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert {name for name in alerts if f"**{name}**" not in operations} == set()


@pytest.mark.parametrize("name", dashboards.DASHBOARDS)
def test_the_committed_dashboards_are_those_of_the_code(name: str) -> None:
    assert (ROOT / f"deploy/grafana/{name}.yaml").read_text(encoding="utf-8") == dashboards.config_map(name)


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Everything running and asked a little, for as long as the tests look at it."""
    folder = tmp_path_factory.mktemp("watched")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with ExitStack() as stack:
        api = stack.enter_context(watched.poll_api(folder))
        llama = stack.enter_context(llama_server(context=2048))
        door = stack.enter_context(gateway(folder, llama))
        nightly = stack.enter_context(watched.node_exporter(lambda: NIGHTLY))
        targets = {"poll-api": api, "gateway": door, "llama": llama, "node": nightly}
        stop = threading.Event()
        worker = threading.Thread(target=ask, args=(api, door, stop), daemon=True)
        worker.start()
        yield stack.enter_context(watched.prometheus(folder, targets, port))
        stop.set()
        worker.join(60)


def ask(api: str, door: str, stop: threading.Event) -> None:
    """A little of everything, again and again."""
    number = 0
    while not stop.wait(0.5):
        number += 1
        watched.post(f"{api}/api/polls/sk:9:1", {"choice": "yes", "ballot": f"reader-{number:04}"})
        watched.post(f"{api}/api/polls/sk:9:1", {"choice": "maybe", "ballot": "12345678"})
        said = [{"role": "user", "content": "Say hello."}]
        watched.post(f"{door}/chat/completions", {"model": "plain", "messages": said, "max_tokens": 4})
        secret = [{"role": "user", "content": f"My key is {KEY}"}]
        watched.post(f"{door}/chat/completions", {"model": "guarded", "messages": secret})


@pytest.mark.parametrize(("where", "expression"), dashboards.expressions().items())
def test_every_expression_of_every_panel_finds_series(prometheus: str, where: str, expression: str) -> None:
    assert watched.found(prometheus, expression), where


def test_every_measure_that_a_rule_names_is_there(prometheus: str) -> None:
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    text = " ".join(rule["expr"] for group in groups for rule in group["rules"])
    names = set(re.findall(r"\b(?:votewatch|poll_api|llamacpp)[\w:]*|\bup\b", text))
    assert len(names) > 8
    names.discard("poll_api_flagged")  # one series for each odd poll, and this one is quiet
    assert [name for name in sorted(names) if not watched.found(prometheus, name)] == []
    assert watched.series(prometheus, "up == 0") == []
