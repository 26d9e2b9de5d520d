"""Both parliaments as one SQLite file: the tables of the dictionary, their meaning, whose they are, views and a search.

The 1.8 million positions name roll call, member and club by whole numbers (``key``), which makes the table a third as
large; the view ``positions_by_id`` has the ids. The bytes depend on the record and the version of SQLite alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from votewatch.model.roll_call import Roster
from votewatch.model.vocabulary import Parliament
from votewatch.render.downloads.dictionary import TABLES, Column, Table
from votewatch.render.downloads.licence import LICENCES
from votewatch.render.downloads.rows import ROWS, Part
from votewatch.render.downloads.vocabularies import VOCABULARIES
from votewatch.render.words import LANGUAGES

# Tables whose rows have a number of their own besides the id.
KEYED = ("decisions", "roll_calls", "members", "clubs")
_TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT", "time": "TEXT"}
_POSITIONS = (
    'CREATE TABLE "positions" ("roll_call" INTEGER NOT NULL REFERENCES "roll_calls"("key"), "member" INTEGER NOT NULL'
    ' REFERENCES "members"("key"), "club" INTEGER NOT NULL REFERENCES "clubs"("key"), "position" TEXT NOT NULL,'
    ' PRIMARY KEY ("roll_call", "member")) WITHOUT ROWID'
)
_ABOUT = (
    'CREATE TABLE "licences" ("parliament" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "url" TEXT NOT NULL,'
    ' "attribution" TEXT NOT NULL, "source" TEXT NOT NULL)',
    'CREATE TABLE "columns" ("table" TEXT NOT NULL, "column" TEXT NOT NULL, "type" TEXT NOT NULL,'
    ' "meaning_sk" TEXT NOT NULL, "meaning_en" TEXT NOT NULL, PRIMARY KEY ("table", "column"))',
    'CREATE TABLE "vocabularies" ("vocabulary" TEXT NOT NULL, "value" TEXT NOT NULL, "meaning_sk" TEXT NOT NULL,'
    ' "meaning_en" TEXT NOT NULL, PRIMARY KEY ("vocabulary", "value"))',
)
_INDEXES = (
    ("decisions", "day"), ("decisions", "kind"), ("roll_calls", "decision"), ("roll_calls", "day"), ("stances", "club"),
    ("memberships", "club"), ("topics", "topic"), ("questions", "decision"),
)  # fmt: skip
VIEWS = {
    # As the CSV has it.
    "positions_by_id": """
SELECT r.id AS roll_call, m.id AS member, c.id AS club, p.position AS position
FROM positions p JOIN roll_calls r ON r.key = p.roll_call JOIN members m ON m.key = p.member
JOIN clubs c ON c.key = p.club""",
    # How each member voted where a decision was made, or shown by name. Outer joins, though nothing is ever missing:
    # who only counts the rows then does not wait for the names (Datasette does so on every page, within a second).
    "member_decisions": """
SELECT m.id AS member, ltrim(coalesce(m.first_name, '') || ' ' || m.last_name) AS name,
c.id AS club, d.id AS decision, d.day AS day,
d.title AS title, d.outcome AS outcome, d.for_means AS for_means, p.position AS position, r.source AS source
FROM decisions d JOIN roll_calls r ON r.id = d.positions_of JOIN positions p ON p.roll_call = r.key
LEFT JOIN members m ON m.key = p.member LEFT JOIN clubs c ON c.key = p.club""",
    "club_decisions": """
SELECT c.id AS club, c.short_name_sk AS name_sk, c.short_name_en AS name_en,
d.id AS decision, d.day AS day, d.title AS title, d.outcome AS outcome,
d.for_means AS for_means, s.stance AS stance, s.position AS position, s.votes_for AS votes_for,
s.votes_against AS votes_against, s.abstained AS abstained, s.not_voting AS not_voting, s.absent AS absent,
s.members AS members
FROM decisions d JOIN stances s ON s.roll_call = d.positions_of JOIN clubs c ON c.id = s.club""",
}


@dataclass(frozen=True, slots=True)
class Meanings:
    """What tables, columns and values mean, by (key, language): "data_column.decisions.id"."""

    text: Mapping[tuple[str, str], str]

    def both(self, key: str) -> tuple[str, ...]:
        """The meaning in each language."""
        return tuple(self.text[key, lang] for lang in LANGUAGES)


def written(parts: Iterable[Part], meanings: Meanings) -> bytes:
    """The whole file."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("BEGIN")
        for table in TABLES:
            connection.execute(_POSITIONS if table.name == "positions" else _create(table))
        for part in parts:
            _fill(connection, part)
        _explain(connection, meanings)
        for table_name, column in _INDEXES:
            connection.execute(f'CREATE INDEX "{table_name}_{column}" ON "{table_name}" ("{column}")')
        for name, query in VIEWS.items():
            connection.execute(f'CREATE VIEW "{name}" AS{query}')
        _search(connection)
        connection.execute("COMMIT")
        return connection.serialize()
    finally:
        connection.close()


