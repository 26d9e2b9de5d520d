"""The SQLite file of the small record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.render.downloads.test_tables import rows
from votewatch.render.downloads.dictionary import TABLES
from votewatch.render.downloads.vocabularies import VOCABULARIES


@pytest.fixture
def database(small_site: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{small_site / 'data/votewatch.db'}?mode=ro", uri=True)
    yield connection
    connection.close()


def ask(database: sqlite3.Connection, query: str, *values: object) -> list[Any]:
    return database.execute(query, values).fetchall()


def test_the_file_is_sound_and_every_reference_leads_somewhere(database: sqlite3.Connection) -> None:
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    assert ask(database, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("table", [table.name for table in TABLES if table.name != "positions"])
def test_a_table_holds_the_rows_of_both_csv_files(database: sqlite3.Connection, small_site: Path, table: str) -> None:
    wanted = [row for parliament in ("sk", "eu") for row in rows(small_site, parliament, table)]
    kinds = {column.name: column.kind for one in TABLES if one.name == table for column in one.columns}
    names = ", ".join(f'"{name}"' for name in kinds)
    found = [
        {name: as_text(cell, kinds[name]) for name, cell in zip(kinds, row, strict=True)}
        for row in ask(database, f'SELECT {names} FROM "{table}"')
    ]
    assert sorted(found, key=str) == sorted(wanted, key=str)


def as_text(cell: object, kind: str) -> str:
    if cell is None:
        return ""
    return ("true" if cell else "false") if kind == "boolean" else str(cell)


def test_positions_by_id_are_the_rows_of_both_csv_files(database: sqlite3.Connection, small_site: Path) -> None:
    wanted = [tuple(row.values()) for parliament in ("sk", "eu") for row in rows(small_site, parliament, "positions")]
    found = ask(database, "SELECT roll_call, member, club, position FROM positions_by_id")
    assert sorted(found) == sorted(wanted)
    assert ask(database, "SELECT count(*) FROM positions") == [(len(wanted),)]


def test_a_members_decisions_are_those_of_the_votes_that_show_names(database: sqlite3.Connection) -> None:
    found = ask(
        database, "SELECT decision, club, position FROM member_decisions WHERE member = 'sk:m1' ORDER BY decision"
    )
    assert found == [("sk:9:20", "sk-a", "F"), ("sk:9:21", "sk-a", "A")]


def test_a_clubs_decisions_have_counts(database: sqlite3.Connection) -> None:
    found = ask(database, "SELECT stance, position, votes_for, members FROM club_decisions WHERE decision = 'sk:9:20'")
    assert ("all", "F", 64, 64) in found


def test_a_title_is_found_without_marks(database: sqlite3.Connection) -> None:
    query = "SELECT d.id FROM decisions_fts JOIN decisions d ON d.key = decisions_fts.rowid WHERE decisions_fts MATCH ?"
    assert ask(database, query, "vladny navrh reklame") == [("sk:9:20",)]


def test_the_file_says_whose_it_is_and_what_it_means(database: sqlite3.Connection) -> None:
    licences = dict(ask(database, "SELECT parliament, name || ' ' || attribution FROM licences"))
    assert "Open Database License (ODbL) 1.0 HowTheyVote.eu" in licences["eu"]
    assert "nrsr.sk" in licences["sk"]
    assert ask(database, 'SELECT count(*) FROM "columns"') == [(sum(len(table.columns) for table in TABLES),)]
    assert ask(database, "SELECT count(*) FROM vocabularies") == [(sum(len(one.values) for one in VOCABULARIES),)]
