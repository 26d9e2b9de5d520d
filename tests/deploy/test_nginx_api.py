"""The poll API behind nginx: what is kept for a second, what never is, and what a reader sees when it is away."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from poll_api.replies import STATUSES
from tests.deploy.processes import nginx, poll_api

pytestmark = pytest.mark.deploy
POLL = "/api/polls/sk:9:20"


class Recording:
    """A stand-in for the API that says what reached it and counts up."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.cookie = False
        self.hold = threading.Event()
        self.hold.set()

    @contextmanager
    def listening(self) -> Iterator[str]:
        recording = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *_: object) -> None:
                """Say nothing."""

            def _answer(self) -> None:
                recording.hold.wait(20)
                self.rfile.read(int(self.headers.get("content-length", 0)))
                recording.seen.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))
                body = json.dumps({"n": len(recording.seen)}).encode()
                self.send_response(200)
                self.send_header("Cache-Control", "no-store")
                if recording.cookie:
                    self.send_header("Set-Cookie", "ballot=b; Path=/")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body if self.command != "HEAD" else b"")

            do_GET = do_POST = do_DELETE = _answer

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            server.daemon_threads = True
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
            thread.start()
            try:
                yield f"127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()


@pytest.fixture
def recording(site: Path, tmp_path: Path) -> Iterator[tuple[Recording, httpx.Client]]:
    made = Recording()
    with made.listening() as address:
        values = {"SITE_ROOT": str(site), "POLL_API": address, "TRUSTED_PROXIES": "127.0.0.1/32"}
        with nginx(tmp_path / "state", values) as server, httpx.Client(base_url=server.address, timeout=30) as client:
            yield made, client


def test_an_answer_is_counted_through_nginx_and_its_reply_is_its_own(site: Path, tmp_path: Path) -> None:
    with (
        poll_api(tmp_path / "answers", site / "polls.json") as api,
        nginx(tmp_path / "state", {"SITE_ROOT": str(site), "POLL_API": api.removeprefix("http://")}) as server,
        httpx.Client(base_url=server.address) as client,
    ):
        assert client.get(POLL).json()["n"] == 0
        answered = client.post(POLL, json={"choice": "yes", "ballot": "b" * 22}).json()
        assert (answered["n"], answered["choice"]) == (1, "yes")
        withdrawn = client.request("DELETE", POLL, json={"ballot": "b" * 22})
        assert (withdrawn.status_code, withdrawn.json()["n"]) == (200, 0)
        assert client.post(POLL, content=b"{").status_code == STATUSES["wrong_type"]
        assert client.post(POLL, json={"choice": "yes", "ballot": "b" * 5000}).json()["error"]["code"] == "too_large"


def test_many_who_look_at_once_cost_the_api_one_request(recording: tuple[Recording, httpx.Client]) -> None:
    api, client = recording
    api.hold.clear()
    replies: list[str] = []
    threads = [threading.Thread(target=lambda: replies.append(client.get(POLL).text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    threads[0].join(0.3)
    api.hold.set()
    for thread in threads:
        thread.join(30)
    # Whoever comes when the second is over asks again; on a slow machine that may be one or two of them.
    assert (len(replies), '{"n": 1}' in replies) == (8, True)
    assert len(api.seen) < 4


@pytest.mark.parametrize("path", [POLL, "/api/polls?ids=sk:9:20"])
def test_counts_are_kept_for_a_second(recording: tuple[Recording, httpx.Client], path: str) -> None:
    api, client = recording
    told = [client.get(path).json()["n"] for _ in range(40)]
    assert len(set(told)) == len(api.seen) < 20


def test_a_reply_that_sets_a_cookie_is_kept_for_nobody(recording: tuple[Recording, httpx.Client]) -> None:
    api, client = recording
    api.cookie = True
    assert [client.get(POLL).json()["n"] for _ in range(3)] == [1, 2, 3]


def test_a_readers_cookie_reaches_neither_the_counts_nor_what_is_kept(
    recording: tuple[Recording, httpx.Client],
) -> None:
    api, client = recording
    client.get(POLL, headers={"cookie": "ballot=own"})
    assert "cookie" not in api.seen[-1][2]


def test_the_result_page_and_every_answer_go_to_the_api_each_time(recording: tuple[Recording, httpx.Client]) -> None:
    api, client = recording
    for _ in range(3):
        client.get(f"{POLL}/result", headers={"cookie": "ballot=own"})
        client.post(POLL, data={"choice": "yes"}, headers={"cookie": "ballot=own"})
        client.request("DELETE", POLL, json={})
    assert [seen[0] for seen in api.seen] == ["GET", "POST", "DELETE"] * 3
    assert all(seen[2]["cookie"] == "ballot=own" for seen in api.seen if seen[0] != "DELETE")


def test_the_api_is_told_the_readers_address_and_scheme_as_a_trusted_proxy_says(
    recording: tuple[Recording, httpx.Client],
) -> None:
    api, client = recording
    forwarded = {"x-forwarded-for": "203.0.113.9, 198.51.100.7", "x-forwarded-proto": "https"}
    client.post(POLL, data={"choice": "yes"}, headers=forwarded)
    told = api.seen[-1][2]
    assert (told["x-forwarded-for"], told["x-forwarded-proto"]) == ("198.51.100.7", "https")
    assert told["host"] == client.base_url.netloc.decode()


def test_an_address_that_a_stranger_invents_is_not_handed_on(site: Path, tmp_path: Path) -> None:
    api = Recording()
    with api.listening() as address, nginx(tmp_path / "s", {"SITE_ROOT": str(site), "POLL_API": address}) as server:
        httpx.post(f"{server.address}{POLL}", headers={"x-forwarded-for": "203.0.113.9"})
    assert api.seen[-1][2]["x-forwarded-for"] == "127.0.0.1"


def test_without_the_api_the_pages_work_and_the_refusal_is_the_contracts(site: Path, tmp_path: Path) -> None:
    with nginx(tmp_path / "state", {"SITE_ROOT": str(site), "POLL_API": "127.0.0.1:1"}) as server:
        assert httpx.get(f"{server.address}/sk/").status_code == 200
        refused = httpx.post(server.address + POLL, json={"choice": "yes", "ballot": "b" * 22})
        form = httpx.post(server.address + POLL, data={"choice": "yes"}, headers={"accept": "text/html,*/*"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "unavailable")
    assert (refused.headers["retry-after"], refused.headers["cache-control"]) == ("2", "no-store")
    assert (form.status_code, form.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert "Skúste to o chvíľu" in form.text
    assert form.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_body_that_is_far_too_large_is_refused_before_it_reaches_the_api(
    recording: tuple[Recording, httpx.Client],
) -> None:
    api, client = recording
    reply = client.post(POLL, content=b"x" * 100_000, headers={"content-type": "application/json"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (413, "too_large")
    assert api.seen == []


def test_nothing_of_a_request_is_written_down(site: Path, tmp_path: Path) -> None:
    with nginx(tmp_path / "state", {"SITE_ROOT": str(site), "POLL_API": "127.0.0.1:1"}) as server:
        main = server.file.read_text(encoding="utf-8")
        server.file.write_text(main.replace("error.log notice", "error.log crit"), encoding="utf-8")
        server.stop()
        server.start()
        (server.folder / "error.log").write_text("")
        httpx.get(f"{server.address}/sk/d/sk-9-20/")
        httpx.get(f"{server.address}{POLL}")
        httpx.get(f"{server.address}/sk/nothing")
        assert (server.folder / "error.log").read_text(encoding="utf-8") == ""
        assert [path.name for path in server.folder.rglob("*.log")] == ["error.log"]
