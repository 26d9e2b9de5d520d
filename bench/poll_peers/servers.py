"""The servers: each started with an empty store on a port of its own, and ended by its own process id."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poll_peers.load import HERE

ROOT = HERE.parents[1]
POLL = "sk:9:733"
OWN = f"/api/polls/{POLL}"
RECORDS = "/api/collections/{}/records"
TALLY = RECORDS.format("tallies") + "/poll-of-the-bench"
STORED = RECORDS.format("stored") + "/pollofthebench1"
START_SECONDS = 30.0

Start = Callable[[Path, int], tuple[Sequence[str], dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Server:
    """How to start one, where its poll is, and where its store. ``start`` gives a command and its environment.

    ``stored`` is an address that reads one record without counting anything, where ``get`` counts; "" elsewhere.
    """

    name: str
    kind: str
    start: Start
    post: str
    get: str
    database: str
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """A started server."""

    address: str
    pid: int
    started_seconds: float

    @property
    def megabytes(self) -> float:
        """Resident memory of the process and of those that it started, in millions of bytes."""
        pids = [self.pid]
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(status.read_text().rpartition(")")[2].split()[1]) == self.pid:
                    pids.append(int(status.parent.name))
            except (OSError, ValueError):
                continue
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def json(self, path: str) -> Any:
        """What is at ``path``. Raises HTTPError unless it is there."""
        with urllib.request.urlopen(self.address + path, timeout=30) as reply:
            return json.load(reply)


def servers(venv: Path) -> list[Server]:
    """Ours first; ``venv`` holds the peers."""

    def ours(folder: Path, port: int) -> tuple[Sequence[str], dict[str, str]]:
        polls = folder / "polls.json"
        question = {"sk": "Otázka?", "en": "Question?"}
        poll = {"id": POLL, "question": question, "opened": "2026-01-01", "closes": None, "decision": "passed"}
        polls.write_text(json.dumps({"version": 1, "polls": [poll]}), encoding="utf-8")
        limits = ("writes-per-minute", "write-burst", "reads-per-minute", "read-burst")
        command = [sys.executable, "-m", "poll_api", "--polls", str(polls), "--db", str(folder / "answers.db")]
        command += ["--port", str(port), *(f"--{limit}=100000000" for limit in limits)]
        return command, {"POLL_API_SECRET": "a secret of the bench, thirty-two bytes"}

    def flask(folder: Path, port: int) -> tuple[Sequence[str], dict[str, str]]:
        db = folder / "answers.db"
        code = f"import sqlite3; from flask_app import SCHEMA; sqlite3.connect({str(db)!r}).executescript(SCHEMA)"
        python = str(venv / "bin" / "python")
        subprocess.run([python, "-c", code], cwd=HERE, check=True)
        # One worker a core. With threads, because the plain kind closes every connection after one reply.
        command = [python, "-m", "gunicorn", "-w", "2", "-k", "gthread", "--threads", "16", "--chdir", str(HERE)]
        return [*command, "-b", f"127.0.0.1:{port}", "flask_app:app"], {"BENCH_DB": str(db)}

    def pocketbase(synchronous: str) -> Start:
        def start(folder: Path, port: int) -> tuple[Sequence[str], dict[str, str]]:
            command = [str(venv / "bin" / "pocketbase"), "serve", f"--http=127.0.0.1:{port}", f"--dir={folder}/pb"]
            command += [f"--migrationsDir={HERE}/pb_migrations", "--automigrate=false"]
            command += [f"--hooksDir={HERE}/pb_hooks", "--hooksWatch=false"]
            return command, {"BENCH_SYNCHRONOUS": synchronous}

        return start

    answers = RECORDS.format("answers")
    return [
        Server("ours", "ours", ours, OWN, OWN, "answers.db"),
        Server("flask", "ours", flask, OWN, OWN, "answers.db"),
        Server("pocketbase", "pocketbase", pocketbase(""), answers, TALLY, "pb/data.db", STORED),
        Server("pocketbase-full", "pocketbase", pocketbase("FULL"), answers, TALLY, "pb/data.db", STORED),
    ]


@contextmanager
def running(server: Server, folder: Path) -> Iterator[Running]:
    """Start ``server`` with an empty store in ``folder``; ended when the block ends.

    Raises RuntimeError with the end of its log when it does not start.
    """
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, environment = server.start(folder, port)
    address = f"http://127.0.0.1:{port}"
    with (folder / "log.txt").open("wb") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log)
        try:
            while not _answers(address):
                if process.poll() is not None or time.perf_counter() - begun > START_SECONDS:
                    raise RuntimeError(f"{server.name} does not start: {(folder / 'log.txt').read_text()[-2000:]}")
                time.sleep(0.005)
            yield Running(address, process.pid, time.perf_counter() - begun)
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=1):
            return True
    except urllib.error.HTTPError:
        return True  # only ours has that address, but whoever refuses it has started
    except OSError:
        return False


def synchronous(server: Server, at: Running, folder: Path) -> int:
    """PRAGMA synchronous of a connection that writes: 1 is NORMAL, 2 is FULL.

    The peers are asked while they run. Ours tells nobody outside, so it is read from a connection to an empty file made
    by the function that makes the server's; the project's tests read the live one.
    """
    if server.name != "ours":
        return int(at.json("/synchronous")["synchronous"])
    sys.path.insert(0, str(ROOT))
    from poll_api.database import connect

    with closing(connect(folder / "empty.db")) as connection:
        return int(connection.execute("PRAGMA synchronous").fetchone()[0])


def stored(server: Server, folder: Path) -> tuple[int, str]:
    """How many answers the store of an ended server holds, and its journal mode."""
    with closing(sqlite3.connect(folder / server.database)) as connection:
        count = int(connection.execute("SELECT count(*) FROM answers").fetchone()[0])
        return count, str(connection.execute("PRAGMA journal_mode").fetchone()[0])
