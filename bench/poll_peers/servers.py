"""The three servers: each started with an empty store on a port of its own, and ended by its own process id."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
POLL = "sk:9:733"


@dataclass(frozen=True, slots=True)
class Server:
    """How to start one, where its poll is, and how many answers its store holds."""

    name: str
    start: Callable[[Path, int], tuple[Sequence[str], dict[str, str]]]
    post: str
    get: str
    database: str
    rows: str
    synchronous: str


@dataclass(frozen=True, slots=True)
class Running:
    """A started server."""

    address: str
    pid: int
    started_seconds: float

    @property
    def megabytes(self) -> float:
        """Resident memory of the process and of those that it started."""
        pids = [self.pid]
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(status.read_text().rpartition(")")[2].split()[1]) == self.pid:
                    pids.append(int(status.parent.name))
            except (OSError, ValueError):
                continue
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _ours(folder: Path, port: int) -> tuple[Sequence[str], dict[str, str]]:
    polls = folder / "polls.json"
    question = {"sk": "Otázka?", "en": "Question?"}
    poll = {"id": POLL, "question": question, "opened": "2026-01-01", "closes": None, "decision": "passed"}
    polls.write_text(json.dumps({"version": 1, "polls": [poll]}), encoding="utf-8")
    limits = ("writes-per-minute", "write-burst", "reads-per-minute", "read-burst")
    command = [sys.executable, "-m", "poll_api", "--polls", str(polls), "--db", str(folder / "answers.db")]
    command += ["--port", str(port), *(f"--{limit}=100000000" for limit in limits)]
    return command, {"POLL_API_SECRET": "a secret of the bench, thirty-two bytes"}


def servers(venv: Path) -> list[Server]:
    """Ours first."""

    def flask(folder: Path, port: int) -> tuple[Sequence[str], dict[str, str]]:
        db = folder / "answers.db"
        code = f"import sqlite3; from flask_app import SCHEMA; sqlite3.connect({str(db)!r}).executescript(SCHEMA)"
        python = str(venv / "bin" / "python")
        subprocess.run([python, "-c", code], cwd=HERE, check=True)
        # One worker a core with threads, so that connections are kept alive as with the others.
        command = [python, "-m", "gunicorn", "-w", "2", "-k", "gthread", "--threads", "16", "--chdir", str(HERE)]
        return [*command, "-b", f"127.0.0.1:{port}", "flask_app:app"], {"BENCH_DB": str(db)}

    def pocketbase(folder: Path, port: int, hooks: str = "none") -> tuple[Sequence[str], dict[str, str]]:
        command = [str(venv / "bin" / "pocketbase"), "serve", f"--http=127.0.0.1:{port}", f"--dir={folder}/pb"]
        command += [f"--migrationsDir={HERE}/pb_migrations", "--automigrate=false", "--hooksWatch=false"]
        return [*command, f"--hooksDir={HERE / hooks}"], {}

    def pocketbase_full(folder: Path, port: int) -> tuple[Sequence[str], dict[str, str]]:
        return pocketbase(folder, port, "pb_hooks")

    mine = f"/api/polls/{POLL}"
    records = "/api/collections/{}/records"
    counted = "SELECT count(*) FROM answers"
    own = "WAL, synchronous = FULL"
    tallies = f"{records.format('tallies')}/poll-of-the-bench"
    default = "its own default (WAL, synchronous = NORMAL), not to be read from outside"
    hooked = "WAL, synchronous = FULL, set on its writing connection by a hook"
    return [
        Server("ours", _ours, mine, mine, "answers.db", counted, own),
        Server("flask", flask, mine, mine, "answers.db", counted, own),
        Server("pocketbase", pocketbase, records.format("answers"), tallies, "pb/data.db", counted, default),
        Server("pocketbase-full", pocketbase_full, records.format("answers"), tallies, "pb/data.db", counted, hooked),
    ]


@contextmanager
def running(server: Server, folder: Path) -> Iterator[Running]:
    """Start ``server`` with an empty store in ``folder``; ended when the block ends."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, environment = server.start(folder, port)
    address = f"http://127.0.0.1:{port}"
    log = (folder / "log.txt").open("wb")
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log)
    try:
        while not _answers(address):
            if process.poll() is not None or time.perf_counter() - begun > 30:
                raise RuntimeError(f"{server.name} does not start: {(folder / 'log.txt').read_text()[-2000:]}")
            time.sleep(0.005)
        yield Running(address, process.pid, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=1):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def rows(server: Server, folder: Path) -> int:
    """How many answers the store holds."""
    with closing(sqlite3.connect(folder / server.database)) as connection:
        found: int = connection.execute(server.rows).fetchone()[0]
        return found
