"""The whole way with a real model: brief, litellm, schema, llama-server, rules, disk."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm.local_server import llama_server
from tests.render.small_record import record
from votewatch.ledger import files, prose
from votewatch.llm.draft import Draft
from votewatch.llm.report import load_refused
from votewatch.llm.tasks import read_answer

pytestmark = pytest.mark.llm
WANTED = 4  # decisions of the small record that may be asked about


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with llama_server() as address:
        yield address


@pytest.fixture
def house(tmp_path: Path) -> Path:
    files.save(tmp_path / "data", [r for d in record().decisions for r in d.roll_calls])
    (tmp_path / "votewatch.toml").write_text("", encoding="utf-8")
    return tmp_path


def command(house: Path, *more: str) -> list[str]:
    config = str(house / "votewatch.toml")
    return [sys.executable, "-m", "votewatch", "--config", config, "explain", "--json", *more]


def environment(server: str, **more: str) -> dict[str, str]:
    settings = {"VOTEWATCH_LLM_MODEL": "openai/smollm2", "VOTEWATCH_LLM_BASE_URL": f"{server}/v1"}
    return os.environ | settings | {"VOTEWATCH_LLM_CONCURRENCY": "1", "VOTEWATCH_LLM_MAX_TOKENS": "400"} | more


def explain(house: Path, server: str, *more: str) -> dict[str, Any]:
    done = subprocess.run(command(house, *more), env=environment(server), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def answered(house: Path) -> list[str]:
    """The decisions of which an answer is on the disk, kept or refused."""
    names = {
        path.stem for folder in ("data/prose", ".cache/votewatch/prose") for path in (house / folder).glob("*.json")
    }
    return sorted(names)


def tokens_made(server: str) -> float:
    with urllib.request.urlopen(f"{server}/metrics", timeout=10) as reply:
        text = reply.read().decode()
    return float(re.search(r"^llamacpp:tokens_predicted_total (\S+)", text, re.M)[1])  # type: ignore[index]


def test_a_real_answer_follows_the_schema_and_is_judged(house: Path, server: str) -> None:
    before = tokens_made(server)
    report = explain(house, server, "--limit", "1")
    assert (report["asked"], report["failed"], report["models"]) == (1, [], {"openai/smollm2": 1})
    assert report["tokens_out"] > 0
    assert tokens_made(server) - before >= report["tokens_out"]
    [name] = answered(house)
    refused = load_refused(house / ".cache/votewatch", name.replace("-", ":"))
    if refused is not None and "json" not in report["rejected"]:  # 400 tokens may end before the object does
        assert Draft.from_json(read_answer(refused.answer))
    kept = prose.load(house / "data", name.replace("-", ":"))
    assert (refused is None) is (kept is not None and kept.sk is not None and kept.en is not None)


def test_a_killed_run_loses_no_answer_and_the_next_repeats_none(house: Path, server: str) -> None:
    first = subprocess.Popen(
        command(house), env=environment(server), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with first:
        while not answered(house) and first.poll() is None:
            with pytest.raises(subprocess.TimeoutExpired):
                first.wait(0.05)
        first.send_signal(signal.SIGKILL)
    held = {name: read(house, name) for name in answered(house)}
    assert 1 <= len(held) < WANTED
    report = explain(house, server)
    assert report["asked"] == WANTED - len(held)
    assert len(answered(house)) == WANTED
    assert {name: read(house, name) for name in held} == held
    assert explain(house, server)["asked"] == 0


def read(house: Path, name: str) -> list[bytes]:
    paths = [house / folder / f"{name}.json" for folder in ("data/prose", ".cache/votewatch/prose")]
    return [path.read_bytes() for path in paths if path.exists()]
