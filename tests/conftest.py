"""What every test stands on: no network beyond this machine, no settings from the caller's shell, one Chromium."""

from __future__ import annotations

import ipaddress
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.chromium import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The tests' own switches; every other VOTEWATCH_* and POLL_API_* is a setting of the programs under test.
TEST_SWITCHES = frozenset(
    {
        "VOTEWATCH_CHROMIUM",
        "VOTEWATCH_LLAMA_SERVER",
        "VOTEWATCH_LOCATION_TABLE",
        "VOTEWATCH_STANDIN_COMMAND",
        "VOTEWATCH_STANDIN_URL",
    }
)
SYSTEM_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def refuse_the_outside(event: str, arguments: tuple[object, ...]) -> None:
    """Stop any connection of the test process that would leave this machine."""
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple) or address[0] == "localhost":
        return
    if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback:
        raise PermissionError(f"a test tried to reach {address[0]}: tests talk to this machine only")


sys.addaudithook(refuse_the_outside)

# A test says what is true, however busy the machine is: how long an example took is nobody's failure.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def no_settings_from_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("VOTEWATCH_", "POLL_API_")) and name not in TEST_SWITCHES:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def built_site(root: Path) -> Path:
    """The whole site, built by the program itself from the committed record; kept, and made anew where it changed."""
    kept = root / ".cache" / "tests"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VOTEWATCH_")}
    environment |= {"VOTEWATCH_PATHS_PUBLIC": f"{kept}/public", "VOTEWATCH_PATHS_CACHE": f"{kept}/cache"}
    command = [sys.executable, "-m", "votewatch", "--config", "votewatch.toml", "build"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return kept / "public"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium that tests/browser/chromium.sh chose, or the system's when pytest was called by hand."""
    path = os.environ.get("VOTEWATCH_CHROMIUM") or next(filter(None, map(shutil.which, SYSTEM_CHROMIUMS)), None)
    if path is None:
        pytest.fail("no Chromium here: run `make chromium`, or name one with VOTEWATCH_CHROMIUM")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with opened(chromium) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has never been here."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
