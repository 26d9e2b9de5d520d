"""Fetch, gates, skills, page and digest as processes, against boards in rough weather and a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

pytest.importorskip("aiosmtpd")

from tests.mail.test_smtp import Inbox, OnAnyPort
from tests.radar.house import furnished, on_disk, verb
from tests.standin.jobs import JobsStandin, serve_jobs

pytestmark = pytest.mark.slow


@pytest.fixture
def boards() -> Iterator[JobsStandin]:
    with serve_jobs() as standin:
        yield standin


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    handler = Inbox()
    controller = OnAnyPort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    yield handler, int(controller.port)
    controller.stop()


def test_the_second_run_finds_nothing_new_sends_nothing_and_changes_no_file(
    boards: JobsStandin, inbox: tuple[Inbox, int], tmp_path: Path
) -> None:
    handler, port = inbox
    house = furnished(tmp_path, boards.base_url, port)

    def whole() -> tuple[int, int, int]:
        fetched = verb(house, "fetch", "jobs", code=1)
        drawn = verb(house, "radar", "build")
        told = verb(house, "digest")
        return sum(row["kept"]["new"] for row in fetched["rows"] if row["kept"]), len(drawn["written"]), told["sent"]

    assert whole() == (31, 4, 3)
    before, asked = on_disk(house), boards.asked
    assert whole() == (0, 0, 0)
    assert on_disk(house) == before
    assert boards.asked > asked  # the answers were asked for, not remembered
    assert len(handler.taken) == 1
    mail = message_from_bytes(handler.taken[0], policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    first, second, third = [line for line in body.get_content().splitlines() if "%" in line]
    assert first.startswith("57% (keyword score) — Acme — Senior Platform Engineer (Remote, EMEA)")
    assert second.startswith("50% (keyword score) — Acme — Site Reliability Engineer (Košice)")
    assert "Feed Firm 24 — DevOps Engineer 24 (Remote)" in third
    assert "source: Himalayas (https://himalayas.app)" in body.get_content()
    assert "1 source failing: lever:gone since" in body.get_content()


def test_a_mail_that_no_server_takes_is_sent_by_the_next_run(boards: JobsStandin, tmp_path: Path) -> None:
    house = furnished(tmp_path, boards.base_url)
    verb(house, "fetch", "jobs", code=1)
    with pytest.raises(AssertionError, match=r"could not be sent|refused"):
        verb(house, "digest")
    assert verb(house, "digest", "--dry-run")["sent"] == 3
