"""The arguments that the manifest gives to llama-server, tried on a real one with a small model."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest

from tests.llm.local_server import llama_server
from tests.manifests.cluster import overlay, pods

pytestmark = pytest.mark.llm
LOCAL = ("--model", "--host", "--port")  # where the file is and who may ask is the container's own


def arguments() -> list[str]:
    """Those of the manifest that hold anywhere."""
    template = next(t for _namespace, pod, t in pods(overlay("homelab")) if pod == "llama-server")
    given: list[str] = template["spec"]["containers"][0]["args"]
    kept, skipped = [], False
    for word in given:
        if not skipped and word not in LOCAL:
            kept.append(word)
        skipped = word in LOCAL
    return kept


def asked(address: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=120) as reply:
        text = reply.read().decode()
    return text if address.endswith("/metrics") else json.loads(text)


def test_a_real_server_takes_the_manifests_arguments_and_keeps_to_them() -> None:
    given = arguments()
    assert given[:2] == ["--ctx-size", "4096"]
    with llama_server(arguments=given) as server:
        assert asked(f"{server}/health") == {"status": "ok"}
        props = asked(f"{server}/props")
        assert (props["total_slots"], props["default_generation_settings"]["n_ctx"]) == (1, 4096)
        question = {"messages": [{"role": "user", "content": "Say yes."}], "max_tokens": 8}
        answer = asked(f"{server}/v1/chat/completions", question)
        assert answer["usage"]["completion_tokens"] <= 8
        told = asked(f"{server}/metrics")
    assert "llamacpp:tokens_predicted_total" in told
    assert "llamacpp:requests_deferred" in told
