"""Scores that a model gave: ``scores.jsonl``, a ``{"job","score","reason","by"}`` a line, a job's newest counts."""

from __future__ import annotations

import json
import os
from pathlib import Path

from votewatch.facts.radar.picture import Scored
from votewatch.ledger.atomic import writing
from votewatch.model.errors import LedgerError


def load(state: Path) -> dict[str, Scored]:
    """Scores by posting. Raises LedgerError naming file and line; a last line that a crash cut is no line."""
    path = path_of(state)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from error
    out: dict[str, Scored] = {}
    for number, line in enumerate(raw.split(b"\n")[:-1], start=1):
        try:
            row = json.loads(line)
            out[row["job"]] = Scored(int(row["score"]), str(row["reason"]), str(row["by"]))
        except (ValueError, TypeError, KeyError) as error:
            raise LedgerError(f"{path}:{number}: is no score: {error}; remove the line") from error
    return out


def add(state: Path, job: str, scored: Scored) -> None:
    """Keep one score; it is on the disk on return, so that no crash pays for it twice.

    Raises ValueError for a posting without a score, and LedgerError when the file cannot be written.
    """
    if scored.score is None:
        raise ValueError(f"{job} has no score to keep")
    path = path_of(state)
    with writing(path):
        _append(path, json.dumps(_row(job, scored)) + "\n")


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as handle:
        handle.seek(0)
        raw = handle.read()
        if raw and not raw.endswith(b"\n"):
            handle.truncate(raw.rfind(b"\n") + 1)
        handle.write(line.encode())
        handle.flush()
        os.fsync(handle.fileno())


def path_of(state: Path) -> Path:
    """The file in the radar's folder."""
    return state / "scores.jsonl"


def _row(job: str, scored: Scored) -> dict[str, object]:
    return {"job": job, "score": scored.score, "reason": scored.reason, "by": scored.by}
