"""Corrections as committed: one JSON file each under data/corrections/, named by date and id."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from votewatch.model.correction import Correction
from votewatch.model.errors import LedgerError
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Result

# Positions are missing on purpose: who voted how is never corrected by us, only by the source.
CORRECTABLE = ("title", "when", "result", "item", "motion", "reference")
_FIELDS = {"id", "field", "value", "reason", "link", "date"}


def load(data: Path) -> list[Correction]:
    """Every correction in order of file name. Raises LedgerError naming the file."""
    found = []
    for path in sorted((data / "corrections").glob("*.json")):
        try:
            entry = json.loads(path.read_text(encoding="utf-8"))
            if not _FIELDS <= entry.keys() <= _FIELDS | {"reason_sk"}:
                raise ValueError(f"expected {', '.join(sorted(_FIELDS))}, and reason_sk if at all")
            correction = replace(Correction(**entry), date=dt.date.fromisoformat(entry["date"]).isoformat())
        except (ValueError, TypeError, AttributeError) as error:
            raise LedgerError(f"{path}: {error}") from error
        if correction.field not in CORRECTABLE:
            raise LedgerError(f"{path}: field {correction.field!r} cannot be corrected, only {', '.join(CORRECTABLE)}")
        found.append(correction)
    return found


def apply(roll_calls: Sequence[RollCall], corrections: Iterable[Correction]) -> list[RollCall]:
    """The roll calls with every correction applied, in the order given.

    Raises LedgerError for a correction of an unknown roll call, or one that changes nothing: the source has been mended
    since, and the file can go.
    """
    return _applied(roll_calls, corrections)[0]


def traced(roll_calls: Sequence[RollCall], corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections with what each of them replaced, in the order given. Raises like ``apply``."""
    return _applied(roll_calls, corrections)[1]


def _applied(
    roll_calls: Sequence[RollCall], corrections: Iterable[Correction]
) -> tuple[list[RollCall], list[Correction]]:
    by_id = {r.id: r for r in roll_calls}
    found = []
    for correction in corrections:
        known = by_id.get(correction.id)
        if known is None:
            raise LedgerError(f"data/corrections: {correction.id} is not in the ledger")
        value = Result(correction.value) if correction.field == "result" else correction.value
        was = getattr(known, correction.field)
        if was == value:
            raise LedgerError(f"data/corrections: {correction.id} {correction.field} already is {correction.value!r}")
        by_id[correction.id] = replace(known, **{correction.field: value})  # type: ignore[arg-type]
        found.append(replace(correction, was=None if was is None else str(was)))
    return list(by_id.values()), found
