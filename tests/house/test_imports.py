"""Importing does nothing, and asking for help costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("httpx", "jinja2", "faker", "litellm", "lxml", "markdown", "parsel", "sqlite_utils", "starlette")

# Walks a package's modules (not its __main__, which is a program) and notes what each import does to the outside.
IMPORT_ALL = """
import importlib, os, pkgutil, sys
found = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        found.append(f"opened {arguments[0]} for writing")
    if event in ("os.mkdir", "socket.connect", "sqlite3.connect", "subprocess.Popen"):
        found.append(event)
class Watched(dict):
    def note(self, name):
        if str(name).startswith(("VOTEWATCH_", "POLL_API_")): found.append(f"read {name}")
    def __getitem__(self, name): self.note(name); return super().__getitem__(name)
    def __contains__(self, name): self.note(name); return super().__contains__(name)
    def get(self, name, default=None): self.note(name); return super().get(name, default)
os.environ = Watched(os.environ)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print("\\n".join(found))
"""


@pytest.mark.parametrize("package", ["votewatch", "poll_api"])
def test_importing_every_module_touches_nothing(package: str, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL, package], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['votewatch', '--help']\n"
        "from votewatch.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code\n"
        f"print('HEAVY:', *(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split() == ["HEAVY:"]


def test_the_poll_api_knows_nothing_of_the_site(tmp_path: Path) -> None:
    script = "import sys, poll_api.app; print(*sorted(name for name in sys.modules if name.startswith('votewatch')))"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
