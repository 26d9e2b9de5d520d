"""A store of answers as the poll API leaves it, for a question that a house has published; the program makes it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.nightly.house import ROOT, House

# Twelve of thirteen readers say yes.
_PROGRAM = """
import asyncio, sys
from datetime import date
from pathlib import Path
from poll_api.ballots import Ballots

async def main():
    store = Ballots(Path(sys.argv[1]), b"s" * 32)
    for number in range(13):
        await store.record(sys.argv[2], f"reader-{number}", number > 0, date(2026, 1, 30), 490_000)
    await store.close()

asyncio.run(main())
"""


def answered(db: Path, house: House) -> str:
    """Thirteen answers in ``db`` to the first question of ``house``; the question's id."""
    line = (house.checkout / "data/polls.jsonl").read_text(encoding="utf-8").splitlines()[0]
    question: str = json.loads(line)["id"]
    subprocess.run([sys.executable, "-c", _PROGRAM, str(db), question], cwd=ROOT, check=True)
    return question
