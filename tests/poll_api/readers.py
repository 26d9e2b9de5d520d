"""Readers who answer, change and withdraw all at once, and note down what was acknowledged to them."""

from __future__ import annotations

import hmac
import http.client
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

SECRET = b"a secret of these tests, thirty-two bytes"
POLLS = ("sk:9:1", "sk:9:2", "eu:2021-0106-COD")
CONNECTIONS = 32
NONE, YES, NO = "none", "yes", "no"


def write_polls(file: Path) -> None:
    """A polls.json with three questions that are open for good."""
    question = {"sk": "Otázka?", "en": "Question?"}
    polls = [
        {"id": i, "question": question, "opened": "2026-01-01", "closes": None, "decision": "passed"} for i in POLLS
    ]
    file.write_text(json.dumps({"version": 1, "polls": polls}), encoding="utf-8")


@contextmanager
def server(program: Sequence[str], folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A poll API in a process of its own, killed at the end if it still lives; its process and its address."""
    command = [*program, "--polls", str(folder / "polls.json"), "--db", str(folder / "polls.db"), "--port", "0"]
    limits = ("writes-per-minute", "write-burst", "reads-per-minute", "read-burst")
    command += [f"--{limit}=1000000" for limit in limits]
    environment = {"POLL_API_SECRET": SECRET.decode(), "PYTHONPATH": str(Path(__file__).parents[2])}
    # A session of its own: with a tracer around it the server is a grandchild, and would outlive the test.
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("listening on "), f"{command} said {line!r}"
            yield process, line.split()[-1]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


OURS = (sys.executable, "-m", "poll_api")


class Reader(threading.Thread):
    """One connection with ballots of its own. ``notes`` gets a line before each request and one after its answer."""

    def __init__(self, number: int, address: str, notes: Path, seed: int) -> None:
        super().__init__(daemon=True)
        self._address = urlsplit(address).netloc
        self._random = random.Random(seed * 1000 + number)
        self._number = number
        self._notes = notes

    def run(self) -> None:
        """Answer until the server is gone."""
        headers = {"Content-Type": "application/json"}
        with (
            self._notes.open("a", encoding="ascii") as notes,
            closing(http.client.HTTPConnection(self._address, timeout=10)) as connection,
            suppress(OSError, http.client.HTTPException),
        ):
            while True:
                poll, ballot = self._random.choice(POLLS), f"ballot-{self._number}-{self._random.randrange(12)}"
                wanted = self._random.choice((YES, YES, NO, NO, NONE))
                notes.write(f"try {poll} {ballot} {wanted}\n")
                notes.flush()
                body = {"ballot": ballot} | ({} if wanted == NONE else {"choice": wanted})
                verb = "DELETE" if wanted == NONE else "POST"
                connection.request(verb, f"/api/polls/{poll}", json.dumps(body), headers)
                with connection.getresponse() as reply:
                    reply.read()
                assert reply.status == 200, reply.status
                notes.write(f"ack {poll} {ballot} {wanted}\n")
                notes.flush()


def expected(notes: Path) -> dict[tuple[str, str], set[str]]:
    """What each ballot may hold: what was last acknowledged, or what was still under way when the server died."""
    may: dict[tuple[str, str], set[str]] = {}
    for line in notes.read_text(encoding="ascii").splitlines():
        word, poll, ballot, choice = line.split()
        if word == "ack":
            may[poll, ballot] = {choice}
        else:
            may.setdefault((poll, ballot), {NONE}).add(choice)
    return may


def held(db: Path) -> dict[tuple[str, bytes], str]:
    """What the store holds, by poll and hashed ballot."""
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT poll, ballot, yes FROM answers").fetchall()
    return {(poll, ballot): YES if yes else NO for poll, ballot, yes in rows}


def disagreements(notes: Sequence[Path], db: Path, address: str) -> list[str]:
    """Every ballot whose answer is not one that it may hold, every row of nobody's, every poll counted otherwise."""
    stored = held(db)
    found = []
    known = set()
    for path in notes:
        for (poll, ballot), may in expected(path).items():
            key = (poll, hmac.digest(SECRET, f"{poll}\0{ballot}".encode(), "sha256"))
            known.add(key)
            if stored.get(key, NONE) not in may:
                found.append(f"{poll} {ballot}: holds {stored.get(key, NONE)}, acknowledged {sorted(may)}")
    found += [f"{poll}: a row that no reader wrote" for poll, _ in stored.keys() - known]
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    for poll in POLLS:
        connection.request("GET", f"/api/polls/{poll}")
        tally = json.loads(connection.getresponse().read())
        rows = [choice for (of, _), choice in stored.items() if of == poll]
        if (tally["yes"], tally["no"], tally["n"]) != (rows.count(YES), rows.count(NO), len(rows)):
            found.append(f"{poll}: counted {tally}, stored {rows.count(YES)} and {rows.count(NO)}")
    connection.close()
    return found
