"""deploy/systemd: what the units start is in the checkout, and takes the settings that it is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from poll_api.settings import OPTIONS

CHECKOUT = "/opt/votewatch/"
UNITS = ("votewatch-api", "votewatch-night", "votewatch-nginx", "votewatch-sync")


def unit(root: Path, name: str) -> str:
    return (root / "deploy/systemd" / f"{name}.service").read_text(encoding="utf-8")


def values(text: str, key: str) -> list[str]:
    """Every value of ``key``, with its continued lines as one."""
    return re.findall(rf"^{key}=-?(.*)$", text.replace("\\\n", ""), re.MULTILINE)


@pytest.mark.parametrize("name", UNITS)
def test_what_a_unit_starts_in_the_checkout_is_there(name: str, root: Path) -> None:
    started = " ".join(values(unit(root, name), "ExecStart(?:Pre)?")).split()
    in_checkout = [word.removeprefix(CHECKOUT) for word in started if word.startswith((CHECKOUT, ".ci/"))]
    missing = [word for word in in_checkout if not word.startswith(".venv/") and not (root / word).is_file()]
    assert in_checkout
    assert not missing


def test_the_poll_api_knows_the_options_of_its_unit(root: Path) -> None:
    given = set(re.findall(r"--[a-z-]+", values(unit(root, "votewatch-api"), "ExecStart")[0]))
    assert given == {"--polls", "--db", "--port", "--trusted-proxies"} <= {option.flag for option in OPTIONS}


@pytest.mark.parametrize(
    ("name", "reads"), [("votewatch-sync", "deploy/git-sync.sh"), ("votewatch-nginx", "deploy/nginx/fill-in.sh")]
)
def test_what_a_unit_sets_is_what_its_script_reads(name: str, reads: str, root: Path) -> None:
    script = (root / reads).read_text(encoding="utf-8")
    names = [pair.partition("=")[0] for line in values(unit(root, name), "Environment") for pair in line.split()]
    assert names
    assert [one for one in names if f"${{{one}:" not in script] == []


def test_the_units_agree_on_the_site_and_the_port_of_the_poll_api(root: Path) -> None:
    sync, api, nginx = (unit(root, name) for name in ("votewatch-sync", "votewatch-api", "votewatch-nginx"))
    assert "GIT_SYNC_ROOT=/srv/site " in sync
    assert "--polls /srv/site/live/polls.json" in api
    assert "SITE_ROOT=/srv/site/live " in nginx
    assert "--port 8001" in api
    assert "POLL_API=127.0.0.1:8001 " in nginx


def test_a_night_that_published_with_something_away_is_no_failure(root: Path) -> None:
    assert values(unit(root, "votewatch-night"), "SuccessExitStatus") == ["1 5"]


def test_operations_names_every_unit(root: Path) -> None:
    told = (root / "docs/operations.md").read_text(encoding="utf-8")
    names = [path.name for path in sorted((root / "deploy/systemd").iterdir())]
    assert names
    assert [name for name in names if name.rpartition(".")[0] not in told] == []
