"""Everything that Prometheus watches, run for real on the loopback address: poll API, gateway, local model, nightly."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.deploy.processes import ROOT, Program, running

PATIENCE = 60  # seconds for two looks of Prometheus at everything


@contextmanager
def poll_api(folder: Path) -> Iterator[str]:
    """A poll API with one question, answered and asked wrongly."""
    poll = {"id": "sk:9:1", "question": {"sk": "Otázka?", "en": "Question?"}, "opened": "2026-01-01", "closes": None}
    (folder / "polls.json").write_text(json.dumps({"version": 1, "polls": [poll | {"decision": "passed"}]}))
    given = ["--polls", str(folder / "polls.json"), "--db", str(folder / "polls.db"), "--port", "0"]
    command = [sys.executable, "-m", "poll_api", *given]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().removeprefix("listening on ").strip()
        finally:
            process.terminate()


@contextmanager
def node_exporter(content: Callable[[], str]) -> Iterator[str]:
    """What ``content`` says at each look, as a node exporter would hand on the files that it is given."""

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/plain; version=0.0.4")
            self.end_headers()
            self.wfile.write(content().encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def prometheus_program(folder: Path, targets: dict[str, str], port: int) -> Program:
    """A Prometheus with the project's own rules, that looks at ``targets`` (job -> address) every second."""
    jobs = [
        {"job_name": job, "static_configs": [{"targets": [urllib.parse.urlsplit(address).netloc]}]}
        for job, address in targets.items()
    ]
    config = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(ROOT / "deploy/prometheus/rules.yml")],
        "scrape_configs": jobs,
    }
    (folder / "prometheus.yml").write_text(json.dumps(config))  # JSON is YAML
    command = [
        "prometheus", f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}", "--log.level=error",
    ]  # fmt: skip
    return Program("prometheus", command, port=port)


@contextmanager
def prometheus(folder: Path, targets: dict[str, str], port: int) -> Iterator[str]:
    """The address of such a Prometheus."""
    with running(prometheus_program(folder, targets, port)):
        yield f"http://127.0.0.1:{port}"


def found(address: str, expression: str, patience: float = PATIENCE) -> bool:
    """Whether a query finds series within ``patience`` seconds."""
    until = time.monotonic() + patience
    pause = threading.Event()
    while time.monotonic() < until:
        if series(address, expression):
            return True
        pause.wait(0.5)
    return False


def series(address: str, expression: str) -> list[dict[str, Any]]:
    """What an instant query finds; nothing while the server is not up yet."""
    query = urllib.parse.urlencode({"query": expression})
    with suppress(OSError), urllib.request.urlopen(f"{address}/api/v1/query?{query}", timeout=5) as reply:
        found: dict[str, Any] = json.load(reply)
        return list(found["data"]["result"])
    return []


def post(url: str, body: dict[str, Any]) -> int:
    """Send JSON; the status."""
    request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=120) as reply:
            reply.read()
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code
