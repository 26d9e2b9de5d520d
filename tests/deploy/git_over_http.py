"""git's own http-backend behind a real nginx on this machine, open to those who bring the token."""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.processes import Program, free_port, running

TOKEN = "gl-s3cret-of-a-project"
HEADER = "Authorization: Basic " + base64.b64encode(f"nightly:{TOKEN}".encode()).decode()

NGINX = """
{user}
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log {folder}/access.log;
    client_max_body_size 0;
    client_body_temp_path {folder}/body;
    fastcgi_temp_path {folder}/fastcgi;
    proxy_temp_path {folder}/proxy;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            if ($http_authorization != "{credentials}") {{
                add_header WWW-Authenticate 'Basic realm="git"' always;
                return 401;
            }}
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
            fastcgi_param GIT_PROJECT_ROOT {root};
            fastcgi_param GIT_HTTP_EXPORT_ALL "";
            fastcgi_param REMOTE_USER nightly;
            fastcgi_param PATH_INFO $uri;
            fastcgi_pass unix:{folder}/git.sock;
        }}
    }}
}}
"""


@dataclass(frozen=True)
class GitServer:
    """``url`` of the one repository, without a token; ``environment`` is what brings it."""

    url: str
    folder: Path
    backend: Program
    nginx: Program

    @property
    def environment(self) -> dict[str, str]:
        base = self.url.rpartition("/")[0]
        return {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{base}/.extraHeader",
            "GIT_CONFIG_VALUE_0": HEADER,
        }

    def restart(self) -> None:
        """Kill both servers and start them again."""
        for program in (self.backend, self.nginx):
            program.kill()
        (self.folder / "git.sock").unlink()
        for program in (self.backend, self.nginx):
            program.start()
        self.wait()

    def wait(self) -> None:
        """Until git's server takes connections."""
        for _ in range(10_000):
            try:
                with closing(socket.socket(socket.AF_UNIX)) as backend:
                    backend.connect(f"{self.folder}/git.sock")
                return
            except OSError:
                os.sched_yield()
        raise AssertionError((self.folder / "error.log").read_text(encoding="utf-8"))


@contextmanager
def serve_git(repository: Path, folder: Path) -> Iterator[GitServer]:
    """Serve the bare ``repository`` until the block ends; ``folder`` is the servers' own, with a short path."""
    subprocess.run(["git", "-C", str(repository), "config", "http.receivepack", "true"], check=True)
    port = free_port()
    configuration = NGINX.format(
        folder=folder,
        port=port,
        root=repository.parent,
        credentials=HEADER.partition(": ")[2],
        user="user root;" if os.geteuid() == 0 else "",
    )
    (folder / "nginx.conf").write_text(configuration, encoding="utf-8")
    # Each is one process without helpers, so that the system can end it when the test's own is cut off.
    backends = [_program("fcgiwrap"), "-c", "1", "-s", f"unix:{folder}/git.sock"]
    nginx = [_program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    backend = Program("git-backend", backends)
    server = GitServer(
        f"http://127.0.0.1:{port}/{repository.name}",
        folder,
        backend,
        Program("git-nginx", nginx, port=port, cut="TERM"),
    )
    with running(backend), running(server.nginx):
        server.wait()
        yield server


def _program(name: str) -> str:
    return shutil.which(name) or f"/usr/sbin/{name}"
