"""Four API processes on one PostgreSQL, and wrk at each of them at once."""

from __future__ import annotations

import hmac
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from poll_peers.load import HERE, Load, parsed
from tests.deploy.fault_readers import Process
from tests.deploy.postgres_server import Server
from tests.poll_api.readers import POLLS, SECRET, write_polls

COUNT = 4
POLL = POLLS[0]
OWN = f"/api/polls/{POLL}"


@dataclass(frozen=True, slots=True)
class House:
    """One running installation; ``folder`` is for notes of the run."""

    database: Server
    processes: Sequence[Process]
    folder: Path

    def rows(self) -> int:
        """How many answers the poll has."""
        return self._one("SELECT count(*) FROM answers WHERE poll = %s")

    def counted(self) -> int:
        """How many answers the counters of the poll have."""
        return self._one("SELECT coalesce(sum(yes + no), 0)::bigint FROM tallies WHERE poll = %s")

    def _one(self, query: str) -> int:
        with psycopg.connect(self.database.url) as connection:
            row = connection.execute(query.encode(), [POLL]).fetchone()
        return int(row[0]) if row else 0

    def lost(self, ballots: Sequence[str]) -> int:
        """How many of these acknowledged ballots have no row."""
        with psycopg.connect(self.database.url) as connection:
            held = {bytes(mark) for (mark,) in connection.execute("SELECT mark FROM answers WHERE poll = %s", [POLL])}
        marks = (hmac.digest(SECRET, f"{POLL}\0{ballot}".encode(), "sha256") for ballot in ballots)
        return sum(mark not in held for mark in marks)


@contextmanager
def running() -> Iterator[House]:
    """A new cluster as Debian's PostgreSQL makes it, and four processes; all of it ended and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="votewatch-bench-"))
    folder.chmod(0o755)
    database = Server(folder / "cluster").start()
    processes: list[Process] = []
    try:
        write_polls(folder / "polls.json")
        processes += [Process(folder / "polls.json", database.url) for _ in range(COUNT)]
        yield House(database, processes, folder)
    finally:
        for process in processes:
            process.end()
        database.stop("immediate")
        shutil.rmtree(folder)


def at_once(
    house: House, script: str, seconds: int, threads: int, connections: int, *arguments: str
) -> list[subprocess.Popen[str]]:
    """A wrk at each process, all started; ``arguments`` of the script, in which {n} is the number of the process."""
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(HERE / script)]
    return [
        subprocess.Popen(
            [*command, process.address + OWN, "--", *(text.format(n=number) for text in arguments)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, process in enumerate(house.processes)
    ]


def said(started: Sequence[subprocess.Popen[str]]) -> list[str]:
    """What each wrk printed at its end. Raises CalledProcessError."""
    texts = [process.communicate()[0] for process in started]
    for process, text in zip(started, texts, strict=True):
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, process.args, text)
    return texts


def together(texts: Sequence[str]) -> Load:
    """Loads that ran at once as one: rates and counts added, the middle of the medians, the worst of the p99."""
    loads = [parsed(text) for text in texts]
    middle = sorted(load.p50 for load in loads)[len(loads) // 2]
    sums = {name: sum(getattr(load, name) for load in loads) for name in ("requests", "bad", "broken", "fresh")}
    changed = sum(load.changed for load in loads)
    rate = sum(load.rate for load in loads)
    return Load(rate, middle, max(load.p99 for load in loads), **sums, changed=changed, raw="")


def noted(house: House, texts: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """What acknowledged.lua counted over all processes, and the ballots whose answers were acknowledged.

    Tried is also what found no process: wrk goes on without pause while one is away.
    """
    names = ("tried", "acknowledged", "asked_to_come_back", "other_replies", "broken_connections")
    lines = [next(line for line in text.splitlines() if line.startswith("NOTED ")).split()[1:] for text in texts]
    counts = dict(zip(names, (sum(map(int, column)) for column in zip(*lines, strict=True)), strict=True))
    ballots = [ballot for file in house.folder.glob("notes-*") for ballot in file.read_text().split()]
    return counts, ballots
