"""Pages of other origins: answered only where they are allowed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from poll_api.settings import Limits

Serve = Callable[..., TestClient]
POLL = "/api/polls/sk:9:1"
ALLOWED = frozenset({"https://votes.example"})
ANSWER = {"choice": "yes", "ballot": "12345678"}


def test_an_allowed_origin_may_read_and_answer(serve: Serve) -> None:
    client = serve(allowed_origins=ALLOWED)
    headers = {"origin": "https://votes.example", "sec-fetch-site": "cross-site"}
    for reply in (
        client.get(POLL, headers=headers),
        client.get("/api/polls?ids=sk:9:1", headers=headers),
        client.post(POLL, json=ANSWER, headers=headers),
        client.post(POLL, json={}, headers=headers),
    ):
        assert reply.headers["access-control-allow-origin"] == "https://votes.example"
        assert "Origin" in reply.headers["vary"]
        assert "access-control-allow-credentials" not in reply.headers
    assert client.get(POLL).json()["n"] == 1


def test_a_preflight_of_an_allowed_origin_is_granted(serve: Serve) -> None:
    client = serve(allowed_origins=ALLOWED)
    asking = {"origin": "https://votes.example", "access-control-request-method": "POST"}
    reply = client.options(POLL, headers=asking)
    assert reply.status_code == 204
    assert reply.headers["access-control-allow-origin"] == "https://votes.example"
    assert reply.headers["access-control-allow-methods"] == "GET, POST, DELETE"
    assert reply.headers["access-control-allow-headers"] == "Content-Type"


def test_a_preflight_of_any_other_origin_is_not(serve: Serve) -> None:
    asking = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    reply = serve(allowed_origins=ALLOWED).options(POLL, headers=asking)
    assert reply.status_code == 405
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver:81"},
        {"origin": "http://[bad"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://sub.testserver"},
    ],
)
def test_a_foreign_page_can_make_nobody_answer(serve: Serve, headers: dict[str, str]) -> None:
    client = serve()
    for reply in (
        client.post(POLL, data={"choice": "yes"}, headers=headers),
        client.post(POLL, json=ANSWER, headers=headers),
        client.post(f"{POLL}/withdraw", data={"ballot": "12345678"}, headers=headers),
        client.request("DELETE", POLL, json={"ballot": "12345678"}, headers=headers),
    ):
        assert (reply.status_code, reply.json()["error"]["code"]) == (403, "cross_site")
        assert "access-control-allow-origin" not in reply.headers
        assert "set-cookie" not in reply.headers
    assert client.get(POLL).json()["n"] == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://testserver", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_our_own_pages_and_programs_may_answer(serve: Serve, headers: dict[str, str]) -> None:
    assert serve().post(POLL, data={"choice": "yes"}, headers=headers).status_code == 303


def test_a_foreign_page_cannot_use_up_a_readers_allowance(serve: Serve) -> None:
    client = serve(limits=Limits(writes_per_minute=1, write_burst=2))
    foreign = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    for _ in range(5):
        assert client.post(POLL, data={"choice": "no"}, headers=foreign).status_code == 403
    assert client.post(POLL, json=ANSWER).status_code == 200
