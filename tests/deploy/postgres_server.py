"""A PostgreSQL of a test's own: a new cluster in a folder of its own, on the loopback address, that the test ends."""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
from pathlib import Path

# Debian keeps the server's programs out of the path.
_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
_OWNER = "postgres"  # PostgreSQL refuses to run as root


class Server:
    """One cluster. ``url`` reaches its database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"postgresql://{_OWNER}@127.0.0.1:{self.port}/postgres"
        folder.mkdir(mode=0o755)
        if os.geteuid() == 0:
            shutil.chown(folder, _OWNER)
        self._run("initdb", "--auth=trust", f"--username={_OWNER}", "--encoding=UTF8", "--no-locale", "-D", self.data)

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> Server:
        """Begin to serve; returns when connections are taken."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-D", self.data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        return self

    def stop(self, mode: str = "fast") -> None:
        """End: "fast" breaks connections off, "immediate" is what a crash leaves behind."""
        self._run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def kill(self) -> None:
        """Kill all of it, as a machine that loses its power."""
        first = int((Path(self.data) / "postmaster.pid").read_text(encoding="ascii").split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
        held = [os.pidfd_open(pid) for pid in (first, *map(int, children))]
        for process in held:
            signal.pidfd_send_signal(process, signal.SIGKILL)
        for process in held:  # readable once it has ended
            select.select([process], [], [], 20)
            os.close(process)

    def _run(self, program: str, *arguments: str) -> None:
        folder = _PROGRAMS[0] if _PROGRAMS else Path(shutil.which(program) or program).parent
        as_owner = ["runuser", "-u", _OWNER, "--"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*as_owner, str(folder / program), *arguments],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if program != "pg_ctl" else subprocess.DEVNULL,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}"


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
