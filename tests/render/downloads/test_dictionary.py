"""The data dictionary is whole: nothing undescribed, nothing described that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.render.small_record import record
from votewatch.model.vocabulary import Parliament
from votewatch.render.downloads.dictionary import TABLES, Column, values
from votewatch.render.downloads.rows import ROWS, Part
from votewatch.render.downloads.vocabularies import VOCABULARIES
from votewatch.render.words import LANGUAGES, Words

WORDS = {lang: Words.read(Path(__file__).parents[3] / "site_src/words", lang) for lang in LANGUAGES}
PYTHON = {"text": str, "integer": int, "boolean": bool, "date": str, "time": str}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_column_and_value_has_a_line(lang: str) -> None:
    needed = {f"data_table.{table.name}" for table in TABLES}
    needed |= {f"data_column.{table.name}.{column}" for table in TABLES for column in table.names}
    needed |= {f"data_vocabulary.{one.name}" for one in VOCABULARIES}
    needed |= {f"{one.words}.{value}" for one in VOCABULARIES for value in one.values}
    assert {key for key in needed if key not in WORDS[lang] or not WORDS[lang].text(key)} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_describes_what_is_not_there(lang: str) -> None:
    there = {f"data_table.{table.name}" for table in TABLES}
    there |= {f"data_column.{table.name}.{column}" for table in TABLES for column in table.names}
    there |= {f"data_vocabulary.{one.name}" for one in VOCABULARIES}
    there |= {f"{one.words}.{value}" for one in VOCABULARIES for value in one.values}
    every = WORDS[lang].keys()
    said = {key for key in every if key.startswith(("data_table.", "data_column.", "data_vocab", "data_value."))}
    assert said - there == set()


def test_counts_say_their_unit() -> None:
    counts = [(t.name, c.name) for t in TABLES for c in t.columns if c.kind == "integer"]
    numbers = {("roll_calls", "term"), ("roll_calls", "meeting"), ("roll_calls", "number"), ("members", "source_id")}
    without = {(t, c) for t, c in counts if "Unit: " not in WORDS["en"].text(f"data_column.{t}.{c}")}
    assert without == numbers


def test_every_reference_leads_to_a_key_of_a_table() -> None:
    keys = {(table.name, table.key[0]) for table in TABLES if len(table.key) == 1}
    assert {column.to for table in TABLES for column in table.columns if column.to} <= keys


def test_every_vocabulary_is_used_and_every_used_one_is_there() -> None:
    used = {name for table in TABLES for column in table.columns for name in column.vocabularies}
    assert used == {one.name for one in VOCABULARIES}


@pytest.mark.parametrize("parliament", Parliament)
def test_every_row_is_what_its_columns_say(parliament: Parliament) -> None:
    part = Part(record(), {}, parliament)
    for table in TABLES:
        if table.name == "positions":
            continue
        for row in ROWS[table.name](part):
            wrong = [
                (table.name, column.name, cell)
                for column, cell in zip(table.columns, row, strict=True)
                if not fits(cell, column)
            ]
            assert wrong == []


def fits(cell: object, column: Column) -> bool:
    if cell is None:
        return not column.required
    allowed = values(column)
    return isinstance(cell, PYTHON[column.kind]) and cell != "" and (not allowed or cell in allowed)
