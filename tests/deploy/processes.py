"""Programs that a test starts, each on a port of the loopback address, kills, starts again, and ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NGINX = ROOT / "deploy" / "nginx"
FRESH = {name: value for name, value in os.environ.items() if not name.startswith(("VOTEWATCH_", "POLL_API_"))}


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Return once somebody takes connections on ``port``; fail when ``process`` ends before."""
    end = time.monotonic() + seconds
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.02)
            pytest.fail(f"{process.args!r} ended")
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < end, f"nothing listens on {port}"


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Terminate ``process`` when the block ends."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Program:
    """A program with what it starts itself, in a process group of its own; a new start is the same command.

    ``port`` is where it takes connections, 0 when it takes none. The system ends it when the test's process is cut off:
    setpriv sees to that, so ``start`` is for the main thread; ``cut`` is the signal, TERM where the program has to end
    its workers. ``started`` is the time of the last start.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        port: int = 0,
        env: Mapping[str, str] = FRESH,
        said: Path | None = None,
        cut: str = "KILL",
    ) -> None:
        self.name, self.command, self.port = name, command, port
        self.started = 0.0
        self._env, self._said, self._cut = env, said, cut
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None, f"{self.name} was never started"
        return self._process.pid

    def start(self) -> None:
        """Begin; returns when connections are taken."""
        command = ["setpriv", "--pdeathsig", self._cut, *self.command]
        with (self._said or Path(os.devnull)).open("ab") as out:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._env, stdout=out, stderr=out, start_new_session=True
            )
        self.started = time.time()
        if self.port:
            wait_for(self.port, self._process)

    def kill(self) -> None:
        """As a machine that loses its power."""
        os.killpg(self.pid, signal.SIGKILL)
        self._wait()

    def stop(self) -> None:
        """End, with what is under way broken off, and leave nothing of it behind."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._wait()

    def _wait(self) -> None:
        assert self._process is not None
        self._process.wait()
        self._process = None


@contextmanager
def running(program: Program) -> Iterator[Program]:
    """``program`` from here to the end of the block."""
    try:
        program.start()
        yield program
    finally:
        program.stop()


def poll_api_program(polls: Path, *more: str, port: int = 0, env: Mapping[str, str] | None = None) -> Program:
    """A poll API that believes a proxy on this machine; ``more`` and ``env`` say where its answers are."""
    given = port or free_port()
    command = [sys.executable, "-m", "poll_api", "--polls", str(polls), "--port", str(given)]
    return Program(
        "poll-api", [*command, "--trusted-proxies", "127.0.0.1/32", *more], port=given, env={**FRESH, **(env or {})}
    )


@contextmanager
def poll_api(folder: Path, polls: Path, *more: str, port: int = 0) -> Iterator[str]:
    """The address of a poll API with its answers in ``folder``."""
    folder.mkdir(exist_ok=True)
    with running(poll_api_program(polls, "--db", str(folder / "polls.db"), *more, port=port)) as program:
        yield f"http://127.0.0.1:{program.port}"


class Nginx:
    """One nginx with the configuration that fill-in.sh makes, everything it writes in ``folder``."""

    def __init__(self, folder: Path, values: Mapping[str, str]) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.file = folder / "nginx.conf"
        given = {"LISTEN": f"127.0.0.1:{self.port}", "TRUSTED_PROXIES": "192.0.2.0/24", "PRIVATE_AUTH": "127.0.0.1:1"}
        command = ["sh", str(NGINX / "fill-in.sh"), str(folder)]
        done = subprocess.run(command, env=FRESH | given | dict(values), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "${" not in (folder / "nginx" / "server.conf").read_text(encoding="utf-8")
        text = self.file.read_text(encoding="utf-8")
        self.file.write_text(text.replace("stderr crit", f"{folder}/error.log notice"), encoding="utf-8")
        self.program = Program("nginx", self.command(), port=self.port, cut="TERM")

    def command(self, *more: str) -> list[str]:
        as_root = "user root; " if os.geteuid() == 0 else ""
        log = str(self.folder / "error.log")
        return ["/usr/sbin/nginx", "-e", log, "-c", str(self.file), "-g", f"{as_root}daemon off;", *more]

    def checked(self) -> str:
        """What `nginx -t` says; the test fails when it refuses the configuration."""
        done = subprocess.run(self.command("-t"), capture_output=True, text=True)
        said = done.stdout + done.stderr + (self.folder / "error.log").read_text(encoding="utf-8")
        assert done.returncode == 0, said
        return said

    def start(self) -> None:
        """Begin to serve; returns when connections are taken."""
        self.program.start()

    def stop(self) -> None:
        """End, with what is under way broken off."""
        self.program.stop()

    def workers(self) -> list[int]:
        """The processes that answer."""
        pid = self.program.pid
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()))


@contextmanager
def nginx(folder: Path, values: Mapping[str, str]) -> Iterator[Nginx]:
    """A started nginx whose template is filled in with ``values``."""
    server = Nginx(folder, values)
    server.start()
    try:
        yield server
    finally:
        server.stop()
