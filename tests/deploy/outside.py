"""The sources of a week, as a program that a test kills and starts again on another day.

VOTEWATCH_STANDIN_COMMAND names a bigger stand-in than the repository's own: a command that takes --port, --weather and
--until, and serves nrsr.sk at /nrsr and HowTheyVote.eu at /htv with the votes of the committed record. Where such a one
is running already, VOTEWATCH_STANDIN_URL says where: what it tells of later days is then held back.
"""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.deploy.processes import ROOT, Program, free_port
from tests.nightly.house import House, furnished, git
from votewatch.ledger import files

RUNNING = os.environ.get("VOTEWATCH_STANDIN_URL", "")
RELAY = [sys.executable, "-m", "tests.standin.relay", "--upstream", RUNNING] if RUNNING else []
BIGGER = shlex.split(os.environ.get("VOTEWATCH_STANDIN_COMMAND", "")) or RELAY
# Names of members and groups, which a night does not read again for votes that are there.
NAMES = ("sk/members", "sk/clubs", "eu/members", "eu/groups", "eu/memberships")


@dataclass(frozen=True)
class Outside:
    """``command`` starts the sources; the first night sees them as of ``first``, the second as of ``second``.

    ``record`` is the last day of the committed record that is there before either, "" for none.
    """

    command: tuple[str, ...]
    first: str
    second: str
    record: str = ""
    port: int = field(default_factory=free_port)

    def on(self, day: str) -> list[str]:
        """The command that shows the sources as they were on ``day``, in rough weather."""
        return [*self.command, "--port", str(self.port), "--weather", "rough", "--until", day]

    def program(self) -> Program:
        """The sources on the first day."""
        return Program("stand-in", self.on(self.first), port=self.port)

    def house(self, folder: Path) -> House:
        """A checkout whose nights read these sources."""
        address = f"http://127.0.0.1:{self.port}"
        house = furnished(folder, sk=f"{address}/nrsr", eu=f"{address}/htv")
        if self.record:
            data = house.checkout / "data"
            files.save(data, [r for r in files.load(ROOT / "data") if r.day <= self.record])
            for name in NAMES:
                text = (ROOT / f"data/ledger/{name}.jsonl").read_text(encoding="utf-8")
                (data / f"ledger/{name}.jsonl").write_text(text, encoding="utf-8")
            git(house.checkout, "add", "data")
            git(house.checkout, "commit", "-q", "-m", f"The record up to {self.record}")
            git(house.checkout, "push", "-q")
        return house


def small() -> Outside:
    """The repository's own: seven votes of one parliament, two of the other, and nothing before them."""
    return Outside((sys.executable, "-m", "tests.standin"), "2023-12-08", "2023-12-15")


def bigger() -> Outside:
    """A week in which both parliaments decided, after the record of four years."""
    return Outside(tuple(BIGGER), "2024-02-21", "2024-02-28", record="2024-02-13")
