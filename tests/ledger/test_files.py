"""data/ledger on disk: idempotent, durable, checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from votewatch.ledger import files, people, skipped
from votewatch.ledger.groups import periods
from votewatch.ledger.references import dangling
from votewatch.ledger.skipped import Skipped
from votewatch.ledger.verify import verify
from votewatch.model.member import Member
from votewatch.model.roll_call import RollCall, Roster, Totals
from votewatch.model.vocabulary import Parliament, Result

VOTE = RollCall(
    id="sk:9:v51500",
    parliament=Parliament.SK,
    when="2023-11-21T10:00",
    title="Návrh (tlač 29).",
    result=Result.PASSED,
    totals=Totals(2, 0, 0, 0, 1),
    read="2026-01-24",
    positions="FF0",
    roster=Roster((("Klub PS", (5,)), ("Klub SNS", (1, 9)))),
    term=9,
    meeting=3,
    number=1,
    item="29",
)
NAMES = [Member(1, "Anna", "Prvá"), Member(5, "Ján", "Piaty"), Member(9, "Eva", "Deviata")]


def test_reading_the_same_vote_on_a_later_day_changes_no_byte(tmp_path: Path) -> None:
    files.save(tmp_path, [VOTE])
    before = (tmp_path / "ledger/sk/9/3.jsonl").read_bytes()
    report = files.save(tmp_path, [replace(VOTE, read="2026-11-20")])
    assert (report.new, report.changed, report.unchanged) == (0, 0, 1)
    assert (tmp_path / "ledger/sk/9/3.jsonl").read_bytes() == before


def test_a_changed_vote_replaces_the_line_and_keeps_its_neighbours(tmp_path: Path) -> None:
    other = replace(VOTE, id="sk:9:v51501", number=2)
    files.save(tmp_path, [VOTE, other])
    report = files.save(tmp_path, [replace(VOTE, title="Iný názov (tlač 29).", read="2026-11-20")])
    assert report.changed == 1
    assert [r.title for r in files.load(tmp_path)] == ["Iný názov (tlač 29).", other.title]


def test_no_part_file_stays_behind(tmp_path: Path) -> None:
    files.save(tmp_path, [VOTE])
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["3.jsonl"]


def test_a_sound_ledger_has_no_breach(tmp_path: Path) -> None:
    files.save(tmp_path, [VOTE])
    people.save(tmp_path, Parliament.SK, NAMES)
    assert verify(tmp_path).breaches == ()


def test_a_wrong_total_is_a_breach_that_names_the_vote(tmp_path: Path) -> None:
    files.save(tmp_path, [replace(VOTE, totals=Totals(5, 0, 0, 0, 1))])
    people.save(tmp_path, Parliament.SK, NAMES)
    assert "sk:9:v51500: positions (2, 0, 0) disagree" in verify(tmp_path).breaches[0]


def test_a_wrong_absent_count_is_no_breach(tmp_path: Path) -> None:
    files.save(tmp_path, [replace(VOTE, totals=Totals(2, 0, 0, 0, 53))])
    people.save(tmp_path, Parliament.SK, NAMES)
    assert verify(tmp_path).breaches == ()


def test_a_voter_without_a_name_is_a_breach(tmp_path: Path) -> None:
    files.save(tmp_path, [VOTE])
    people.save(tmp_path, Parliament.SK, NAMES[:2])
    assert verify(tmp_path).breaches == ("sk: member 9 votes but has no name in members.jsonl",)


def test_a_skipped_vote_keeps_its_first_day_and_goes_when_healed(tmp_path: Path) -> None:
    skipped.save(tmp_path, [Skipped("sk:9:v1", "u", "no title", "2026-01-01")])
    skipped.save(tmp_path, [Skipped("sk:9:v1", "u", "no title", "2026-02-02")])
    assert skipped.load(tmp_path)[0].first_seen == "2026-01-01"
    skipped.save(tmp_path, [], healed=["sk:9:v1"])
    assert skipped.load(tmp_path) == []


def test_a_change_of_club_ends_one_period_and_opens_the_next() -> None:
    moved = replace(
        VOTE, id="sk:9:v51600", when="2024-02-01T10:00", roster=Roster((("Klub PS", (5, 9)), ("Klub SNS", (1,))))
    )
    spans = [(m.member, m.group, m.start, m.end) for m in periods([VOTE, moved]) if m.member == 9]
    assert spans == [
        (9, "Klub SNS", "2023-11-21", "2023-11-21"),
        (9, "Klub PS", "2024-02-01", "2024-02-01"),
    ]


def test_every_unreadable_line_is_a_breach_and_the_others_are_still_checked(tmp_path: Path) -> None:
    files.save(tmp_path, [VOTE, replace(VOTE, id="sk:9:v51501", number=2), replace(VOTE, id="sk:9:v51502", number=3)])
    path = tmp_path / "ledger/sk/9/3.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], "{", "{}", lines[4]]) + "\n", encoding="utf-8")
    assert [breach.split(": ")[0] for breach in verify(tmp_path).breaches] == [
        f"{path} line 3",
        f"{path} line 4",
        "sk",
        "sk",
        "sk",
    ]


def test_a_question_an_exception_and_prose_about_a_lost_decision_are_found(tmp_path: Path) -> None:
    for folder, name, text in (
        (
            "exceptions",
            "sk.json",
            '[{"id":"sk:9:8","rule_says":{"deciding_vote":"sk:9:v7"},"holds":{},"reason":"","link":""}]',
        ),
        ("prose", "sk-9-733.json", "{}"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "polls.jsonl").write_text('{"id":"sk:9:29"}\n{"id":"sk:9:733"}\n', encoding="utf-8")
    assert [line.removeprefix(f"{tmp_path}/") for line in dangling(tmp_path, {"sk:9:v51500"}, {"sk:9:29"})] == [
        "exceptions: sk:9:8 names sk:9:v7, which the record does not hold",
        "exceptions: sk:9:8 names sk:9:8, which the record does not hold",
        "polls.jsonl:2: a question was published about sk:9:733, which the record no longer holds",
        "prose/sk-9-733.json: is about a decision that the record does not hold",
    ]
