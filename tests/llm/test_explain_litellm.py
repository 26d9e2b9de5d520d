"""The real litellm against a scripted OpenAI-compatible server on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

pytestmark = pytest.mark.llm

GOOD = json.dumps(
    {
        "id": "1", "object": "chat.completion", "created": 1, "model": "tiny",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": '{"sk": 1}'}}],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
    }
)  # fmt: skip

# Asks with the patience of one retry and tells what came of it: the answer, or the error as a person would see it.
ASK = """
import json, sys
from votewatch.llm.ask import AskError, Patience, Request, patiently, through_litellm
request = Request(sys.argv[3], (("user", "?"),), {"type": "object"}, 0.0, 20, float(sys.argv[2]), sys.argv[1])
paused = []
try:
    answer = patiently(through_litellm, request, Patience(1, sleep=paused.append))
    print(json.dumps([answer.text, answer.tokens_in, answer.tokens_out, paused]))
except AskError as error:
    print(json.dumps([str(error), error.status, error.hopeless, paused]))
"""


@contextmanager
def scripted(*script: tuple[int, str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that gives these (status, body), the last one for ever. Status 0 hangs up, -1 stays silent."""
    asked: list[dict[str, Any]] = []
    silent = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, body = script[min(len(asked), len(script)) - 1]
            if status == -1:
                silent.wait(20)
            if status <= 0:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body.encode())))
            if status == 429:
                self.send_header("Retry-After", "3")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        silent.set()
        server.shutdown()
        thread.join()
        server.server_close()


def asking(url: str, timeout: float = 30.0, model: str = "openai/tiny") -> list[Any]:
    # The wrong proxy is what a call to anything but loopback would meet.
    keys = {"OPENAI_API_KEY": "sk-secret", "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, "-c", ASK, url, str(timeout), model],
        env=os.environ | keys | nowhere,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "sk-secret" not in done.stdout + done.stderr
    told: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_an_answer_comes_with_its_tokens_and_the_schema_was_asked_for() -> None:
    with scripted((200, GOOD)) as (url, asked):
        assert asking(url) == ['{"sk": 1}', 11, 7, []]
    assert asked[0]["response_format"]["json_schema"]["schema"] == {"type": "object"}


def test_a_busy_server_is_asked_again_after_the_pause_it_names() -> None:
    with scripted((429, '{"error": {"message": "slow down"}}'), (200, GOOD)) as (url, asked):
        assert asking(url) == ['{"sk": 1}', 11, 7, [3.0]]
    assert len(asked) == 2


@pytest.mark.parametrize("weather", [(500, "{}"), (503, "<html>"), (0, "")])
def test_a_broken_server_is_asked_again(weather: tuple[int, str]) -> None:
    with scripted(weather, (200, GOOD)) as (url, asked):
        assert asking(url) == ['{"sk": 1}', 11, 7, [2.0]]
    assert len(asked) == 2


def test_a_server_that_refuses_the_schema_is_asked_without_it() -> None:
    with scripted((400, '{"error": {"message": "no response_format"}}'), (200, GOOD)) as (url, asked):
        assert asking(url)[0] == '{"sk": 1}'
    assert ["response_format" in body for body in asked] == [True, False]


def test_a_refused_key_is_hopeless_and_the_key_is_told_to_nobody() -> None:
    with scripted((401, '{"error": {"message": "Incorrect API key provided: sk-secret"}}')) as (url, asked):
        assert asking(url) == ["AuthenticationError (401)", 401, True, []]
    assert len(asked) == 1


def test_a_silent_server_is_a_timeout_and_asked_again() -> None:
    with scripted((-1, ""), (200, GOOD)) as (url, asked):
        assert asking(url, timeout=1.0)[0] == '{"sk": 1}'
    assert len(asked) == 2


@pytest.mark.parametrize("body", ["{", "[]", '{"choices": []}'])
def test_a_broken_answer_is_an_error_and_no_crash(body: str) -> None:
    with scripted((200, body)) as (url, _):
        assert isinstance(asking(url)[1], int)


def test_a_missing_key_is_named_at_once() -> None:
    reason, status, hopeless, paused = asking("", model="nvidia_nim/meta/llama-3.3-70b-instruct")
    assert reason.startswith("nvidia_nim/meta/llama-3.3-70b-instruct needs NVIDIA_NIM_API_KEY in the environment")
    assert (status, hopeless, paused) == (0, True, [])
