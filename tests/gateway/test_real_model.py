"""The official client, the gateway in a process of its own, a real llama-server behind it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.llm.local_server import llama_server

pytestmark = pytest.mark.llm
IBAN = "SK31 1200 0000 1987 4263 7541"
KEY = "sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8t"


@contextmanager
def gateway(folder: Path, upstream: str) -> Iterator[str]:
    (folder / "votewatch.toml").write_text("", encoding="utf-8")
    routes = ("PLAIN", "GUARDED", "ANONYMISED")
    servers = {f"VOTEWATCH_GATEWAY_{name}_BASE_URL": f"{upstream}/v1" for name in routes}
    models = {f"VOTEWATCH_GATEWAY_{name}_MODEL": "smollm2" for name in routes}
    command = [sys.executable, "-m", "votewatch", "--config", str(folder / "votewatch.toml"), "gateway", "--port", "0"]
    log = folder / "gateway.log"
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            command, env=os.environ | servers | models, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("gateway: http://"), log.read_text(encoding="utf-8")
            yield line.split()[1]
        finally:
            process.terminate()


def asked(client: Any, route: str, text: str, *, stream: bool) -> str:
    messages = [{"role": "user", "content": text}]
    answer = client.chat.completions.create(model=route, messages=messages, max_tokens=12, stream=stream)
    if not stream:
        return answer.choices[0].message.content or ""
    return "".join(chunk.choices[0].delta.content or "" for chunk in answer if chunk.choices)


def test_every_route_answers_and_nothing_planted_reaches_the_model(tmp_path: Path) -> None:
    openai = pytest.importorskip("openai")
    said: list[str] = []
    with llama_server(said=said) as upstream, gateway(tmp_path, upstream) as address:
        client = openai.OpenAI(base_url=address, api_key="the-clients-own", max_retries=0)
        assert [model.id for model in client.models.list()] == ["anonymised", "guarded", "plain"]
        for stream in (False, True):
            assert asked(client, "plain", "Say hello to the marmot.", stream=stream)
            assert asked(client, "guarded", "Say hello to the badger.", stream=stream)
            assert asked(client, "anonymised", f"Repeat the otter and {IBAN}", stream=stream)
            with pytest.raises(openai.BadRequestError, match=r"content_policy_violation|not sent"):
                asked(client, "guarded", f"My key is {KEY}", stream=stream)
    heard = "".join(said)
    # It prints what it is asked: otherwise that something is missing there would prove nothing.
    for animal in ("marmot", "badger", "otter"):
        assert animal in heard, animal
    for planted in (IBAN, IBAN.replace(" ", ""), "1987 4263", KEY, "the-clients-own"):
        assert planted not in heard
    log = (tmp_path / "gateway.log").read_text(encoding="utf-8")
    assert KEY not in log
    assert IBAN not in log
