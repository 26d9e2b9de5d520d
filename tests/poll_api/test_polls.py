"""polls.json: windows by the day in Bratislava, refusals, and the nightly replacement."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from poll_api.errors import PollsError
from poll_api.polls import Poll, Polls, State, bratislava_day, read

Serve = Callable[..., TestClient]
GOOD = {
    "id": "sk:9:1",
    "question": {"sk": "Otázka?", "en": "Question?"},
    "opened": "2026-11-01",
    "closes": "2026-11-30",
    "decision": "passed",
}


def write(file: Path, *polls: dict[str, Any], version: Any = 1) -> Path:
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps({"version": version, "polls": polls}), encoding="utf-8")
    return draft.replace(file)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-10-31", "not_yet"), ("2026-11-01", "open"), ("2026-11-30", "open"), ("2026-12-01", "closed")],
)
def test_both_ends_of_a_window_belong_to_it(day: str, state: str) -> None:
    poll = Poll("sk:9:1", {}, date(2026, 11, 1), date(2026, 11, 30), True)
    assert poll.state(date.fromisoformat(day)) is State(state)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), "2026-07-01"),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), "2026-07-02"),
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), "2026-11-30"),
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), "2026-12-01"),
    ],
)
def test_the_day_is_the_one_in_bratislava_in_summer_and_in_winter(moment: datetime, day: str) -> None:
    assert bratislava_day(moment) == date.fromisoformat(day)


def test_a_poll_takes_answers_from_its_first_minute_to_its_last(serve: Serve, clock: Any) -> None:
    client = serve()
    answer = {"choice": "yes", "ballot": "12345678"}
    expected = (
        (datetime(2026, 10, 31, 22, 59, tzinfo=UTC), 409),
        (datetime(2026, 10, 31, 23, 0, tzinfo=UTC), 200),
        (datetime(2027, 1, 29, 22, 59, tzinfo=UTC), 200),
        (datetime(2027, 1, 29, 23, 0, tzinfo=UTC), 410),
    )
    for moment, status in expected:
        clock.moment = moment
        assert client.post("/api/polls/eu:2021-0106-COD", json=answer).status_code == status
        shown = client.get("/api/polls/eu:2021-0106-COD").json()
        assert shown["open"] is (status == 200)
    assert shown["n"] == 1
    withdrawing = client.request("DELETE", "/api/polls/eu:2021-0106-COD", json={"ballot": "12345678"})
    assert withdrawing.status_code == 410


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"id": "us:1"}, "us:1"),
        ({"id": "sk:9/1"}, "sk:9/1"),
        ({"id": 7}, "7"),
        ({"colour": "red"}, "colour"),
        ({"question": {"sk": "Len po slovensky?"}}, "'en' is missing"),
        ({"question": {"sk": " ", "en": "Q?"}}, "sk"),
        ({"question": {"sk": "O?", "en": "Q?", "de": "F?"}}, "'de'"),
        ({"question": {"sk": "O\ud800?", "en": "Q?"}}, "sk"),
        ({"opened": "1.11.2026"}, "1.11.2026"),
        ({"opened": None}, "None"),
        ({"closes": "2026-10-31"}, "2026-10-31"),
        ({"decision": "adopted"}, "adopted"),
        ({"counts": {"for": 1, "against": 2, "abstained": 0}}, "'present' is missing"),
        ({"counts": {"for": 1, "against": "2", "abstained": 0, "present": 3}}, "'2'"),
        ({"counts": {"for": 80, "against": 60, "abstained": 20, "present": 150}}, "more voted than were present"),
        ({"flagged": {"since": "2026-12-01"}}, "'reason' is missing"),
        ({"flagged": {"since": "soon", "reason": {"sk": "O", "en": "Q"}}}, "'soon'"),
        ({"flagged": {"since": "2026-12-01", "reason": {"sk": "O"}}}, "'en' is missing"),
        ({"flagged": None}, "flagged must be an object"),
    ],
)
def test_what_is_not_in_the_contract_is_refused_by_file_and_value(
    tmp_path: Path, change: dict[str, Any], named: str
) -> None:
    file = write(tmp_path / "polls.json", {**GOOD, **change})
    with pytest.raises(PollsError, match=r"polls\.json") as refusal:
        read(file)
    assert named in str(refusal.value)


def test_another_version_is_refused(tmp_path: Path) -> None:
    for version in (2, "1", True, None):
        with pytest.raises(PollsError, match="version must be 1, not"):
            read(write(tmp_path / "polls.json", GOOD, version=version))


def test_one_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PollsError, match="'sk:9:1' is there twice"):
        read(write(tmp_path / "polls.json", GOOD, GOOD))


def test_a_replaced_file_is_taken_in(tmp_path: Path) -> None:
    taken: list[bool] = []
    polls = Polls(write(tmp_path / "polls.json", GOOD), on_change=taken.append)
    write(tmp_path / "polls.json", {**GOOD, "id": "sk:9:2"})
    polls.refresh()
    polls.refresh()
    assert (list(polls.by_id), taken) == (["sk:9:2"], [True])


def test_a_broken_or_missing_file_leaves_the_old_polls_in_force(tmp_path: Path) -> None:
    taken: list[bool] = []
    file = write(tmp_path / "polls.json", GOOD)
    polls = Polls(file, on_change=taken.append)
    file.write_text("{")
    polls.refresh()
    file.unlink()
    polls.refresh()
    assert (list(polls.by_id), taken) == (["sk:9:1"], [False, False])
    write(file, {**GOOD, "id": "sk:9:3"})
    polls.refresh()
    assert (list(polls.by_id), taken[-1]) == (["sk:9:3"], True)
