"""The private pages behind an oauth2-proxy: who it lets in sees them, and nobody when it is away."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.deploy.processes import nginx

pytestmark = pytest.mark.deploy


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "private/radar/en").mkdir(parents=True)
    (tmp_path / "private/radar/en/index.html").write_text("radar")
    return tmp_path / "private"


@pytest.fixture
def doorkeeper() -> Iterator[tuple[str, list[str]]]:
    """Answers as oauth2-proxy does: 202 for its cookie, else 401; the addresses it was asked about."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            if self.path == "/oauth2/auth":
                asked.append(self.headers["x-forwarded-uri"])
                self.send_response(202 if "_oauth2_proxy=owner" in self.headers.get("cookie", "") else 401)
            else:
                self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def values(site: Path, private: Path, auth: str) -> dict[str, str]:
    return {"SITE_ROOT": str(site), "PRIVATE_ROOT": str(private), "POLL_API": "127.0.0.1:1", "PRIVATE_AUTH": auth}


def test_the_owner_sees_the_private_pages_and_they_are_kept_nowhere(
    site: Path, private: Path, tmp_path: Path, doorkeeper: tuple[str, list[str]]
) -> None:
    auth, asked = doorkeeper
    with nginx(tmp_path / "state", values(site, private, auth)) as server:
        page = httpx.get(f"{server.address}/private/radar/en/", headers={"cookie": "_oauth2_proxy=owner"})
        missing = httpx.get(f"{server.address}/private/radar/x", headers={"cookie": "_oauth2_proxy=owner"})
    assert (page.status_code, page.text) == (200, "radar")
    assert (page.headers["cache-control"], page.headers["x-robots-tag"]) == ("private, no-store", "noindex, nofollow")
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert missing.status_code == 404
    assert set(asked) == {"/private/radar/en/", "/private/radar/x"}


def test_a_stranger_is_led_to_sign_in_and_sees_nothing(
    site: Path, private: Path, tmp_path: Path, doorkeeper: tuple[str, list[str]]
) -> None:
    with nginx(tmp_path / "state", values(site, private, doorkeeper[0])) as server:
        for cookie in ("", "_oauth2_proxy=other"):
            reply = httpx.get(f"{server.address}/private/radar/en/", headers={"cookie": cookie})
            assert (reply.status_code, reply.headers["location"]) == (302, "/oauth2/start?rd=/private/radar/en/")
            assert "radar<" not in reply.text
        assert httpx.get(f"{server.address}/oauth2/auth").status_code == 404
        assert httpx.get(f"{server.address}/private/../private/radar/en/index.html").status_code == 302
        assert httpx.get(f"{server.address}//private/radar/en/index.html").status_code == 404


def test_without_the_proxy_nobody_is_let_in(site: Path, private: Path, tmp_path: Path) -> None:
    with nginx(tmp_path / "state", values(site, private, "127.0.0.1:1")) as server:
        reply = httpx.get(f"{server.address}/private/radar/en/", headers={"cookie": "_oauth2_proxy=owner"})
    assert reply.status_code == 500
    assert "radar" not in reply.text
