"""Clients that never finish: silent, endless, or cut off by the end of the server."""

from __future__ import annotations

import http.client
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from tests.poll_api.readers import OURS, server, write_polls

pytestmark = pytest.mark.slow
Serve = Callable[..., TestClient]
HURRIED = (*OURS, "--request-seconds", "1", "--shutdown-grace", "1")


def opened(address: str) -> socket.socket:
    where = urlsplit(address)
    assert where.hostname
    assert where.port
    return socket.create_connection((where.hostname, where.port), timeout=20)


def rest(connection: socket.socket) -> bytes:
    """All that still comes; b"" when the server hung up without a word."""
    found = b""
    try:
        while piece := connection.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


def test_a_silent_client_and_one_that_trickles_are_let_go_and_the_next_is_served(tmp_path: Path) -> None:
    write_polls(tmp_path / "polls.json")
    with server(HURRIED, tmp_path) as (_, address):
        with opened(address) as silent, opened(address) as trickling:
            trickling.sendall(b"POST /api/polls/sk:9:1 HTTP/1.1\r\nHost: x\r\nContent-Length: 39\r\n\r\n{")
            assert rest(silent) == b""
            assert b"200 OK" not in rest(trickling)
        client = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        client.request("GET", "/healthz")
        assert client.getresponse().status == 200
        client.close()


def test_a_head_without_end_is_cut_off(tmp_path: Path) -> None:
    write_polls(tmp_path / "polls.json")
    with server(OURS, tmp_path) as (_, address), opened(address) as endless:
        endless.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        sent = 0
        try:
            while sent < 64_000_000:
                endless.sendall(b"x" * 65536)
                sent += 65536
        except OSError:
            pass
        assert sent < 64_000_000


def test_a_request_that_the_end_of_the_server_cuts_off_is_503_and_not_500(tmp_path: Path) -> None:
    write_polls(tmp_path / "polls.json")
    with server((*OURS, "--shutdown-grace", "1"), tmp_path) as (process, address), opened(address) as unfinished:
        head = b"POST /api/polls/sk:9:1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        unfinished.sendall(head + b"Content-Length: 39\r\nExpect: 100-continue\r\n\r\n{")
        assert unfinished.recv(100).startswith(b"HTTP/1.1 100")  # it waits for the rest of the body now
        process.send_signal(signal.SIGTERM)
        assert rest(unfinished).startswith(b"HTTP/1.1 503 ")
        assert process.wait(20) == 0


def test_a_database_that_is_taken_away_is_noticed_before_an_answer_is_acknowledged(tmp_path: Path) -> None:
    write_polls(tmp_path / "polls.json")
    with server(OURS, tmp_path) as (_, address):
        client = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)

        def answer(ballot: str) -> int:
            body = f'{{"choice":"yes","ballot":"{ballot}"}}'
            client.request("POST", "/api/polls/sk:9:1", body, {"Content-Type": "application/json"})
            reply = client.getresponse()
            reply.read()
            return reply.status

        assert answer("first-ballot") == 200
        for file in tmp_path.glob("polls.db*"):
            file.unlink()
        assert answer("second-ballot") == 503
        client.close()
