"""The digest as a whole, to a real mail server on this machine: what is told, and what a failure leaves untold."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("aiosmtpd")
pytest.importorskip("faker")

from tests.mail.test_smtp import Inbox, OnAnyPort
from tests.radar.ground import WORLD, Model, ground, job, never
from tests.radar.house import on_disk
from votewatch.ledger.radar import health, scores, seen
from votewatch.llm.ask import Ask, AskError
from votewatch.mail.smtp import MailError
from votewatch.model.errors import SettingsError
from votewatch.model.radar import Health
from votewatch.radar.digesting import DigestReport
from votewatch.radar.telling import NotTold, tell
from votewatch.settings import RadarMail, Settings

NOW = dt.datetime(2026, 11, 20, 6, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
# By keywords: 50 for both of Kubernetes (proven) and Linux (profile), 0 for the last.
GOOD, FINE, BAD = job(1, "You run Kubernetes.", company="Orbit"), job(2, "You know Linux."), job(3, "You write Kotlin.")
# No status that is worth another try, so that nothing waits.
AWAY, REFUSED = AskError("away", status=404), AskError("refused", status=401)
FITS = json.dumps({"score": 90, "reason": "Kubernetes every day."})


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    """A mail server and its port."""
    handler = Inbox()
    controller = OnAnyPort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    yield handler, int(controller.port)
    controller.stop()


def told(settings: Settings, ask: Ask = never, **options: Any) -> DigestReport:
    return tell(settings, ask, password="", seed=7, now=NOW, world=WORLD, **options)


def text(raw: bytes) -> str:
    message = message_from_bytes(raw, policy=policy.default)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def marked(settings: Settings) -> set[str]:
    return {one.rpartition(":")[2] for one in seen.load(settings.radar.state)}


def test_the_best_go_out_marked_as_scored_by_keywords(tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    server, port = inbox
    settings = ground(tmp_path, [GOOD, FINE, BAD], port=port)
    assert told(settings) == DigestReport(scored=3, sent=2, below=1)
    [mail] = server.taken
    assert text(mail).splitlines() == [
        "2 new postings",
        "",
        "50% (keyword score) — Acme — Platform Engineer (Remote, EMEA) — + linux — https://example.org/jobs/2",
        "  source: Greenhouse (https://www.greenhouse.com)",
        "",
        "50% (keyword score) — Orbit — Platform Engineer (Remote, EMEA) — + kubernetes — https://example.org/jobs/1",
        "  source: Greenhouse (https://www.greenhouse.com)",
    ]
    assert message_from_bytes(mail)["Date"] == "Fri, 20 Nov 2026 06:00:00 +0100"
    assert marked(settings) == {"1", "2", "3"}


def test_what_was_told_is_never_told_again(tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    server, port = inbox
    told(ground(tmp_path, [GOOD], port=port))
    settings = ground(tmp_path, [GOOD, FINE], port=port)
    assert told(settings) == DigestReport(scored=1, sent=1)
    assert "jobs/1" not in text(server.taken[1])
    before = on_disk(tmp_path)
    assert told(settings) == DigestReport()
    assert len(server.taken) == 2
    assert on_disk(tmp_path) == before


@pytest.mark.parametrize("refusal", [{"data": "452 disk full"}, {"rcpt": "550 no such box"}, {"sender": "553 not you"}])
def test_a_refused_mail_marks_nothing_and_the_next_run_sends_it(
    tmp_path: Path, inbox: tuple[Inbox, int], refusal: dict[str, str]
) -> None:
    server, port = inbox
    settings = ground(tmp_path, [GOOD, FINE], port=port)
    gone = replace(settings.radar.mail, to="gone@example.org")
    settings = replace(settings, radar=replace(settings.radar, mail=gone))
    vars(server).update(refusal)
    with pytest.raises(MailError):
        told(settings)
    assert marked(settings) == set()
    vars(server).update(dict.fromkeys(refusal, "250 OK"))
    assert told(settings) == DigestReport(scored=2, sent=2)
    assert len(server.taken) == 1


def test_nothing_new_or_nothing_good_enough_means_no_mail(tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    server, port = inbox
    assert told(ground(tmp_path, port=port)) == DigestReport()
    assert told(ground(tmp_path, [BAD], port=port)) == DigestReport(scored=1, below=1)
    assert server.taken == []


def test_what_a_gate_dropped_is_neither_told_nor_marked(tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    settings = ground(tmp_path, [job(1, title="Baker"), job(2, title="Platform Intern")], port=inbox[1])
    assert told(settings) == DigestReport()
    assert marked(settings) == set()


def test_the_footer_names_failing_sources_since_when_and_why(tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    server, port = inbox
    settings = ground(tmp_path, [GOOD], port=port)
    bad = {"lever:gone": Health(since="2026-11-18", reason="answered 404, not 200"), "himalayas": Health(postings=9)}
    health.save(settings.radar.state, bad)
    told(settings)
    assert text(server.taken[0]).splitlines()[-1] == (
        "1 source failing: lever:gone since 2026-11-18 (answered 404, not 200)"
    )


def test_the_footer_names_no_source_that_the_settings_dropped(tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    server, port = inbox
    settings = ground(tmp_path, [GOOD], port=port)
    health.save(settings.radar.state, {"lever:sold": Health(since="2025-01-01", reason="answered 404, not 200")})
    told(settings)
    assert "failing" not in text(server.taken[0])


def test_priming_marks_all_silently_whatever_the_settings_lack(tmp_path: Path) -> None:
    settings = ground(tmp_path, [GOOD, FINE, BAD], model="openai/small")
    settings.radar.profile.unlink()
    settings = replace(settings, radar=replace(settings.radar, mail=RadarMail()))
    assert told(settings, prime=True) == DigestReport(primed=3)
    assert marked(settings) == {"1", "2", "3"}


def test_what_was_primed_is_not_told(tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    server, port = inbox
    settings = ground(tmp_path, [GOOD], port=port)
    told(settings, prime=True)
    assert told(settings) == DigestReport()
    assert server.taken == []


def test_a_dry_run_needs_no_mail_server_and_marks_nothing(tmp_path: Path) -> None:
    settings = ground(tmp_path, [GOOD, BAD])
    settings = replace(settings, radar=replace(settings.radar, mail=RadarMail()))
    report = told(settings, dry_run=True)
    assert replace(report, mail_text="") == DigestReport(scored=2, sent=1, below=1)
    assert report.mail_text.startswith("1 new posting\n\n50% (keyword score) — Orbit")
    assert marked(settings) == set()


@pytest.mark.parametrize("missing", ["host", "sender", "to"])
def test_a_digest_without_somewhere_to_go_is_refused_with_what_to_set(tmp_path: Path, missing: str) -> None:
    settings = ground(tmp_path, [GOOD])
    mail = replace(settings.radar.mail, **{missing: ""})  # type: ignore[arg-type]
    settings = replace(settings, radar=replace(settings.radar, mail=mail))
    with pytest.raises(SettingsError, match=r"\[radar\.mail\] needs host, sender and to"):
        told(settings)
    assert marked(settings) == set()


def test_the_digest_speaks_the_language_of_the_settings(tmp_path: Path) -> None:
    settings = ground(tmp_path, [GOOD])
    settings = replace(settings, radar=replace(settings.radar, language="sk"))
    sent: list[EmailMessage] = []
    told(settings, send=sent.append)
    assert sent[0]["Subject"] == "1 nová ponuka, najlepšia 50\N{NO-BREAK SPACE}%: Orbit — Platform Engineer"


def test_a_model_scores_without_learning_who_asks(tmp_path: Path) -> None:
    model, sent = Model(FITS), list[EmailMessage]()
    settings = ground(tmp_path, [GOOD, BAD], model="openai/small")
    assert told(settings, model, send=sent.append) == DigestReport(scored=2, sent=2)
    asked = repr(model.requests)
    assert [word for word in ("Žofia", "Vzorov", "zofia@", "4263 7541") if word in asked] == []
    assert "runs Linux, Prometheus and Terraform" in asked
    assert "90% — Acme — Platform Engineer (Remote, EMEA) — Kubernetes every day." in text(bytes(sent[0]))
    assert "keyword score" not in text(bytes(sent[0]))


def test_a_refused_score_is_counted_in_the_footer(tmp_path: Path) -> None:
    sent: list[EmailMessage] = []
    settings = ground(tmp_path, [GOOD, FINE], model="openai/small")
    assert told(settings, Model(FITS, "85"), send=sent.append) == DigestReport(scored=1, sent=1, unscored=1)
    assert text(bytes(sent[0])).splitlines()[-1] == "1 posting could not be scored"


@pytest.mark.parametrize(("error", "asked"), [(AWAY, 3), (REFUSED, 1)])
def test_a_model_that_is_away_means_that_nothing_is_told_or_marked(
    tmp_path: Path, inbox: tuple[Inbox, int], error: AskError, asked: int
) -> None:
    server, port = inbox
    settings, model = ground(tmp_path, [GOOD, FINE, BAD], model="openai/small", port=port), Model(error)
    with pytest.raises(NotTold, match=r"the model openai/small does not answer: .*; nothing was sent or marked"):
        told(settings, model)
    assert (len(model.requests), server.taken, marked(settings)) == (asked, [], set())
    assert told(settings, Model(FITS)) == DigestReport(scored=3, sent=3)


def test_a_model_that_is_away_loses_not_even_a_single_new_posting(tmp_path: Path) -> None:
    settings = ground(tmp_path, [GOOD, FINE], model="openai/small")
    with pytest.raises(NotTold):
        told(settings, Model(AWAY), send=lambda _message: None)
    assert marked(settings) == set()


def test_what_a_model_did_not_answer_any_more_is_told_by_the_next_run(tmp_path: Path) -> None:
    sent: list[EmailMessage] = []
    settings = ground(tmp_path, [GOOD, FINE, BAD], model="openai/small")
    assert told(settings, Model(FITS, AWAY), send=sent.append) == DigestReport(scored=1, sent=1, left=2)
    assert "could not be scored" not in text(bytes(sent[0]))
    assert marked(settings) == {"1"}
    assert told(settings, Model(FITS), send=sent.append) == DigestReport(scored=2, sent=2)


def test_a_question_that_fails_while_the_model_answers_others_is_a_failed_score(tmp_path: Path) -> None:
    settings = ground(tmp_path, [GOOD, FINE, BAD], model="openai/small")
    report = told(settings, Model(FITS, AWAY, FITS), send=lambda _message: None)
    assert report == DigestReport(scored=2, sent=2, unscored=1)
    assert marked(settings) == {"1", "2", "3"}


def test_scores_that_were_paid_for_before_the_model_went_away_are_not_asked_for_again(tmp_path: Path) -> None:
    settings = ground(tmp_path, [GOOD, FINE], model="openai/small")
    with pytest.raises(NotTold):
        told(settings, Model(FITS, REFUSED), send=lambda _message: None)
    [first] = scores.load(settings.radar.state)
    model = Model(FITS)
    assert told(settings, model, send=lambda _message: None) == DigestReport(scored=2, sent=2)
    assert len(model.requests) == 1
    assert first == GOOD.id


def test_a_model_cannot_score_without_a_profile(tmp_path: Path) -> None:
    settings = ground(tmp_path, [GOOD], model="openai/small")
    settings.radar.profile.unlink()
    with pytest.raises(SettingsError, match=r"profile\.md: is not there; a model cannot score without"):
        told(settings)
