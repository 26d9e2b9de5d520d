"""What `make test-deploy` does on a machine that lacks its servers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

# What the script looks for by name, and the package of each.
PROGRAMS = {
    "flock": "util-linux",
    "git": "git",
    "initdb": "postgresql",
    "npm": "npm",
    "prometheus": "prometheus",
    "rsync": "rsync",
    "ssh-keygen": "openssh-client",
    "wrk": "wrk",
}
# What it looks for where Debian puts it, so that this machine's own are found.
BY_PLACE = {"/usr/sbin/nginx": "nginx-light", "/usr/sbin/fcgiwrap": "fcgiwrap"}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that is all the script finds by name."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, body in {"id": "echo 1000", "ls": "exit 1", "apt-get": f'echo "$@" >> {tmp_path}/asked'}.items():
        program(folder / name, body)
    return folder


def program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def see_to_it(root: Path, machine: Path) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(root / "tests/deploy/servers.sh")]
    return subprocess.run(command, env={"PATH": str(machine)}, capture_output=True, text=True)


def named(done: subprocess.CompletedProcess[str]) -> set[str]:
    """The packages that it says are needed."""
    return set(done.stderr.partition("packages:")[2].partition("\n")[0].split())


def test_who_is_not_root_is_told_what_to_install(root: Path, machine: Path) -> None:
    done = see_to_it(root, machine)
    assert done.returncode == 1
    assert set(PROGRAMS.values()) <= named(done)
    assert not (machine.parent / "asked").exists()


def test_what_is_here_is_not_asked_for(root: Path, machine: Path) -> None:
    for name in PROGRAMS:
        program(machine / name, "")
    done = see_to_it(root, machine)
    absent = {package for place, package in BY_PLACE.items() if not Path(place).exists()}
    assert (done.returncode, named(done)) == (1 if absent else 0, absent)
