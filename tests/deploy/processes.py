"""Programs that a test starts, each on a port of the loopback address, and ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
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


@contextmanager
def poll_api(folder: Path, polls: Path, *more: str, port: int = 0) -> Iterator[str]:
    """The address of a poll API with its answers in ``folder``; it believes a proxy on this machine."""
    given = port or free_port()
    command = [sys.executable, "-m", "poll_api", "--polls", str(polls), "--db", str(folder / "polls.db")]
    command += ["--port", str(given), "--trusted-proxies", "127.0.0.1/32", *more]
    folder.mkdir(exist_ok=True)
    with ended(subprocess.Popen(command, cwd=ROOT, env=FRESH, stdout=subprocess.DEVNULL)) as process:
        wait_for(given, process)
        yield f"http://127.0.0.1:{given}"


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
        self.file.write_text(text.replace("/dev/stderr crit", f"{folder}/error.log notice"), encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

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
        self._process = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port, self._process)

    def stop(self) -> None:
        """End, with what is under way broken off."""
        if self._process is not None:
            with ended(self._process):
                self._process = None


@contextmanager
def nginx(folder: Path, values: Mapping[str, str]) -> Iterator[Nginx]:
    """A started nginx whose template is filled in with ``values``."""
    server = Nginx(folder, values)
    server.start()
    try:
        yield server
    finally:
        server.stop()
