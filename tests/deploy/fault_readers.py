"""Readers of several processes at once, who note what was acknowledged and come back after a refusal."""

from __future__ import annotations

import hmac
import http.client
import json
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.poll_api.readers import NO, NONE, POLLS, SECRET, YES

ROOT = Path(__file__).parents[2]


class Process:
    """One API process on PostgreSQL; ``restart`` gives it the same port again."""

    def __init__(self, polls: Path, url: str) -> None:
        self._polls, self._url = polls, url
        self._port = "0"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "poll_api", "--polls", str(self._polls), "--port", self._port]
        command += [
            f"--{name}=1000000" for name in ("writes-per-minute", "write-burst", "reads-per-minute", "read-burst")
        ]
        environment = {"POLL_API_SECRET": SECRET.decode(), "DATABASE_URL": self._url, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("listening on "), line
        self.address = line.split()[-1]
        self._port = str(urlsplit(self.address).port)

    def kill(self) -> None:
        """As a machine that loses its power."""
        self.process.send_signal(signal.SIGKILL)
        self.end()

    def end(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    @property
    def megabytes(self) -> float:
        """What it holds in memory now."""
        text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(text.partition("VmRSS:")[2].split()[0]) / 1024


@dataclass
class Notes:
    """What one reader was told: per poll and ballot what it may now hold, and how often each status came."""

    may: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    broken: int = 0
    acknowledged: int = 0


class Reader(threading.Thread):
    """One connection at a time to any of the processes, until told to stop."""

    def __init__(self, number: int, addresses: Sequence[str], stop: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self.notes = Notes()
        self._number, self._addresses, self._stop_it = number, addresses, stop
        self._random = random.Random(seed * 1000 + number)

    def run(self) -> None:
        while not self._stop_it.is_set():
            address = urlsplit(self._random.choice(self._addresses)).netloc
            connection = http.client.HTTPConnection(address, timeout=15)
            try:
                while not self._stop_it.is_set() and self._random.random() > 0.02:
                    self._answer(connection)
            except (OSError, http.client.HTTPException):
                self.notes.broken += 1
                self._stop_it.wait(0.05)
            finally:
                connection.close()

    def _answer(self, connection: http.client.HTTPConnection) -> None:
        poll, ballot = self._random.choice(POLLS), f"ballot-{self._number}-{self._random.randrange(12)}"
        wanted = self._random.choice((YES, YES, NO, NO, NONE))
        may = self.notes.may.setdefault((poll, ballot), {NONE})
        may.add(wanted)  # until it is known, either may stand
        body = {"ballot": ballot} | ({} if wanted == NONE else {"choice": wanted})
        verb = "DELETE" if wanted == NONE else "POST"
        connection.request(verb, f"/api/polls/{poll}", json.dumps(body), {"Content-Type": "application/json"})
        with connection.getresponse() as reply:
            reply.read()
        self.notes.statuses[reply.status] += 1
        if reply.status == 200:
            self.notes.may[poll, ballot] = {wanted}
            self.notes.acknowledged += 1


def disagreements(readers: Sequence[Reader], url: str) -> list[str]:
    """Every ballot whose answer is none that it may hold, every row of nobody's, every poll whose counters are off."""
    with psycopg.connect(url) as connection:
        stored = {
            (poll, bytes(mark)): YES if yes else NO
            for poll, mark, yes in connection.execute("SELECT poll, mark, yes FROM answers").fetchall()
        }
        sums = connection.execute(
            "SELECT poll, sum(yes)::bigint, sum(no)::bigint FROM tallies GROUP BY poll"
        ).fetchall()
    found, known = [], set()
    for reader in readers:
        for (poll, ballot), may in reader.notes.may.items():
            key = (poll, hmac.digest(SECRET, f"{poll}\0{ballot}".encode(), "sha256"))
            known.add(key)
            if stored.get(key, NONE) not in may:
                found.append(f"{poll} {ballot}: holds {stored.get(key, NONE)}, may hold {sorted(may)}")
    found += [f"{poll}: a row that no reader wrote" for poll, _ in stored.keys() - known]
    for poll, yes, no in sums:
        rows = [choice for (of, _), choice in stored.items() if of == poll]
        if (yes, no) != (rows.count(YES), rows.count(NO)):
            found.append(f"{poll}: counters say {yes} and {no}, there are {rows.count(YES)} and {rows.count(NO)}")
    return found
