"""The data dictionary: every table and column of the downloads.

What each means is said in site_src/words/data.{sk,en}.toml under the same names; a test fails when a line is missing.
The page, datapackage.json, the tables of the SQLite file and their types all come from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from votewatch.render.downloads.vocabularies import vocabulary_of

# date: an ISO day; time: hours, minutes and seconds, local to the parliament.
Kind = Literal["text", "integer", "boolean", "date", "time"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``to`` is the (table, column) that its values stand in, as a foreign key.

    ``vocabularies`` are the closed lists that its values come from, one for each parliament where they differ.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    to: tuple[str, str] | None = None
    vocabularies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``key`` names the columns that tell its rows apart, () where nothing does."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in their order."""
        return tuple(column.name for column in self.columns)


_ID = Column("id", required=True)
_PARLIAMENT = Column("parliament", required=True, vocabularies=("parliament",))
_READ = Column("read", "date", True)
_SOURCE = Column("source", required=True)


def _to(table: str, name: str, required: bool = True) -> Column:
    return Column(name, required=required, to=(table, "id"))


TABLES = (
    Table(
        "decisions",
        (
            _ID,
            _PARLIAMENT,
            Column("item", required=True),
            Column("day", "date", True),
            Column("kind", required=True, vocabularies=("kind_sk", "kind_eu")),
            Column("title"),
            Column("outcome", vocabularies=("outcome_sk", "outcome_eu")),
            Column("passed", "boolean"),
            Column("for_means", required=True, vocabularies=("for_means",)),
            Column("majority_rule", vocabularies=("majority",)),
            Column("majority_needed", "integer"),
            Column("majority_base", "integer"),
            _to("roll_calls", "deciding_vote", False),
            _to("roll_calls", "positions_of", False),
            Column("declaration", "boolean", True),
            Column("no_question", vocabularies=("no_question",)),
            Column("note"),
            _READ,
            _SOURCE,
            Column("page", required=True),
        ),
        ("id",),
    ),
    Table(
        "roll_calls",
        (
            _ID,
            _PARLIAMENT,
            _to("decisions", "decision", False),
            Column("day", "date", True),
            Column("time", "time"),
            Column("term", "integer"),
            Column("meeting", "integer"),
            Column("number", "integer"),
            Column("item"),
            Column("title"),
            Column("motion", required=True, vocabularies=("motion_sk", "motion_eu")),
            Column("description"),
            Column("reference"),
            Column("procedure"),
            Column("main", "boolean", True),
            Column("result", vocabularies=("result",)),
            Column("votes_for", "integer"),
            Column("votes_against", "integer"),
            Column("abstained", "integer"),
            Column("not_voting", "integer"),
            Column("did_not_vote", "integer"),
            Column("by_name", "boolean", True),
            _READ,
            _SOURCE,
        ),
        ("id",),
    ),
    Table(
        "positions",
        (
            _to("roll_calls", "roll_call"),
            _to("members", "member"),
            _to("clubs", "club"),
            Column("position", required=True, vocabularies=("position",)),
        ),
        ("roll_call", "member"),
    ),
    Table(
        "stances",
        (
            _to("roll_calls", "roll_call"),
            _to("clubs", "club"),
            Column("stance", required=True, vocabularies=("stance",)),
            Column("position", vocabularies=("position",)),
            Column("votes_for", "integer", True),
            Column("votes_against", "integer", True),
            Column("abstained", "integer", True),
            Column("not_voting", "integer", True),
            Column("absent", "integer", True),
            Column("members", "integer", True),
        ),
        ("roll_call", "club"),
    ),
    Table(
        "members",
        (
            _ID,
            _PARLIAMENT,
            Column("source_id", "integer", True),
            Column("first_name"),
            Column("last_name", required=True),
            Column("country"),
        ),
        ("id",),
    ),
    Table(
        "clubs",
        (
            _ID,
            _PARLIAMENT,
            Column("source_names"),
            Column("name_sk", required=True),
            Column("name_en", required=True),
            Column("short_name_sk", required=True),
            Column("short_name_en", required=True),
            Column("unaffiliated", "boolean", True),
        ),
        ("id",),
    ),
    Table(
        "memberships",
        (
            _to("members", "member"),
            _to("clubs", "club"),
            Column("first_day", "date", True),
            Column("last_day", "date"),
        ),
    ),
    Table(
        "topics",
        (
            _to("decisions", "decision"),
            Column("topic", required=True),
            Column("name_sk", required=True),
            Column("name_en", required=True),
            Column("reasons", required=True),
        ),
        ("decision", "topic"),
    ),
    Table(
        "related",
        (
            _to("decisions", "decision"),
            Column("relation", required=True, vocabularies=("relation",)),
            _to("decisions", "other"),
        ),
        ("decision", "relation", "other"),
    ),
    Table(
        "texts",
        (
            _to("decisions", "decision"),
            Column("language", required=True, vocabularies=("language",)),
            Column("headline", required=True),
            Column("summary", required=True),
            Column("source", required=True, vocabularies=("text_source",)),
            Column("model"),
            Column("day", "date", True),
            Column("rules", required=True),
        ),
        ("decision", "language"),
    ),
    Table(
        "questions",
        (
            _ID,
            _to("decisions", "decision"),
            Column("question_sk", required=True),
            Column("question_en", required=True),
            Column("opened", "date", True),
            Column("closes", "date"),
            _to("questions", "replaces", False),
            Column("in_force", "boolean", True),
        ),
        ("id",),
    ),
    Table(
        "tallies",
        (
            _to("questions", "question"),
            Column("day", "date", True),
            Column("yes", "integer", True),
            Column("no", "integer", True),
            Column("refused", "integer", True),
            Column("in_doubt", "boolean", True),
            Column("sample", "boolean", True),
        ),
        ("question",),
    ),
    Table(
        "corrections",
        (
            _to("roll_calls", "roll_call"),
            Column("field", required=True),
            Column("was"),
            Column("value", required=True),
            Column("reason", required=True),
            Column("reason_sk"),
            Column("link", required=True),
            Column("day", "date", True),
        ),
    ),
    Table(
        "skipped",
        (
            Column("roll_call", required=True),
            Column("url", required=True),
            Column("reason", required=True),
            Column("first_seen", "date", True),
        ),
        ("roll_call",),
    ),
)


def table(name: str) -> Table:
    """The table of that name."""
    return next(one for one in TABLES if one.name == name)


def values(column: Column) -> tuple[str, ...]:
    """The closed list of a column's values over both parliaments, () where it is open."""
    return tuple(dict.fromkeys(value for name in column.vocabularies for value in vocabulary_of(name).values))
