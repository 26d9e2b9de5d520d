"""The radar with a real model on this machine: it reads adverts and scores postings, and code judges what it says."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.llm.local_server import llama_server
from tests.radar.house import furnished, on_disk, verb
from tests.standin.jobs import serve_jobs

pytestmark = pytest.mark.llm
PLANTED = ("Vzorová", "zofia@example.org", "1987 4263", "19874263")


def tokens_made(server: str) -> float:
    with urllib.request.urlopen(f"{server}/metrics", timeout=10) as reply:
        text = reply.read().decode()
    return float(re.search(r"^llamacpp:tokens_predicted_total (\S+)", text, re.M)[1])  # type: ignore[index]


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def server(said: list[str]) -> Iterator[str]:
    with llama_server(said=said) as address:
        yield address


def test_a_model_reads_and_scores_once_and_never_sees_the_owner(server: str, said: list[str], tmp_path: Path) -> None:
    model = {
        "VOTEWATCH_RADAR_LLM_MODEL": "openai/smollm2",
        "VOTEWATCH_RADAR_LLM_BASE_URL": f"{server}/v1",
        "VOTEWATCH_RADAR_NAMES": "Žofia Vzorová",
    }
    with serve_jobs(rough=False) as boards:
        house = furnished(tmp_path, boards.base_url)
        verb(house, "fetch", "jobs", code=1)
    drawn = verb(house, "radar", "build", env=model)
    read = drawn["reading"]
    assert read["reason"] == ""  # the model was not given up
    assert read["by_model"] + read["refused"] == drawn["kept"] == 4
    assert tokens_made(server) > 0
    primed = verb(house, "digest", "--dry-run", env=model)
    assert primed["scored"] + primed["unscored"] == 4
    verb(house, "digest", "--prime", env=model)
    before, tokens = on_disk(house), tokens_made(server)
    again = verb(house, "digest", env=model | {"VOTEWATCH_RADAR_MAIL_PORT": "1"})
    assert (again["scored"], again["unscored"], again["sent"]) == (0, 0, 0)
    assert (tokens_made(server), on_disk(house)) == (tokens, before)
    heard = "".join(said)
    assert "Linux, Prometheus" in heard
    assert [word for word in PLANTED if word in heard] == []
