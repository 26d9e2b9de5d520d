"""Which Chromium the browser tests get, on machines that have one, another, or none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

NO_PLAYWRIGHT = "exit 1"
AS_ROOT, AS_A_USER = "echo 0", "echo 1000"


def program(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that is all the script can see, with no Chromium in it."""
    program(tmp_path / "python", NO_PLAYWRIGHT)
    program(tmp_path / "id", AS_A_USER)
    program(tmp_path / "timeout", 'shift; exec "$@"')
    return tmp_path


def choose(root: Path, machine: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(root / "tests/browser/chromium.sh"), str(machine / "python")],
        env={"PATH": str(machine), **environment},
        capture_output=True,
        text=True,
    )


def test_the_named_one_comes_first(root: Path, machine: Path) -> None:
    program(machine / "chromium", "")
    named = program(machine / "mine", "")
    done = choose(root, machine, VOTEWATCH_CHROMIUM=str(named))
    assert (done.returncode, done.stdout.strip()) == (0, str(named))
    assert "from VOTEWATCH_CHROMIUM" in done.stderr


def test_a_named_one_that_is_missing_is_an_error(root: Path, machine: Path) -> None:
    program(machine / "chromium", "")
    done = choose(root, machine, VOTEWATCH_CHROMIUM="/nowhere/chromium")
    assert (done.returncode, done.stdout) == (1, "")
    assert "/nowhere/chromium" in done.stderr


def test_then_the_systems(root: Path, machine: Path) -> None:
    system = program(machine / "chromium-browser", "")
    done = choose(root, machine)
    assert (done.returncode, done.stdout.strip()) == (0, str(system))


def test_then_playwrights_download(root: Path, machine: Path) -> None:
    own = machine / "playwrights"
    program(machine / "python", f'[ "$2" = playwright ] && : > {own} && /bin/chmod +x {own}; echo {own}')
    done = choose(root, machine)
    assert (done.returncode, done.stdout.strip()) == (0, str(own)), done.stderr
    assert "Playwright's download" in done.stderr


def test_then_apt_as_root_after_an_update(root: Path, machine: Path) -> None:
    program(machine / "id", AS_ROOT)
    chromium = machine / "chromium"
    seen = machine / "seen"
    program(
        machine / "apt-get",
        f'echo "$3" >> {seen}; [ "$3" = install ] && : > {chromium} && /bin/chmod +x {chromium}; exit 0',
    )
    done = choose(root, machine)
    assert (done.returncode, done.stdout.strip()) == (0, str(chromium)), done.stderr
    assert seen.read_text(encoding="utf-8").split() == ["update", "install"]


def test_without_any_it_says_what_to_do(root: Path, machine: Path) -> None:
    done = choose(root, machine)
    assert (done.returncode, done.stdout) == (1, "")
    assert "VOTEWATCH_CHROMIUM=" in done.stderr
