"""The order of a digest: nothing is told twice, nothing is lost, whenever it fails."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from votewatch.ledger.radar import seen
from votewatch.mail.digest import Scored
from votewatch.mail.smtp import MailError
from votewatch.model.errors import LedgerError, VoteWatchError
from votewatch.model.posting import Posting, WorkModel
from votewatch.radar.digesting import DigestReport, digest

ROOT = Path(__file__).parents[2]
JOB = Posting("lever:acme:a", "lever", "Acme", "SRE", (), WorkModel.REMOTE, "https://a.b/a", "2026-11-19", "All of it.")
SCORES = {"a": 92, "b": 80, "c": 79, "d": 0}


def jobs(names: str) -> list[Posting]:
    return [replace(JOB, id=f"lever:acme:{name}", title=f"Job {name}", url=f"https://a.b/{name}") for name in names]


def by_table(posting: Posting) -> Scored | None:
    """A score by the last letter of the id; none for a letter without one, an error for z."""
    name = posting.id[-1]
    if name == "z":
        raise VoteWatchError("the model is away")
    return Scored(posting, SCORES[name], "fits", "model") if name in SCORES else None


class Outbox:
    """Takes mail, or fails as told."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.error: Exception | None = None

    def __call__(self, message: EmailMessage) -> None:
        if self.error is not None:
            raise self.error
        self.mails.append(message)


def text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def run(folder: Path, names: str, send: Callable[[EmailMessage], None], **options: Any) -> DigestReport:
    fixed = {"sender": "radar@example.org", "to": "me@example.org", "language": "en"}
    date = "Fri, 20 Nov 2026 06:00:00 +0100"
    return digest(jobs(names), options.pop("score", by_table), send, folder, "2026-11-20", date, **(fixed | options))


def marks(folder: Path) -> list[tuple[str, str]]:
    path = seen.path_of(folder)
    lines = path.read_text().splitlines() if path.exists() else []
    return [(one["id"][-1], one["why"]) for one in map(json.loads, lines)]


def test_the_best_are_sent_and_all_are_marked(tmp_path: Path) -> None:
    outbox = Outbox()
    report = run(tmp_path, "abcdxz", outbox, failing=[("lever:gone", "", "2026-11-18")])
    assert report == DigestReport(scored=4, sent=2, below=2, unscored=2)
    [mail] = outbox.mails
    assert mail["Subject"] == "2 new postings, best 92%: Acme — Job a"
    assert [name for name in "abcdxz" if f"Job {name}" in text(mail)] == ["a", "b"]
    assert "1 source failing: lever:gone since 2026-11-18" in text(mail)
    assert "2 postings could not be scored" in text(mail)
    told = [("c", "below"), ("d", "below"), ("a", "sent"), ("b", "sent"), ("x", "unscored"), ("z", "unscored")]
    assert marks(tmp_path) == told


def test_what_was_seen_is_neither_scored_nor_sent_again(tmp_path: Path) -> None:
    outbox = Outbox()
    run(tmp_path, "acx", outbox)
    asked: list[str] = []

    def score(posting: Posting) -> Scored | None:
        asked.append(posting.id[-1])
        return by_table(posting)

    assert run(tmp_path, "acx", outbox, score=score) == DigestReport()
    assert run(tmp_path, "abcx", outbox, score=score) == DigestReport(scored=1, sent=1)
    assert asked == ["b"]
    assert [mail["Subject"] for mail in outbox.mails][1:] == ["1 new posting, best 80%: Acme — Job b"]


def test_a_posting_that_comes_twice_is_told_once(tmp_path: Path) -> None:
    outbox = Outbox()
    assert run(tmp_path, "aba", outbox) == DigestReport(scored=2, sent=2)
    assert text(outbox.mails[0]).count("Job a") == 1


def test_nothing_good_enough_means_no_mail(tmp_path: Path) -> None:
    outbox = Outbox()
    report = run(tmp_path, "cx", outbox, failing=[("lever:gone", "", "2026-11-18")])
    assert report == DigestReport(scored=1, below=1, unscored=1)
    assert outbox.mails == []
    assert marks(tmp_path) == [("c", "below"), ("x", "unscored")]


def test_the_threshold_is_a_choice(tmp_path: Path) -> None:
    outbox = Outbox()
    assert run(tmp_path, "abc", outbox, threshold=93) == DigestReport(scored=3, below=3)
    assert run(tmp_path / "low", "abcd", outbox, threshold=0) == DigestReport(scored=4, sent=4)


