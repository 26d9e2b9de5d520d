"""Two real small models on real servers: what they can do is told, what they cannot is told as well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm.local_server import gemma, llama_server
from tests.llm.private_texts import PRIVATE, PUBLIC
from votewatch.brains.read_tools import READS
from votewatch.llm.ask import Answer, Ask, Request, through_litellm
from votewatch.llm.guard import Policy, Second, Then, check
from votewatch.llm.names_by_model import NoNames, names_by_model
from votewatch.llm.second_tier import second_tier

pytestmark = pytest.mark.llm


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """SmolLM2-135M-Instruct and Gemma 3 270M (base), each on a server of its own."""
    model = gemma(tmp_path_factory.mktemp("gemma"))
    with llama_server() as first, llama_server(model=model) as second:
        yield f"{first}/v1", f"{second}/v1"


def votewatch(root: Path, servers: tuple[str, str], *arguments: str, native: bool) -> tuple[int, Any]:
    cloud, local = servers
    given = {
        "BRAINS_CLOUD_MODEL": "openai/smollm2-135m",
        "BRAINS_CLOUD_BASE_URL": cloud,
        "BRAINS_LOCAL_MODEL": "openai/gemma-3-270m",
        "BRAINS_LOCAL_BASE_URL": local,
        "BRAINS_CLOUD_NATIVE": str(native),
        "BRAINS_LOCAL_NATIVE": str(native),
        "BRAINS_MAX_TOKENS": "80",
        "BRAINS_ROUNDS": "2",
    }
    environment = os.environ | {f"VOTEWATCH_{name}": value for name, value in given.items()}
    done = subprocess.run(
        [sys.executable, "-m", "votewatch", *arguments, "--json"],
        cwd=root, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def test_two_models_answer_side_by_side_and_nothing_unlooked_up_is_called_grounded(
    root: Path, servers: tuple[str, str]
) -> None:
    status, told = votewatch(root, servers, "ask", "Was print 733 adopted?", native=True)
    assert [one["brain"] for one in told] == ["cloud", "local"]
    assert status == any(one["error"] for one in told)
    for one in told:
        assert one["tokens_in"] > 50
        assert one["grounded"] is False or any(call["ok"] for call in one["calls"])


def test_bound_by_a_schema_small_models_make_real_tool_calls(
    root: Path, servers: tuple[str, str], tmp_path: Path
) -> None:
    asked = tmp_path / "two.toml"
    asked.write_text(
        '[[question]]\ntext = "Was print 733 adopted?"\n[[question]]\ntext = "Find decisions about taxes."\n',
        encoding="utf-8",
    )
    status, told = votewatch(root, servers, "ab", str(asked), native=False)
    assert status == 0
    calls = [call for one in told for answer in one["answers"] for call in answer["calls"]]
    # Which of them it manages differs from model to model; that a bound call reaches a tool does not.
    assert any(call["tool"] in READS for call in calls), told


@pytest.fixture
def key_for_a_server_that_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")


@pytest.mark.usefixtures("key_for_a_server_that_wants_none")
@pytest.mark.parametrize("text", PRIVATE[:3] + PUBLIC[:3])
def test_what_a_real_model_does_not_call_safe_does_not_leave(servers: tuple[str, str], text: str) -> None:
    said: list[str] = []

    def heard(request: Request) -> Answer:
        answer = through_litellm(request)
        said.append(answer.text)
        return answer

    judged = check([{"role": "user", "content": text}], Policy(Then.BLOCK, second=True), _tier(heard, servers[0]))
    words = {word for word in ("SAFE", "SENSITIVE") if word in said[0].upper()}
    assert judged.blocked is (words != {"SAFE"})


def _tier(ask: Ask, server: str) -> Second:
    return second_tier(ask, "openai/smollm2-135m", server, 60)


@pytest.mark.usefixtures("key_for_a_server_that_wants_none")
@pytest.mark.parametrize("model", [0, 1])
def test_a_real_model_that_finds_no_names_lets_nothing_leave(servers: tuple[str, str], model: int) -> None:
    find = names_by_model(through_litellm, "openai/any", servers[model], 60)
    # Neither was taught tool calls: that nobody looked is an error, and the door stays closed.
    with pytest.raises(NoNames):
        list(find(PRIVATE[0]))
