"""Datasette opens the SQLite file of the committed record: started for real, asked over HTTP."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def datasette(built_site: Path) -> Iterator[httpx.Client]:
    """A client of a running Datasette, on a port that the system gave."""
    folder = built_site / "data"
    command = [sys.executable, "-u", "-m", "datasette", "serve", "votewatch.db", "--metadata", "datasette.json"]
    # Its own limit is a second by the clock, which a busy machine may need; nothing here takes a quarter of it.
    command += ["--host", "127.0.0.1", "--port", "0", "--setting", "sql_time_limit_ms", "60000"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            for line in process.stderr:
                if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                    break
            else:
                pytest.fail("Datasette ended before it named its address")
            with httpx.Client(base_url=found[0], timeout=60, trust_env=False) as client:
                yield client
        finally:
            process.terminate()


def asked(datasette: httpx.Client, path: str, **parameters: str) -> Any:
    return datasette.get(path, params={"_shape": "array", **parameters}).raise_for_status().json()


def test_the_front_page_names_the_database_its_licences_and_its_source(datasette: httpx.Client) -> None:
    page = datasette.get("/").raise_for_status().text
    assert "votewatch" in page
    assert "ODbL-1.0 (eu)" in page
    assert "HowTheyVote.eu" in page


@pytest.mark.parametrize("name", ["decisions", "roll_calls", "positions", "stances", "members", "columns", "licences"])
def test_a_table_has_a_page(datasette: httpx.Client, name: str) -> None:
    assert datasette.get(f"/votewatch/{name}").raise_for_status().text.count("<tr>") > 1


@pytest.mark.parametrize("name", ["positions_by_id", "member_decisions", "club_decisions"])
def test_a_view_has_a_page(datasette: httpx.Client, name: str) -> None:
    assert datasette.get(f"/votewatch/{name}").raise_for_status().text.count("<tr>") > 1


def test_a_column_is_described(datasette: httpx.Client) -> None:
    assert "What a vote for meant in the deciding vote." in datasette.get("/votewatch/decisions").text


def test_a_query_answers_in_json_what_the_page_says(datasette: httpx.Client, built_site: Path) -> None:
    query = "select stance, position, votes_for, members from club_decisions where decision = :id order by club"
    found = asked(datasette, "/votewatch.json", sql=query, id="sk:9:733")
    page = json.loads((built_site / "sk/d/sk-9-733/index.json").read_bytes())
    names = ("stance", "position", "for", "members")
    shown = [tuple(one[name] for name in names) for one in page["stances"]]
    assert sorted((tuple(one.values()) for one in found), key=str) == sorted(shown, key=str)


def test_a_view_is_filtered_by_member(datasette: httpx.Client) -> None:
    found = asked(datasette, "/votewatch/member_decisions.json", member="sk:m36", _size="5")
    assert len(found) == 5
    assert {one["member"] for one in found} == {"sk:m36"}


def test_titles_are_searched_without_marks(datasette: httpx.Client) -> None:
    found = asked(datasette, "/votewatch/decisions.json", _search="ustavny zakon", _size="max")
    assert "sk:9:733" in {one["id"] for one in found}
