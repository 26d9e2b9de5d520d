"""`votewatch fetch sk` as a process of its own: stopped, killed, and against a bigger stand-in when there is one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.standin.server import Standin, serve
from votewatch.fetching.sk import fetch_sk
from votewatch.ledger import files
from votewatch.model.vocabulary import Parliament
from votewatch.settings import Paths, Settings, SkSource, Sources
from votewatch.sources.selection import Selection

BIGGER = os.environ.get("VOTEWATCH_STANDIN_URL", "").rstrip("/")


@pytest.fixture
def site() -> Iterator[Standin]:
    with serve() as standin:
        yield standin


def start(site: Standin, folder: Path, rate: float) -> subprocess.Popen[str]:
    (folder / "votewatch.toml").write_text(
        f'[sources.sk]\nbase_url = "{site.base_url}"\nrequests_per_second = {rate}\n', encoding="utf-8"
    )
    command = [sys.executable, "-m", "votewatch", "fetch", "sk"]
    # A shell lets what it starts behind itself ignore Ctrl+C, and a child would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(site: Standin, documents: int) -> None:
    for _ in range(documents):
        assert site.sent.acquire(timeout=30)


@pytest.mark.slow
@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_process_is_gone_on_with_and_asks_for_no_page_twice(
    site: Standin, tmp_path: Path, way: signal.Signals
) -> None:
    for _ in range(2):
        process = start(site, tmp_path, rate=10)
        wait_for(site, 6 if not site.answered else 1)
        process.send_signal(way)
        _, said = process.communicate(timeout=30)
        assert process.returncode == 130, said
        assert "the next run goes on from there" in said
        assert "Traceback" not in said
    out, said = start(site, tmp_path, rate=100).communicate(timeout=30)
    assert "skipped: 1" in out, said
    assert len(files.load(tmp_path / "data")) == 6
    assert set(site.answered.values()) == {1}


@pytest.mark.slow
def test_a_killed_process_leaves_nothing_that_the_next_one_stumbles_over(site: Standin, tmp_path: Path) -> None:
    for _ in range(2):
        process = start(site, tmp_path, rate=10)
        wait_for(site, 2)
        process.kill()
        process.communicate(timeout=30)
    out, said = start(site, tmp_path, rate=100).communicate(timeout=30)
    assert "skipped: 1" in out, said
    assert len(files.load(tmp_path / "data")) == 6
    # A kill may come while an answer is on its way: that page, and no other, is asked for again.
    assert sum(site.answered.values()) <= len(site.answered) + 2 * 2


@pytest.mark.slow
@pytest.mark.skipif(not BIGGER, reason="VOTEWATCH_STANDIN_URL names no bigger stand-in")
def test_pages_of_a_bigger_stand_in_give_the_committed_lines(root: Path, tmp_path: Path) -> None:
    source = SkSource(base_url=f"{BIGGER}/nrsr", requests_per_second=200)
    settings = Settings(Paths(data=tmp_path / "data", cache=tmp_path / "cache"), sources=Sources(sk=source))
    report = fetch_sk(settings, Selection(until="2023-11-30"), today="2026-01-24")
    committed = {r.id: replace(r, read="") for r in files.load(root / "data", Parliament.SK) if r.day <= "2023-11-30"}
    fetched = {r.id: replace(r, read="") for r in files.load(tmp_path / "data", Parliament.SK)}
    assert report.exit_code == 0
    assert fetched == committed


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "votewatch", *arguments], cwd=folder, capture_output=True, text=True, timeout=60
    )


@pytest.mark.slow
def test_the_process_ends_with_the_status_of_its_run(site: Standin, tmp_path: Path) -> None:
    process = start(site, tmp_path, rate=500)
    process.communicate(timeout=30)
    several = run(tmp_path, "fetch", "sk", "--only", "sk:9:v101", "105,107")
    unknown = run(tmp_path, "fetch", "sk", "101")
    site.base_url += "/nowhere"
    nothing = start(site, tmp_path, rate=500)
    nothing.communicate(timeout=30)
    assert (process.returncode, several.returncode, unknown.returncode, nothing.returncode) == (1, 0, 2, 2)
    assert "read 3: 0 new, 0 changed, 3 unchanged" in several.stdout


@pytest.mark.slow
def test_inspect_prints_what_the_parser_reads_or_why_it_does_not(site: Standin, tmp_path: Path) -> None:
    page = f"{site.base_url}/web/Default.aspx?sid=schodze/hlasovanie/hlasklub&ID="
    good, doctored = run(tmp_path, "inspect", f"{page}105"), run(tmp_path, "inspect", f"{page}106")
    assert json.loads(good.stdout)["found"]["roll_call"]["positions"] == "FFFFA"
    assert doctored.returncode == 2
    assert "vote 106: the members' letters add up to" in doctored.stderr
    assert f"{page}106" in doctored.stderr
