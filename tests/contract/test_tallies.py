"""data/tallies: the poll API writes what tests/contract/tallies holds; the pipeline reads the same file."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from poll_api import pages
from poll_api.database import connect, prepare
from poll_api.export import export
from poll_api.export import tallies as counted
from poll_api.polls import Poll
from poll_api.store import Tally
from poll_api.words import WORDS
from votewatch.facts import readers
from votewatch.ledger import tallies
from votewatch.model.readers import ReaderCount, TallyDay, Verdict
from votewatch.render.words import Words

FIXTURE = Path(__file__).parent / "tallies" / "2026-11-23.json"
NIGHT = datetime(2026, 11, 23, 2, tzinfo=UTC)
TWO_AT_NIGHT = 498_722  # the hour of it


def test_the_poll_api_writes_the_file_that_the_pipeline_reads(tmp_path: Path) -> None:
    answers = [("eu:2021-0106-COD", 1), ("eu:2021-0106-COD", 0), ("eu:2021-0106-COD", 0), ("sk:9:733:q2", 1)]
    with closing(connect(tmp_path / "polls.db")) as store:
        prepare(store, b"secret")
        for number, (poll, yes) in enumerate(answers):
            store.execute("INSERT INTO answers VALUES (?, ?, ?, '2026-11-23')", (poll, bytes([number]), yes))
        store.execute("INSERT INTO refusals VALUES ('sk:9:733', '2026-11-22', 1), ('sk:9:733', '2026-11-23', 3)")
    written = export(counted(tmp_path / "polls.db", NIGHT), tmp_path / "tallies", date(2026, 11, 23))
    assert (written.name, written.read_bytes()) == (FIXTURE.name, FIXTURE.read_bytes())


def test_the_pipeline_reads_the_file_that_the_poll_api_writes(tmp_path: Path) -> None:
    (tmp_path / "tallies").mkdir()
    shutil.copy(FIXTURE, tmp_path / "tallies")
    assert tallies.load(tmp_path) == (
        TallyDay(
            "2026-11-23",
            (
                ReaderCount("eu:2021-0106-COD", 1, 2, 0),
                ReaderCount("sk:9:733", 0, 0, 4),
                ReaderCount("sk:9:733:q2", 1, 0, 0),
            ),
        ),
    )


def test_an_odd_hour_written_by_the_poll_api_is_read_by_the_pipeline(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "polls.db")) as store:
        prepare(store, b"secret")
        store.execute("INSERT INTO answers VALUES ('sk:9:733', x'00', 1, '2026-11-23')")
        store.execute("INSERT INTO hours VALUES (?, 'sk:9:733', 300)", (TWO_AT_NIGHT,))
    export(counted(tmp_path / "polls.db", NIGHT), tmp_path / "tallies", date(2026, 11, 23))
    days = tallies.load(tmp_path)
    assert days == (TallyDay("2026-11-23", (ReaderCount("sk:9:733", 1, 0, 0, "2026-11-23"),)),)
    assert readers.withdrawn(days) == {"sk:9:733": "2026-11-23"}


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_both_programs_say_alike_that_a_person_withdrew_a_verdict(lang: str) -> None:
    said = Words.read(Path(__file__).parents[2] / "site_src" / "words", lang).text(
        "committed.doubt", date="{date}", reason="{reason}"
    )
    assert said.replace("\u00a0", " ") == WORDS[lang]["doubt"]


def test_a_day_on_which_nobody_answered_is_read(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "polls.db")) as store:
        prepare(store, b"secret")
    export(counted(tmp_path / "polls.db", NIGHT), tmp_path / "tallies", date(2026, 11, 24))
    assert tallies.load(tmp_path) == (TallyDay("2026-11-24", ()),)


def test_the_file_is_in_order_of_ids_whatever_order_the_store_counts_in(tmp_path: Path) -> None:
    ids = ["sk:9:733", "eu:c9-0104-2021", "sk:10:1", "eu:2021-0106-COD"]
    export([{"id": id, "yes": 1, "no": 0, "refused": 0} for id in ids], tmp_path / "tallies", date(2026, 11, 25))
    assert [count.id for count in tallies.load(tmp_path)[0].counts] == sorted(ids)


def test_both_programs_draw_the_same_lines() -> None:
    assert (pages.LEAD, pages.PERCENTAGES_FROM) == (readers.LEAD, readers.PERCENTAGES_FROM)


@pytest.mark.parametrize("passed", [True, False])
def test_both_programs_give_the_same_verdict(passed: bool) -> None:
    poll = Poll("sk:9:1", {"sk": "?", "en": "?"}, date(2026, 1, 1), None, passed)
    for yes in range(40):
        for no in range(40):
            ours = readers.verdict(yes, no, passed=passed, least=10)
            few = yes + no < 10
            assert ours == (Verdict.FEW if few else pages._together(poll, Tally(yes, no))), (yes, no)
