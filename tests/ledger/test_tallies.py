"""Committed answers of readers, and what a person says of them: what no contract has is an error with its place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from poll_api.export import export
from votewatch.ledger import flags, tallies
from votewatch.ledger.references import dangling
from votewatch.model.errors import LedgerError
from votewatch.model.readers import Flag, ReaderCount, TallyDay

GOOD = '{"id":"sk:9:1","yes":1,"no":2,"refused":0}'


def written(data: Path, text: str, name: str = "2026-11-23.json") -> Path:
    file = data / "tallies" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_where_nothing_was_committed_there_is_nothing(tmp_path: Path) -> None:
    assert (tallies.load(tmp_path), flags.load(tmp_path)) == ((), ())


def test_days_come_oldest_first(tmp_path: Path) -> None:
    for name in ("2027-01-01.json", "2026-11-23.json", "2026-12-31.json"):
        written(tmp_path, f"[\n{GOOD}\n]\n", name)
    assert [day.day for day in tallies.load(tmp_path)] == ["2026-11-23", "2026-12-31", "2027-01-01"]


def test_what_is_saved_is_read_again_and_written_as_the_export_writes_it(tmp_path: Path) -> None:
    day = TallyDay("2026-11-23", (ReaderCount("sk:9:1", 1, 2, 0), ReaderCount("sk:9:2", 3, 0, 1, "2026-11-22")))
    tallies.save(tmp_path, day)
    assert tallies.load(tmp_path) == (day,)
    rows: list[dict[str, object]] = [{"id": "sk:9:1", "yes": 1, "no": 2, "refused": 0}]
    rows.append({"id": "sk:9:2", "yes": 3, "no": 0, "refused": 1, "flagged": "2026-11-22"})
    file = export(rows, tmp_path / "exported", date(2026, 11, 23))
    assert tallies.path_of(tmp_path, "2026-11-23").read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "is not JSON"),
        ("{}\n", 1, "must be a list, not dict"),
        (f"[\n{GOOD},\n{{]\n", 3, "is not JSON"),
        (f"[{GOOD}]\n", 1, "one question a line"),
        (f'[\n{GOOD},\n{{"id":"sk:9:2","yes":1,"no":2}}\n]\n', 3, "must be an object of id, yes, no, refused"),
        ('[\n{"id":"sk:9:2","yes":1,"no":2,"refused":0,"by":"x"}\n]\n', 2, "must be an object of id"),
        ('[\n{"id":"sk:9:2","yes":-1,"no":2,"refused":0}\n]\n', 2, "yes must be a whole number from 0, not -1"),
        ('[\n{"id":"sk:9:2","yes":1,"no":true,"refused":0}\n]\n', 2, "no must be a whole number from 0, not True"),
        ('[\n{"id":"sk:9:2","yes":1,"no":2,"refused":1.5}\n]\n', 2, "refused must be a whole number"),
        ('[\n{"id":7,"yes":1,"no":2,"refused":0}\n]\n', 2, "id must be a question's, not 7"),
        (f"[\n{GOOD},\n{GOOD}\n]\n", 3, "sk:9:1 stands after sk:9:1"),
        ('[\n"sk:9:1"\n]\n', 2, "must be an object"),
        ('[\n{"id":"a","yes":1,"no":2,"refused":0,"flagged":true}\n]\n', 2, "flagged must be a day such as"),
        ('[\n{"id":"a","yes":1,"no":2,"refused":0,"flagged":"20261123"}\n]\n', 2, "flagged must be a day such as"),
        ('[\n{"id":"a","yes":1,"no":2,"flagged":"2026-11-23","refused":0}\n]\n', 2, "must be an object of id"),
    ],
)
def test_an_unknown_shape_is_an_error_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(LedgerError) as caught:
        tallies.load(tmp_path)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["latest.json", "2026-13-01.json", "20261123.json"])
def test_a_file_that_no_day_names_is_an_error(tmp_path: Path, name: str) -> None:
    written(tmp_path, "[]\n", name)
    with pytest.raises(LedgerError, match="must be named by a day"):
        tallies.load(tmp_path)


FLAG = {
    "id": "sk:9:1",
    "since": "2026-12-01",
    "to": None,
    "reason": {"sk": "Priveľa naraz.", "en": "Too many at once."},
}


def test_a_withdrawn_verdict_has_its_days_and_its_reason_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / flags.FILE).write_text(json.dumps(FLAG) + "\n", encoding="utf-8")
    reason = (("sk", "Priveľa naraz."), ("en", "Too many at once."))
    assert flags.load(tmp_path) == (Flag("sk:9:1", "2026-12-01", None, reason),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": {"sk": "Priveľa naraz."}}, "reason must be words in sk and en"),
        ({"reason": {"sk": "x", "en": " "}}, "reason must be words"),
        ({"since": "soon"}, "Invalid isoformat"),
        ({"to": "2026-11-30"}, "to 2026-11-30 is before since 2026-12-01"),
        ({"id": ""}, "id must be a question's"),
        ({"by": "me"}, "must be an object of"),
    ],
)
def test_a_faulty_line_on_a_verdict_is_an_error_with_file_and_line(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    lines = [json.dumps(FLAG), json.dumps(FLAG | change)]
    (tmp_path / flags.FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(LedgerError) as caught:
        flags.load(tmp_path)
    assert f"{flags.FILE}:2: " in str(caught.value)
    assert said in str(caught.value)


def test_answers_to_a_question_that_was_never_published_are_noticed(tmp_path: Path) -> None:
    row = {"id": "sk:9:1:q2", "question": {"sk": "?", "en": "?"}, "opened": "2026-11-01", "closes": None}
    (tmp_path / "polls.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    written(
        tmp_path, '[\n{"id":"sk:9:1","yes":1,"no":0,"refused":0},\n{"id":"sk:9:1:q2","yes":1,"no":0,"refused":0}\n]\n'
    )
    (tmp_path / flags.FILE).write_text(json.dumps(FLAG | {"id": "sk:9:3"}) + "\n", encoding="utf-8")
    found = [line.removeprefix(f"{tmp_path}/") for line in dangling(tmp_path, set(), {"sk:9:1"})]
    assert found == [
        "tallies: answers to sk:9:1 are committed on 2026-11-23, but no such question was published",
        "flagged.jsonl: names sk:9:3, but no such question was published",
    ]
