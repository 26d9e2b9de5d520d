"""The downloads of the committed record beside the ledger's own lines and the data of the pages."""

from __future__ import annotations

import csv
import gzip
import json
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.render.downloads.test_dictionary import fits
from votewatch.render.downloads.dictionary import TABLES

pytestmark = pytest.mark.slow


def ledger(root: Path, parliament: str) -> Iterator[tuple[str, list[int], str]]:
    """(roll call, members, letters) of every line with names, read without our own code."""
    pattern = "sk/*/[0-9]*.jsonl" if parliament == "sk" else "eu/[0-9]*.jsonl"
    for path in (root / "data/ledger").glob(pattern):
        members: list[int] = []
        for line in path.read_text(encoding="utf-8").split("\n"):
            value = json.loads(line) if line else {}
            if "roster" in value:
                members = [member for _, held in value["roster"] for member in held]
            elif "positions" in value:
                yield value["id"], members, value["positions"]


@pytest.mark.parametrize("parliament", ["sk", "eu"])
def test_every_letter_of_the_ledger_is_a_row_of_the_csv(built_site: Path, root: Path, parliament: str) -> None:
    wanted = {name: list(zip(members, letters, strict=True)) for name, members, letters in ledger(root, parliament)}
    seen = set()
    with gzip.open(built_site / f"data/{parliament}/positions.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for name, group in groupby(csv.DictReader(file), key=lambda row: row["roll_call"]):
            rows = [(int(row["member"].partition(":m")[2]), row["position"]) for row in group]
            assert rows == wanted[name]
            seen.add(name)
    assert seen == wanted.keys()
    assert sum(map(len, wanted.values())) > 500_000


@pytest.mark.parametrize("parliament", ["sk", "eu"])
def test_the_parquet_positions_are_those_of_the_csv(built_site: Path, parliament: str) -> None:
    folder = built_site / "data" / parliament
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE VIEW p AS FROM read_parquet('{folder}/positions.parquet')")
        connection.execute(f"CREATE VIEW c AS FROM read_csv('{folder}/positions.csv.gz', all_varchar = true)")
        differ = "SELECT count(*) FROM (FROM {0} EXCEPT ALL FROM {1})"
        assert connection.execute(differ.format("p", "c")).fetchall() == [(0,)]
        assert connection.execute(differ.format("c", "p")).fetchall() == [(0,)]


@pytest.mark.parametrize("parliament", ["sk", "eu"])
@pytest.mark.parametrize("table", [one for one in TABLES if one.name != "positions"], ids=lambda one: one.name)
def test_no_cell_is_outside_of_its_column(built_site: Path, parliament: str, table: Any) -> None:
    read: dict[str, Callable[[str], object]] = {"text": str, "date": str, "time": str, "integer": int}
    read["boolean"] = {"true": True, "false": False}.__getitem__
    path = built_site / "data" / parliament / f"{table.name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column in table.columns:
                cell = read[column.kind](row[column.name]) if row[column.name] else None
                assert fits(cell, column), (column.name, row)


@pytest.fixture(scope="module")
def database(built_site: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{built_site / 'data/votewatch.db'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def test_the_database_is_sound_and_has_as_many_rows_as_the_lists_say(
    built_site: Path, database: sqlite3.Connection
) -> None:
    assert [row[0] for row in database.execute("PRAGMA integrity_check")] == ["ok"]
    assert list(database.execute("PRAGMA foreign_key_check")) == []
    listed: Counter[str] = Counter()
    for parliament in ("sk", "eu"):
        for one in json.loads((built_site / f"data/{parliament}/files.json").read_bytes())["files"]:
            if one["format"] == "csv":
                listed[one["table"]] += one["rows"]
    for table in TABLES:
        assert database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0] == listed[table.name]


def test_a_decisions_row_says_what_its_page_says(built_site: Path, database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT * FROM decisions").fetchall()
    for row in random.Random(5).sample(rows, 200):
        page = json.loads((built_site / "sk" / row["page"] / "index.json").read_bytes())
        same = ("id", "parliament", "kind", "outcome", "for_means", "deciding_vote", "positions_of", "no_question")
        assert [row[name] for name in same] == [page[name] for name in same]
        assert (row["item"], row["title"] or "", row["note"]) == (page["item"], page["title"], page["note"])
        assert (bool(row["declaration"]), row["read"]) == (page["declaration"], page["read"])
        assert (None if row["passed"] is None else bool(row["passed"])) == page["passed"]
        majority = page["majority"] or {"rule": None, "needed": None, "base": None}
        assert [row[f"majority_{name}"] for name in majority] == list(majority.values())
        assert row["source"] in page["sources"]


def test_a_roll_calls_rows_say_what_its_page_says(built_site: Path, database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT * FROM roll_calls WHERE by_name").fetchall()
    for row in random.Random(6).sample(rows, 60):
        page = json.loads((built_site / "en/v" / row["id"].replace(":", "-") / "index.json").read_bytes())
        totals = page["totals"] or {}
        names = {"for": "votes_for", "against": "votes_against"}
        assert {names.get(name, name): count for name, count in totals.items()}.items() <= dict(row).items()
        assert [row[name] for name in ("decision", "motion", "result", "source", "read")] == [
            page[name] for name in ("decision", "motion", "result", "source", "read")
        ]
        query = "SELECT member, position FROM positions_by_id WHERE roll_call = ?"
        found = {(member, position) for member, position in database.execute(query, (row["id"],))}
        shown = {
            (f"{row['parliament']}:m{member}", letter)
            for club in page["members"]
            for letter, held in club.items()
            if letter != "club"
            for member, _ in held
        }
        assert found == shown


@pytest.mark.parametrize(("parliament", "name"), [("sk", "clubs"), ("eu", "memberships")])
def test_memberships_are_the_committed_periods(
    root: Path, database: sqlite3.Connection, parliament: str, name: str
) -> None:
    query = "SELECT m.source_id, c.source_names, s.first_day, s.last_day FROM memberships s"
    query += " JOIN members m ON m.id = s.member JOIN clubs c ON c.id = s.club WHERE m.parliament = ?"
    found = [
        (member, set(names.split("; ")), first, last)
        for member, names, first, last in database.execute(query, (parliament,))
    ]
    lines = (root / f"data/ledger/{parliament}/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    committed = [tuple(map(json.loads(line).get, ("member", "group", "start", "end"))) for line in lines]
    assert len(found) == len(committed) > 300
    assert all(
        (one[0], one[2], one[3]) == (other[0], other[2], other[3]) and other[1] in one[1]
        for one, other in zip(found, committed, strict=True)
    )
