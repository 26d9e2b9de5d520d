"""Readers' counts into the record: `python -m poll_api export` as a program of its own, before the night commits.

The poll API is another package, and its store is read by nobody else: what comes back is a file under data/tallies/.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from votewatch.ledger import tallies
from votewatch.model.errors import VoteWatchError
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
        """Write the counts of the ISO ``day`` under ``data``. Raises VoteWatchError when the program fails."""
        if not self.file and not self.environment.get(DATABASE_URL, "").strip():
            return Done(off=True, lines=(f"no answers: neither [nightly] answers nor {DATABASE_URL} is set",))
        command = [sys.executable, "-m", "poll_api", "export", "--out", str(data / "tallies"), "--date", day]
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
        [counted] = [tally for tally in tallies.load(data) if tally.day == day]
        facts = {
            "questions": len(counted.counts),
            "answers": sum(count.n for count in counted.counts),
            "flagged": sum(count.flagged is not None for count in counted.counts),
        }
        line = "{answers} answers to {questions} questions, {flagged} verdicts withdrawn".format(**facts)
        return Done(0, (line,), facts)
