"""A human correction of the record: it overrides the source and is shown on the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """``field`` of the roll call ``id`` holds ``value``, because of ``reason``, as ``link`` shows; ``date`` is the ISO
    day on which it was made.

    ``reason`` is in English, ``reason_sk`` the same in Slovak where somebody wrote it. ``was`` is what the source says:
    it is filled in from the ledger and stands in no file.
    """

    id: str
    field: str
    value: str
    reason: str
    link: str
    date: str
    reason_sk: str = ""
    was: str | None = None
