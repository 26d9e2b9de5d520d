"""The words of a commit, counted from the files that differ."""

from __future__ import annotations

import json

import pytest

from votewatch.nightly.message import Change, subject


def ledger(*ids: str, word: str = "a") -> bytes:
    rows = [{"file": "x"}, {"roster": ""}, *({"id": i, "title": word} for i in ids)]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def meeting(number: int, before: bytes | None, after: bytes | None) -> Change:
    return Change(f"ledger/sk/9/{number}.jsonl", before, after)


def test_new_and_changed_votes_are_counted_by_meeting() -> None:
    changes = [
        meeting(9, None, ledger("sk:9:v1")),
        meeting(43, ledger("sk:9:v2", "sk:9:v3"), ledger("sk:9:v2", "sk:9:v3", word="b") + b'{"id":"sk:9:v4"}\n'),
    ]
    assert subject(changes, 31) == "sk: 1 vote of meeting 9, 3 of meeting 43; site: 31 pages"


def test_many_meetings_or_months_are_counted_themselves() -> None:
    changes = [Change(f"ledger/eu/2025-{m:02}.jsonl", None, ledger(f"eu:v{m}")) for m in range(1, 6)]
    assert subject(changes, 0) == "eu: 5 votes of 5 months"
    assert subject(changes[:2], 0) == "eu: 1 vote of 2025-01, 1 of 2025-02"


def test_votes_that_are_gone_are_told() -> None:
    assert subject([meeting(1, ledger("sk:9:v1", "sk:9:v2"), ledger("sk:9:v1"))], 0) == "sk: 1 vote gone"
    assert subject([meeting(1, ledger("sk:9:v1"), None)], 1) == "sk: 1 vote gone; site: 1 page"


def test_a_roster_written_otherwise_is_named_without_votes() -> None:
    assert subject([Change("ledger/sk/members.jsonl", b"", b"{}\n")], 0) == "sk: names"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("prose/sk-9-1.json", None, b"{}"), "prose: 1"),
        (Change("tallies/2026-01-31.json", None, b"[]"), "tallies: 1"),
        (Change("polls.jsonl", b'{"id":"a"}\n', b'{"id":"a"}\n{"id":"b"}\n'), "questions: 1"),
        (Change("skipped.jsonl", b'{"id":"a"}\n', b""), "skipped: 1 gone"),
        (Change("skipped.jsonl", b'{"id":"a"}\n', b'{"id":"b"}\n'), "skipped: 1, 1 gone"),
        (Change("radar/history.jsonl", None, b'{"day":"2026-01-31"}\n'), "radar: 1"),
        (Change("sources.json", None, b'{"eu":{"read":"2026-01-31"},"sk":{"read":"2026-01-31"}}'), "read: eu, sk"),
        (Change("sources.json", None, b'{"eu":{"read":"","since":"2026-01-30"}}'), "failing: eu since 2026-01-30"),
        (Change("other.json", None, b""), "data: 1 file"),
    ],
)
def test_each_kind_of_file_has_its_words(change: Change, words: str) -> None:
    assert subject([change], 0) == words


def test_the_order_of_the_changes_does_not_show() -> None:
    changes = [meeting(n, None, ledger(f"sk:9:v{n}")) for n in (2, 10)] + [Change("prose/a.json", None, b"{}")]
    assert subject(changes, 0) == subject(changes[::-1], 0) == "sk: 1 vote of meeting 2, 1 of meeting 10; prose: 1"


def test_no_change_has_no_words() -> None:
    assert subject([], 0) == ""
