"""Readers' counts into the record: `python -m poll_api export` as a program of its own, before the night commits.

The poll API is another package, and its store is read by nobody else: what comes back is a file, of which the counts of
published questions go to data/tallies/.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from votewatch.ledger import references, tallies
from votewatch.model.errors import VoteWatchError
from votewatch.model.readers import TallyDay
from votewatch.nightly.night import Done

DATABASE_URL = "DATABASE_URL"  # the poll API's own name for its PostgreSQL
PATIENCE = 300  # seconds


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the answers are: the SQLite ``file``, or the DATABASE_URL of ``environment``, or nowhere.

    ``environment`` is handed on to the program, as the address may hold a password.
    """

    file: str
    environment: Mapping[str, str]

    def into(self, data: Path, day: str) -> Done:
        """Write the counts of the ISO ``day`` under ``data``, once: lists show the first count after a question's
        window, and a later night of the day must not exchange it. Raises VoteWatchError when the program fails.
        """
        if not self.file and not self.environment.get(DATABASE_URL, "").strip():
            return Done(off=True, lines=(f"no answers: neither [nightly] answers nor {DATABASE_URL} is set",))
        if tallies.path_of(data, day).exists():
            return Done(lines=(f"the answers of {day} are counted already",))
        with TemporaryDirectory() as name:
            self._export(Path(name), day)
            (counted,) = tallies.load(Path(name))
        asked = references.published(data)
        kept = tuple(count for count in counted.counts if count.id in asked)
        unknown = [count.id for count in counted.counts if count.id not in asked]
        tallies.save(data, TallyDay(day, kept))
        answers, flagged = sum(count.n for count in kept), sum(count.flagged is not None for count in kept)
        lines = [f"questions: {len(kept)}, answers: {answers}, verdicts withdrawn: {flagged}"]
        if unknown:  # after the night that asked them was taken back, or in a store of somebody's trials
            lines.append(f"left out, as data/polls.jsonl has no such question: {', '.join(unknown)}")
        return Done(int(bool(unknown)), tuple(lines), {"questions": len(kept), "answers": answers, "flagged": flagged})

    def _export(self, folder: Path, day: str) -> None:
        command = [
            sys.executable,
            "-m",
            "poll_api",
            "export",
            "--out",
            str(tallies.path_of(folder, day).parent),
            "--date",
            day,
        ]
        if self.file:
            command += ["--db", self.file]
        try:
            done = subprocess.run(
                command, env=dict(self.environment), capture_output=True, text=True, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise VoteWatchError(f"the export of answers did not end within {PATIENCE} s") from error
        if done.returncode:
            # Its last line says what is wrong; the address of the database is in none of its messages.
            said = done.stderr.strip().splitlines()[-1:] or ["nothing was said"]
            raise VoteWatchError(f"the answers could not be exported: {said[0]}")
