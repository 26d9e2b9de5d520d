"""Postings to make a digest of, and the digest as its receiver reads it."""

from __future__ import annotations

import email
from collections.abc import Sequence
from dataclasses import replace
from email import policy
from email.message import EmailMessage

from votewatch.mail.digest import Scored, compose
from votewatch.mail.words import Language
from votewatch.model.posting import Posting, WorkModel

DATE = "Fri, 20 Nov 2026 06:00:00 +0100"
JOB = Posting(
    id="lever:grafana:1",
    ats="lever",
    company="Grafana Labs",
    title="Senior Platform Engineer",
    locations=("Remote", "EMEA"),
    work_model=WorkModel.REMOTE,
    url="https://jobs.lever.co/grafana/1?a=1&b=2",
    posted="2026-11-19",
    text="All of it.",
)
BEST = (
    Scored(
        replace(
            JOB, id="remoteok::7", ats="remoteok", company="Acme", title="SRE <night>", url="https://remoteok.com/7"
        ),
        81,
        "Go & Linux",
        "keywords",
    ),
    Scored(JOB, 92, "Kubernetes every day", "model"),
)
FAILING = (("lever:zeta", "HTTP 404", "2026-11-20"), ("lever:acme", "", "2026-11-18"))


def composed(
    best: Sequence[Scored] = BEST,
    failing: Sequence[tuple[str, str, str]] = (),
    unscored: int = 0,
    language: Language = "en",
) -> EmailMessage:
    """The digest as a receiver reads it: composed, put into bytes and parsed again."""
    made = compose(best, failing, unscored, "Radar <radar@example.org>", "me@example.org", DATE, language)
    read = email.message_from_bytes(made.as_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def part(message: EmailMessage, subtype: str) -> str:
    [found] = [one for one in message.iter_parts() if one.get_content_subtype() == subtype]
    assert isinstance(found, EmailMessage)
    return str(found.get_content()).replace("\r\n", "\n")


def row(**changes: object) -> str:
    """The line of one posting with these changes."""
    return part(composed([Scored(replace(JOB, **changes), 92, "fits", "model")]), "plain").splitlines()[2]  # type: ignore[arg-type]
