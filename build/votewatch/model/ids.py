"""Every id is built here and nowhere else; URLs, poll keys, feeds and mails use them as they are."""

from __future__ import annotations

import re

from votewatch.model.vocabulary import Parliament

_PROCEDURE = re.compile(r"^(\d{4})/(\d{4}[A-Z]?)(?:\((\w{3})\))?$")


def sk_roll_call(term: int, vote_id: int) -> str:
    """``sk:9:v56965``."""
    return f"sk:{term}:v{vote_id}"


def eu_roll_call(vote_id: int) -> str:
    """``eu:v166051``."""
    return f"eu:v{vote_id}"


def sk_decision(term: int, print_number: str) -> str:
    """``sk:9:733``, from the term and the print number (tlač)."""
    return f"sk:{term}:{print_number.lower()}"


def eu_decision(procedure: str | None, reference: str | None) -> str | None:
    """``eu:2021-0106-COD`` from a procedure, else ``eu:c9-0104-2021`` from a document; None without a key.

    Raises ValueError for a procedure reference of unknown shape.
    """
    if procedure:
        match = _PROCEDURE.match(procedure)
        if not match:
            raise ValueError(f"unknown shape of procedure reference: {procedure!r}")
        return "eu:" + "-".join(part for part in match.groups() if part)
    if reference:
        return "eu:" + reference.lower().replace("/", "-")
    return None


def member(parliament: Parliament, member_id: int) -> str:
    """``sk:m36``, ``eu:m840``, from the source's own number of the person."""
    return f"{parliament.value}:m{member_id}"


def is_roll_call(any_id: str) -> bool:
    """Whether the id is a roll call's and not a decision's."""
    return any_id.rpartition(":")[2][:1] == "v" and any_id.rpartition(":")[2][1:].isdigit()


def path_name(any_id: str) -> str:
    """The id as a file name or URL segment: ``-`` for ``:``."""
    return any_id.replace(":", "-")
