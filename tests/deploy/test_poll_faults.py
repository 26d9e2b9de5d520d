"""Four API processes on one PostgreSQL, and what goes wrong: nothing acknowledged is lost, nothing counts twice.

The loads are bounded by time and stop by themselves; all of it stays on the loopback address.
"""

from __future__ import annotations

import json
import random
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.deploy.fault_readers import Process, Reader, disagreements
from tests.deploy.postgres_server import Server
from tests.poll_api.readers import OURS, server, write_polls

pytestmark = pytest.mark.deploy
READERS = 24


@contextmanager
def four(folder: Path, url: str) -> Iterator[list[Process]]:
    write_polls(folder / "polls.json")
    processes = [Process(folder / "polls.json", url) for _ in range(4)]
    try:
        yield processes
    finally:
        for process in processes:
            process.end()


def test_kills_and_a_crashed_database_lose_nothing_and_count_nothing_twice(
    tmp_path: Path, postgres: Server, database: str
) -> None:
    chance, stop = random.Random(11), threading.Event()
    with four(tmp_path, database) as processes:
        readers = [Reader(n, [p.address for p in processes], stop, seed=3) for n in range(READERS)]
        for reader in readers:
            reader.start()
        for turn in range(6):
            stop.wait(chance.uniform(0.5, 1.5))  # any instant will do
            if turn == 3:
                postgres.stop("immediate")
                postgres.start()
            else:
                victim = chance.choice(processes)
                victim.kill()
                victim.start()
        stop.wait(4)
        stop.set()
        for reader in readers:
            reader.join(30)
        found = disagreements(readers, database)
    statuses = sum((reader.notes.statuses for reader in readers), Counter())
    assert found == []
    assert statuses.keys() <= {200, 503}, statuses
    assert statuses[200] > 500, statuses


def test_answers_go_on_after_the_database_came_back(tmp_path: Path, postgres: Server, database: str) -> None:
    with four(tmp_path, database) as processes:
        postgres.stop("immediate")
        postgres.start()
        for process in processes:
            body = json.dumps({"choice": "yes", "ballot": "12345678"}).encode()
            request = urllib.request.Request(
                f"{process.address}/api/polls/sk:9:1", body, {"content-type": "application/json"}
            )
            assert answered(request) == 200


def answered(request: urllib.request.Request) -> int:
    """The status in the end: a reader who is asked to come back does so."""
    for _ in range(10):
        try:
            with urllib.request.urlopen(request, timeout=20) as reply:
                return int(reply.status)
        except urllib.error.HTTPError as error:
            error.close()
            threading.Event().wait(float(error.headers.get("Retry-After", 1)))
    return 503


def test_ten_thousand_idle_connections_leave_room_for_answers(tmp_path: Path, database: str) -> None:
    with four(tmp_path, database) as processes:
        addresses = [urlsplit(p.address) for p in processes]
        script = (
            "import resource, socket, sys\n"
            "count, *ports = map(int, sys.argv[1:])\n"
            "resource.setrlimit(resource.RLIMIT_NOFILE, (count + 100, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))\n"
            "held = []\n"
            "for n in range(count):\n"
            "    s = socket.socket(); s.settimeout(5)\n"
            "    try:\n"
            "        s.connect(('127.0.0.1', ports[n % len(ports)])); held.append(s)\n"
            "    except OSError: s.close()\n"
            "print(len(held), flush=True)\n"
            "sys.stdin.readline()\n"
        )
        command = [sys.executable, "-c", script, "10000", *(str(a.port) for a in addresses)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as idle:
            assert idle.stdout is not None
            held = int(idle.stdout.readline())
            body = json.dumps({"choice": "yes", "ballot": "12345678"}).encode()
            statuses = [
                answered(
                    urllib.request.Request(f"{p.address}/api/polls/sk:9:1", body, {"content-type": "application/json"})
                )
                for p in processes
            ]
            idle.communicate("\n", timeout=60)
        memory = [p.megabytes for p in processes]
    assert held >= 9_000
    assert statuses == [200] * 4
    assert max(memory) < 200


def test_a_slow_client_is_cut_and_no_other_waits_for_it(tmp_path: Path, database: str) -> None:
    with four(tmp_path, database) as processes:
        at = urlsplit(processes[0].address)
        with socket.create_connection((at.hostname or "", at.port or 0), timeout=40) as slow:
            slow.sendall(b"POST /api/polls/sk:9:1 HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\n{")
            body = json.dumps({"choice": "no", "ballot": "12345678"}).encode()
            request = urllib.request.Request(
                f"{processes[0].address}/api/polls/sk:9:1", body, {"content-type": "application/json"}
            )
            assert answered(request) == 200
            received = slow.recv(1000)
    assert b" 500 " not in received


@pytest.mark.parametrize(
    ("head", "body", "status"),
    [
        (b"Content-Length: 5000\r\nContent-Type: application/json\r\n", b"x" * 5000, 413),
        (b"Content-Length: 2\r\nContent-Type: text/plain\r\n", b"{}", 415),
        (b"Content-Length: 3\r\nContent-Type: application/json\r\n", b"{[}", 400),
        (b"Content-Length: 99\r\nContent-Type: application/json\r\n", b'{"choice":"' + b"\xff" * 88, 400),
    ],
)
def test_bodies_over_the_limit_and_malformed_ones_are_refused_by_name(
    tmp_path: Path, head: bytes, body: bytes, status: int
) -> None:
    write_polls(tmp_path / "polls.json")
    with server(OURS, tmp_path) as (_, address):
        at = urlsplit(address)
        with socket.create_connection((at.hostname or "", at.port or 0), timeout=20) as connection:
            connection.sendall(b"POST /api/polls/sk:9:1 HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n" + body)
            received = connection.recv(1000)
    assert int(received.split()[1]) == status
