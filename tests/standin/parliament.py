"""A small HowTheyVote.eu for the same machine: two votes of two plenary sessions, a week and a day apart."""

from __future__ import annotations

import json
from typing import Any

from tests.sources.eu_answers import ballot, detail, page, related, row


def _vote(number: int, when: str, title: str, procedure: str, reference: str) -> dict[str, Any]:
    named = {"title": title, "type": "COD", "reference": procedure, "stage": "OLP_FIRST_READING"}
    ballots = [ballot(30, "FOR"), ballot(20, "AGAINST"), ballot(10, "FOR"), ballot(40, "DID_NOT_VOTE", None)]
    return detail(
        number, when, display_title=title, reference=reference, procedure=named, member_votes=ballots,
        topics=[], related=[related(number, when)],
    )  # fmt: skip


VOTES = {
    163_001: _vote(163_001, "2023-12-06T12:10:00", "Sustainable fishing", "2022/0195(COD)", "A9-0220/2023"),
    163_002: _vote(163_002, "2023-12-14T11:30:00", "Right to repair", "2023/0083(COD)", "A9-0316/2023"),
}


def eu_answer(path: str, until: str) -> bytes | None:
    """The answer to a path below the site's address as it was on the ISO day ``until``, None for what is not there."""
    if path == "/api/votes":
        rows = [
            row(number, vote["timestamp"], display_title=vote["display_title"])
            for number, vote in VOTES.items()
            if vote["timestamp"][:10] <= until
        ]
        return json.dumps(page(rows)).encode()
    number = path.rpartition("/")[2]
    vote = VOTES.get(int(number)) if number.isdigit() else None
    return json.dumps(vote).encode() if vote and vote["timestamp"][:10] <= until else None