def test_priming_marks_all_without_scoring_or_sending(tmp_path: Path) -> None:
    def never(_: object) -> Any:
        raise AssertionError

    assert run(tmp_path, "abz", never, score=never, prime=True) == DigestReport(primed=3)
    assert marks(tmp_path) == [("a", "primed"), ("b", "primed"), ("z", "primed")]
    assert run(tmp_path, "abz", never, score=never) == DigestReport()


def test_a_dry_run_shows_the_mail_and_leaves_nothing(tmp_path: Path) -> None:
    outbox = Outbox()
    report = run(tmp_path / "radar", "acx", outbox, dry_run=True)
    assert report.mail_text.startswith("1 new posting\n\n92% — Acme — Job a (Remote) — fits — https://a.b/a\n")
    assert replace(report, mail_text="") == DigestReport(scored=2, sent=1, below=1, unscored=1)
    assert run(tmp_path / "radar", "c", outbox, dry_run=True) == DigestReport(scored=1, below=1)
    assert run(tmp_path / "radar", "ac", outbox, dry_run=True, prime=True) == DigestReport(primed=2)
    assert outbox.mails == []
    assert list(tmp_path.iterdir()) == []


def test_a_failed_send_is_tried_again_with_everything_that_was_in_the_mail(tmp_path: Path) -> None:
    outbox = Outbox()
    outbox.error = MailError("mail server away")
    with pytest.raises(MailError):
        run(tmp_path, "abcx", outbox)
    assert marks(tmp_path) == [("c", "below")]
    outbox.error = None
    assert run(tmp_path, "abcx", outbox) == DigestReport(scored=2, sent=2, unscored=1)
    assert "1 posting could not be scored" in text(outbox.mails[0])
    assert run(tmp_path, "abcx", outbox) == DigestReport()
    assert len(outbox.mails) == 1


def test_a_scorer_s_mistake_is_no_failed_score(tmp_path: Path) -> None:
    def broken(_: Posting) -> Scored | None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(tmp_path, "a", Outbox(), score=broken)
    assert marks(tmp_path) == []


def test_no_mail_goes_that_could_not_be_marked_as_sent(tmp_path: Path) -> None:
    # Reads as a folder that is not there yet, and cannot be made.
    (tmp_path / "radar").symlink_to(tmp_path / "nowhere")
    outbox = Outbox()
    with pytest.raises(LedgerError, match="cannot be written"):
        run(tmp_path / "radar", "a", outbox)
    assert outbox.mails == []


def test_a_broken_record_of_what_was_told_stops_the_digest(tmp_path: Path) -> None:
    (tmp_path / "seen.jsonl").write_text("{}\n")
    outbox = Outbox()
    with pytest.raises(LedgerError, match=r"seen\.jsonl:1: "):
        run(tmp_path, "a", outbox)
    assert outbox.mails == []


# Runs the digest as the tests above do; the mail is a file, and whoever is told to dies before the mail or just after.
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.radar.test_digesting import run

folder, sent, dies = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def send(message):
    if dies == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    with sent.open("ab") as handle:
        handle.write(message["Message-ID"].encode() + b"\\n")
    if dies == "after":
        os.kill(os.getpid(), signal.SIGKILL)

print(run(folder, "abcx", send).sent)
"""


def process(folder: Path, dies: str) -> subprocess.CompletedProcess[str]:
    """A digest as a process of its own, whose mails go to the file ``sent`` beside ``folder``."""
    command = [sys.executable, "-c", KILLED, str(folder), str(folder.parent / "sent"), dies]
    paths = {"PYTHONPATH": f"{ROOT / 'build'}:{ROOT}"}
    return subprocess.run(command, env=paths, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_crash_between_sending_and_marking_repeats_that_mail_once_and_only_once(tmp_path: Path) -> None:
    folder, sent = tmp_path / "radar", tmp_path / "sent"
    assert process(folder, "after").returncode == -signal.SIGKILL
    assert marks(folder) == [("c", "below")]
    assert len(sent.read_text().splitlines()) == 1
    again = process(folder, "never")
    assert (again.returncode, again.stdout, again.stderr) == (0, "2\n", "")
    assert process(folder, "never").stdout == "0\n"
    first, second = sent.read_text().splitlines()
    assert first == second


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_crash_before_the_mail_was_taken_loses_nothing(tmp_path: Path) -> None:
    folder, sent = tmp_path / "radar", tmp_path / "sent"
    assert process(folder, "before").returncode == -signal.SIGKILL
    assert (marks(folder), sent.exists()) == ([("c", "below")], False)
    assert process(folder, "never").stdout == "2\n"
    assert process(folder, "never").stdout == "0\n"
    assert len(sent.read_text().splitlines()) == 1
