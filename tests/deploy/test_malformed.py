"""Malformed everything at a poll API on either store: a refusal by name, and the store is as it was."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.deploy.fault_readers import Process
from tests.poll_api.malformed import tried
from tests.poll_api.readers import OURS, POLLS, server, write_polls

pytestmark = pytest.mark.deploy
# Every example is a request to one running server, however long the machine lets it take.
AGAIN = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
REFUSALS = {400, 403, 404, 405, 409, 410, 413, 415, 422, 429}
KINDS = ("application/json", "application/x-www-form-urlencoded", "text/plain", "application/json; charset=utf-16", "")
PATHS = (
    *(f"/api/polls/{poll}" for poll in POLLS),
    f"/api/polls/{POLLS[0]}/withdraw",
    "/api/polls/sk:9:1%00",
    "/api/polls",
)
TEXT = st.text(max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
NEARLY = st.fixed_dictionaries({}, optional={"choice": VALUES, "ballot": VALUES, "lang": VALUES, "more": VALUES}).map(
    lambda value: json.dumps(value).encode()
)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A running poll API on either store."""
    write_polls(tmp_path / "polls.json")
    if request.param == "sqlite":
        with server(OURS, tmp_path) as (_, at):
            yield at
        return
    process = Process(tmp_path / "polls.json", request.getfixturevalue("database"))
    try:
        yield process.address
    finally:
        process.end()


def asked(address: str, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)) as connection:
        connection.request(method, path, body, {"Content-Type": kind} if kind else {})
        with connection.getresponse() as reply:
            return reply.status, reply.read()


def counts(address: str) -> list[int]:
    _, body = asked(address, "GET", f"/api/polls?ids={','.join(POLLS)}")
    return [poll["n"] for poll in json.loads(body)["polls"]]


def test_schemathesis_finds_nothing(address: str, tmp_path: Path) -> None:
    assert tried(address, tmp_path) == ""


def test_whatever_is_sent_is_refused_by_a_code_of_the_contract_and_counts_nothing(address: str) -> None:
    @AGAIN
    @given(
        st.sampled_from(["POST", "DELETE", "PUT", "PATCH"]),
        st.sampled_from(PATHS),
        st.binary(max_size=5000) | NEARLY | VALUES.map(lambda value: json.dumps(value).encode()),
        st.sampled_from(KINDS),
    )
    @example(
        "POST",
        PATHS[0],
        b'{"choice":"yes","ballot":"\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000"}',
        KINDS[0],
    )
    @example("POST", PATHS[0], b"choice=yes&choice=no", KINDS[1])
    @example("DELETE", PATHS[0], b"{" * 4000, KINDS[0])
    def refused(method: str, path: str, body: bytes, kind: str) -> None:
        status, said = asked(address, method, path, body, kind)
        # A form may withdraw what its browser never answered: it is led on, and nothing has changed.
        if not (path.endswith("/withdraw") and status == 303):
            assert status in REFUSALS, (status, said)
            assert json.loads(said)["error"].keys() == {"code", "message"}

    refused()
    assert counts(address) == [0, 0, 0]


def test_what_is_no_http_is_cut_and_the_next_reader_is_answered(address: str) -> None:
    at = urlsplit(address)

    @AGAIN
    @given(st.binary(min_size=1, max_size=200))
    @example(b"POST /api/polls/sk:9:1 HTTP/1.1\r\nContent-Length: -1\r\n\r\n")
    @example(b"GET /api/polls/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n")
    def sent(raw: bytes) -> None:
        with socket.create_connection((at.hostname or "", at.port or 0), timeout=30) as connection:
            connection.sendall(raw + b"\r\n\r\n")
            connection.shutdown(socket.SHUT_WR)
            received = b""
            while piece := connection.recv(4096):
                received += piece
        assert b" 500 " not in received.partition(b"\r\n")[0]

    sent()
    body = b'{"choice":"yes","ballot":"12345678"}'
    assert asked(address, "POST", PATHS[0], body, KINDS[0])[0] == 200
