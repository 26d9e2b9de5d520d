"""A correction overrides the source, and never in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from votewatch.ledger import corrections
from votewatch.model.correction import Correction
from votewatch.model.errors import LedgerError
from votewatch.model.roll_call import RollCall, Totals
from votewatch.model.vocabulary import Parliament, Result

VOTE = RollCall(
    id="sk:9:v51500",
    parliament=Parliament.SK,
    when="2023-11-21T10:00",
    title="Návrh zákona (tlač 92)",
    result=Result.FAILED,
    totals=Totals(2, 0, 0, 0, 1),
    read="2026-01-24",
    term=9,
    meeting=3,
    number=1,
    item="92",
)


def correction(**changes: str) -> Correction:
    fields = {"id": VOTE.id, "field": "result", "value": "passed", "reason": "r", "link": "l", "date": "2026-11-23"}
    return Correction(**(fields | changes))


def test_a_corrected_result_replaces_the_one_of_the_source() -> None:
    assert corrections.apply([VOTE], [correction()])[0].result is Result.PASSED


def test_a_correction_that_changes_nothing_is_refused() -> None:
    with pytest.raises(LedgerError, match="already is"):
        corrections.apply([VOTE], [correction(value="failed")])


def test_a_correction_of_an_unknown_vote_is_refused() -> None:
    with pytest.raises(LedgerError, match="sk:9:v1 is not in the ledger"):
        corrections.apply([VOTE], [correction(id="sk:9:v1")])


def test_positions_cannot_be_corrected(tmp_path: Path) -> None:
    folder = tmp_path / "corrections"
    folder.mkdir()
    entry = {"id": VOTE.id, "field": "positions", "value": "F", "reason": "r", "link": "l", "date": "2026-11-23"}
    (folder / "2026-11-23-x.json").write_text(json.dumps(entry), encoding="utf-8")
    with pytest.raises(LedgerError, match="'positions' cannot be corrected"):
        corrections.load(tmp_path)


def test_a_correction_knows_what_it_replaced() -> None:
    assert corrections.traced([VOTE], [correction()])[0].was == "failed"


def test_a_second_correction_of_a_value_replaces_the_first() -> None:
    twice = [correction(field="title", value="Prvý"), correction(field="title", value="Druhý")]
    assert [c.was for c in corrections.traced([VOTE], twice)] == [VOTE.title, "Prvý"]
    assert corrections.apply([VOTE], twice)[0].title == "Druhý"


def test_what_the_source_had_not_is_replaced_by_what_we_have() -> None:
    assert corrections.traced([VOTE], [correction(field="reference", value="A9-1/2020")])[0].was is None


@pytest.mark.parametrize(
    "change",
    [{"was": "passed"}, {"date": "23. 11. 2026"}, {"reason": None}],
    ids=["what it replaced", "day", "nothing"],
)
def test_a_file_that_says_more_or_less_than_it_should_is_refused(tmp_path: Path, change: dict[str, str | None]) -> None:
    folder = tmp_path / "corrections"
    folder.mkdir()
    entry = {"id": VOTE.id, "field": "result", "value": "passed", "reason": "r", "link": "l", "date": "2026-11-23"}
    entry |= {key: value for key, value in change.items() if value is not None}
    for key in [key for key, value in change.items() if value is None]:
        del entry[key]
    (folder / "2026-11-23-x.json").write_text(json.dumps(entry), encoding="utf-8")
    with pytest.raises(LedgerError, match=r"2026-11-23-x\.json"):
        corrections.load(tmp_path)


def test_a_reason_may_be_given_in_slovak_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "corrections"
    folder.mkdir()
    entry = {"id": VOTE.id, "field": "result", "value": "passed", "reason": "r", "link": "l", "date": "2026-11-23"}
    (folder / "2026-11-23-x.json").write_text(json.dumps(entry | {"reason_sk": "Dôvod."}), encoding="utf-8")
    assert corrections.load(tmp_path) == [correction(reason_sk="Dôvod.")]
