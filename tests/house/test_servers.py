"""What `make test-deploy` does on a machine that lacks its servers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

PROGRAMS = ("prometheus", "wrk", "git", "flock", "ssh-keygen", "initdb")


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


def test_who_is_not_root_is_told_what_to_install(root: Path, machine: Path) -> None:
    done = see_to_it(root, machine)
    assert done.returncode == 1
    assert "need these Debian packages:" in done.stderr
    assert " postgresql prometheus wrk git util-linux openssh-client" in done.stderr
    assert not (machine.parent / "asked").exists()


def test_what_is_here_is_not_asked_for(root: Path, machine: Path) -> None:
    for name in PROGRAMS:
        program(machine / name, "")
    done = see_to_it(root, machine)
    if Path("/usr/sbin/nginx").exists():
        assert (done.returncode, done.stderr) == (0, "")
    else:
        assert "packages: nginx-light\n" in done.stderr