def rows(content: bytes) -> int:
    """How many rows the tables of the dictionary have together in such a file."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(content)
        counts = (connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0] for table in TABLES)
        return sum(counts)
    finally:
        connection.close()


def _create(table: Table) -> str:
    keyed = table.name in KEYED
    parts = ['"key" INTEGER PRIMARY KEY'] if keyed else []
    parts += [_column(column, unique=keyed and column.name == "id") for column in table.columns]
    if table.key and not keyed:
        parts.append(f"PRIMARY KEY ({', '.join(f'{chr(34)}{name}{chr(34)}' for name in table.key)})")
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def _column(column: Column, *, unique: bool) -> str:
    text = f'"{column.name}" {_TYPES[column.kind]}'
    text += " NOT NULL" * column.required + " UNIQUE" * unique
    return text + (f' REFERENCES "{column.to[0]}"("{column.to[1]}")' if column.to else "")


def _fill(connection: sqlite3.Connection, part: Part) -> None:
    for table in TABLES:
        if table.name != "positions":
            names = ", ".join(f'"{name}"' for name in table.names)
            holes = ", ".join("?" * len(table.names))
            statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({holes})'
            connection.executemany(statement, ROWS[table.name](part))
    connection.execute(
        "CREATE TEMP TABLE seats (roster, place, member, club, PRIMARY KEY (roster, member)) WITHOUT ROWID"
    )
    connection.execute("CREATE TEMP TABLE letters (roll_call PRIMARY KEY, roster, letters) WITHOUT ROWID")
    connection.executemany("INSERT INTO seats VALUES (?, ?, ?, ?)", _seats(connection, part))
    connection.executemany("INSERT INTO letters VALUES (?, ?, ?)", _letters(connection, part))
    # Ten times as fast as handing over each row. Both tables lie in the order of the rows that are wanted, and CROSS
    # keeps the loops in it: sorting takes as long again as the rest.
    connection.execute(
        "INSERT INTO positions SELECT roll_call, member, club, substr(letters, place, 1) FROM letters"
        " CROSS JOIN seats USING (roster)"
    )
    connection.execute("DROP TABLE seats")
    connection.execute("DROP TABLE letters")


def _keys(connection: sqlite3.Connection, table: str, parliament: Parliament) -> dict[str, int]:
    return dict(connection.execute(f"SELECT id, key FROM {table} WHERE parliament = ?", (parliament,)))


def _rosters(part: Part) -> dict[Roster, int]:
    found: dict[Roster, int] = {}
    for r in part.by_name:
        if r.roster is not None:
            found.setdefault(r.roster, len(found))
    return found


def _seats(connection: sqlite3.Connection, part: Part) -> Iterator[tuple[int, int, int, int]]:
    members, clubs = (_keys(connection, table, part.parliament) for table in ("members", "clubs"))
    for roster, number in _rosters(part).items():
        seats = [(part.member(member), part.clubs[club]) for club, held in roster.clubs for member in held]
        yield from ((number, place, members[member], clubs[club]) for place, (member, club) in enumerate(seats, 1))


def _letters(connection: sqlite3.Connection, part: Part) -> Iterator[tuple[int, int, str]]:
    keys, numbers = _keys(connection, "roll_calls", part.parliament), _rosters(part)
    for r in part.by_name:
        if r.roster is not None and r.positions is not None:
            yield keys[r.id], numbers[r.roster], r.positions


def _explain(connection: sqlite3.Connection, meanings: Meanings) -> None:
    for statement in _ABOUT:
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO licences VALUES (?, ?, ?, ?, ?)",
        ((p, held.name, held.url, held.attribution, held.source) for p, held in LICENCES.items()),
    )
    connection.executemany(
        'INSERT INTO "columns" VALUES (?, ?, ?, ?, ?)',
        (
            (table.name, column.name, column.kind, *meanings.both(f"data_column.{table.name}.{column.name}"))
            for table in TABLES
            for column in table.columns
        ),
    )
    connection.executemany(
        "INSERT INTO vocabularies VALUES (?, ?, ?, ?)",
        ((one.name, value, *meanings.both(f"{one.words}.{value}")) for one in VOCABULARIES for value in one.values),
    )


def _search(connection: sqlite3.Connection) -> None:
    """Full text of the titles of decisions, found with and without diacritics."""
    connection.execute(
        "CREATE VIRTUAL TABLE decisions_fts USING fts5"
        "(title, content='decisions', content_rowid='key', tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("INSERT INTO decisions_fts(decisions_fts) VALUES ('rebuild')")
    connection.execute("INSERT INTO decisions_fts(decisions_fts) VALUES ('optimize')")
