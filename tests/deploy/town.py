"""All of it on one machine: sources, nights, git, git-sync, database, poll API, nginx and Prometheus."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.deploy import watched
from tests.deploy.git_over_http import GitServer, serve_git
from tests.deploy.outside import Outside
from tests.deploy.postgres_server import Server
from tests.deploy.processes import FRESH, Nginx, Program, free_port, poll_api_program, running
from tests.deploy.upstream import SCRIPT, settings_of_sync
from tests.nightly.house import House, git, report

SECRET = "a secret of this test, thirty-two bytes"


@dataclass(frozen=True)
class Nights:
    """The nights of a checkout that push to ``server``; ``told`` is what Prometheus is to see of them."""

    house: House
    server: GitServer
    told: Path

    def run(
        self, answers: str = "", at: Mapping[str, Callable[[], None]] | None = None, kill_at: str = ""
    ) -> dict[str, Any]:
        """The report of one night. As a step of ``at`` begins its function is called; at ``kill_at`` it is killed.

        ``answers`` is the address of the database that it counts readers' answers in, empty while there is none.

        Nothing may fail but single votes: the weather is the night's own business.
        """
        env = (
            FRESH
            | self.server.environment
            | {
                "GIT_CONFIG_GLOBAL": "/dev/null",
                "VOTEWATCH_NIGHTLY_REMOTE": self.server.url,
                "VOTEWATCH_NIGHTLY_METRICS_FILE": str(self.told),
                "VOTEWATCH_SITE_PRECOMPRESS": "true",
                "VOTEWATCH_SOURCES_SK_RETRIES": "6",
                "VOTEWATCH_SOURCES_EU_RETRIES": "6",
                "VOTEWATCH_SOURCES_EU_INDEX_HOURS": "0",
                "DATABASE_URL": answers,
            }
        )
        command = [sys.executable, "-m", "votewatch", "nightly"]
        said = []
        with subprocess.Popen(
            command, cwd=self.house.checkout, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        ) as process:  # fmt: skip
            try:
                assert process.stdout is not None
                for line in process.stdout:
                    said.append(line)
                    step = line.partition(" …")[0] if line.endswith(" …\n") else ""
                    if step in (at or {}):
                        (at or {})[step]()
                    if step and step == kill_at:
                        os.killpg(process.pid, signal.SIGKILL)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGTERM)
        if kill_at:
            assert process.returncode == -signal.SIGKILL, "".join(said)
            return {}
        told = report(self.house)
        states = {step["name"]: step["state"] for step in told["steps"]}
        assert states.pop("tallies") == ("done" if answers else "off"), "".join(said)
        assert set(states.values()) <= {"done", "partly"}, "".join(said)
        return told

    def questions(self) -> list[str]:
        """Those of the published site, by decision."""
        return [poll["id"] for poll in json.loads(git(self.house.remote, "show", "site:polls.json"))["polls"]]

    def counted(self) -> dict[str, int]:
        """How many readers answered each question, as the last night committed it."""
        newest = max(name for name in self.house.tree("main") if name.startswith("data/tallies/"))
        rows = json.loads(git(self.house.remote, "show", f"main:{newest}"))
        return {row["id"]: row["yes"] + row["no"] for row in rows}

    def decisions(self) -> set[str]:
        """The addresses of the published decisions, in English."""
        names = self.house.tree("site")
        return {f"/{name.removesuffix('index.html')}" for name in names if _is_decision(name)}


def _is_decision(name: str) -> bool:
    parts = name.split("/")
    return parts[:2] == ["en", "d"] and len(parts) == 4 and parts[3] == "index.html"


@dataclass(frozen=True)
class Town:
    """What runs for readers, and what looks at it."""

    git_sync: Program
    postgres: Server
    api: Program
    nginx: Nginx
    prometheus: Program

    def shows(self, expression: str) -> bool:
        """Whether Prometheus finds series, now or soon."""
        return watched.found(f"http://127.0.0.1:{self.prometheus.port}", expression)


@contextmanager
def nights(outside: Outside, folder: Path) -> Iterator[Nights]:
    """The checkout and, with a short path of its own, git behind nginx."""
    house = outside.house(folder)
    with tempfile.TemporaryDirectory(prefix="votewatch-git-") as short, serve_git(house.remote, Path(short)) as server:
        yield Nights(house, server, folder / "votewatch.prom")


@contextmanager
def opened_to_readers(
    nights: Nights, standin: Program, postgres: Server, database: str, folder: Path
) -> Iterator[Town]:
    """Everything started in its order, the published site first; answers go to the address ``database``."""
    root, address = folder / "srv", nights.server.url
    look = settings_of_sync(address, root, PERIOD="0") | nights.server.environment
    done = subprocess.run(["sh", str(SCRIPT)], env=look, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    git_sync = Program(
        "git-sync", ["sh", str(SCRIPT)], env=look | {"GIT_SYNC_PERIOD": "1"}, said=folder / "git-sync.log"
    )
    answers = {"DATABASE_URL": database, "POLL_API_SECRET": SECRET}
    api = poll_api_program(root / "live/polls.json", env=answers)
    nginx = Nginx(folder / "nginx", {"SITE_ROOT": str(root / "live"), "POLL_API": f"127.0.0.1:{api.port}"})

    def node() -> str:
        """What a night wrote down, and since when each program runs."""
        rows = [f'started_timestamp_seconds{{program="{p.name}"}} {p.started:.3f}' for p in (*every, prometheus)]
        return nights.told.read_text(encoding="utf-8") + "\n".join(rows) + "\n"

    ours = (git_sync, api, nginx.program)
    every = (standin, nights.server.backend, nights.server.nginx, *ours)
    with ExitStack() as stack:
        for program in ours:
            stack.enter_context(running(program))
        exporter = stack.enter_context(watched.node_exporter(node))
        port = free_port()
        targets = {
            "poll-api": f"http://127.0.0.1:{api.port}",
            "node": exporter,
            "prometheus": f"http://127.0.0.1:{port}",
        }
        prometheus = watched.prometheus_program(folder, targets, port)
        stack.enter_context(running(prometheus))
        yield Town(git_sync, postgres, api, nginx, prometheus)
