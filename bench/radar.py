"""What the radar costs: one big board normalised, and the whole of it over 10,000 postings, beside plain JSON reading.

    python bench/radar.py                      5 rounds (about a minute)
    python bench/radar.py --board FILE         a saved answer of a Greenhouse board in the place of the made-up one

Postings are made up from a fixed seed: texts of about 7,000 characters (a real board of 547 had 7,500 of HTML each),
places in all the kinds that boards write, one title in three wanted. A round reads the board and its JSON alone, then
runs ``votewatch radar build`` as a process over 40 stored boards: once with every advert unread, once with nothing new.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT / "build")]

from build_peers.machine import described  # noqa: E402 (the path comes first)

from votewatch.ledger.radar import aliases, boards  # noqa: E402
from votewatch.model.posting import Posting  # noqa: E402
from votewatch.sources.document import Document  # noqa: E402
from votewatch.sources.jobs import greenhouse  # noqa: E402

BOARD, FIRMS, EACH = 547, 40, 250
TITLES = (
    "Senior Platform Engineer", "Site Reliability Engineer", "Backend Engineer, Payments", "Account Executive",
    "Data Engineer (m/f/d)", "Office Manager", "Product Designer", "Counsel, Privacy", "Recruiter", "Copywriter",
    "Customer Success Manager", "Financial Analyst", "Event Planner", "Machine Learning Engineer", "Accountant",
)  # fmt: skip
PLACES = (
    "Remote, EMEA", "San Francisco, CA", "Remote - Germany", "Bratislava, Slovakia", "Europe", "Worldwide", "",
    "New York; Chicago; Remote US", "Bengaluru, India", "Dublin HQ", "Kraków", "Anywhere in the United States",
    "London or Paris", "Hybrid - Berlin", "Toronto, Ontario, Canada", "APAC", "Remoto", "N/A", "Tokyo", "Sydney, NSW",
)  # fmt: skip
LINES = (
    "You will own a service that many teams build upon, from its design to the night it pages you",
    "We look for somebody who has run {} in production and can say what went wrong",
    "Experience with {} or {} and a liking for plain words",
    "Nice to have: {}",
    "Our stack is {}, {} and {}; you need not know all of it on your first day",
    "We offer five weeks of leave, a budget for books and a desk wherever you are",
)  # fmt: skip


def made_up(number: int, names: list[str]) -> dict[str, Any]:
    """One posting as Greenhouse sends it; the same for the same number."""
    dice = random.Random(number)
    lines = [dice.choice(LINES) for _ in range(75)]
    filled = [line.format(*dice.choices(names, k=3)) for line in lines]
    content = "".join(f"<p>{line}.</p>" for line in filled)
    return {
        "id": number,
        "title": f"{dice.choice(TITLES)} {number % 7}",
        "absolute_url": f"https://boards.example/{number}",
        "location": {"name": f"{dice.choice(PLACES)}"},
        "first_published": "2026-05-04T10:00:00-04:00",
        "content": html.escape(content),
    }


def clocked(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def furnished(folder: Path, names: list[str]) -> int:
    """A radar's folder with 40 boards of 250 postings; how many bytes of boards it holds."""
    shutil.copytree(ROOT / "data/radar", folder / "data/radar", ignore=shutil.ignore_patterns("history.jsonl"))
    shutil.copy(ROOT / "data/skills.md", folder / "data/skills.md")
    rows = [f'[paths]\nsite_src = "{ROOT / "site_src"}"\n[jobs]\nfeeds = []\n']
    for firm in range(FIRMS):
        rows.append(f'[[jobs.companies]]\nname = "Firm {firm}"\nats = "greenhouse"\ntoken = "firm{firm}"\n')
        jobs = {"jobs": [made_up(1000 * firm + number, names) for number in range(EACH)]}
        postings = read(json.dumps(jobs).encode(), f"firm{firm}", f"Firm {firm}")
        boards.save(folder / "data/private/radar", f"greenhouse:firm{firm}", postings, whole=True)
    (folder / "votewatch.toml").write_text("".join(rows), encoding="utf-8")
    return sum(path.stat().st_size for path in (folder / "data/private/radar/boards").iterdir())


def read(body: bytes, token: str, company: str) -> tuple[Posting, ...]:
    """A board's answer in the normal form."""
    document = Document("https://boards.example", 200, body, "application/json", "2026-01-01T00:00:00Z")
    return greenhouse.read(document, token, company).postings


def built(folder: Path) -> dict[str, Any]:
    """One run of the program over the stored boards."""
    command = [sys.executable, "-m", "votewatch", "--config", str(folder / "votewatch.toml"), "radar", "build"]
    done = subprocess.run(
        [*command, "--json"], env={**os.environ, "PYTHONPATH": str(ROOT / "build")}, capture_output=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def main() -> None:
    """Measure, print the table, write the raw figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--board", type=Path, help="a saved answer of Greenhouse")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "results")
    asked = parser.parse_args()
    names = sorted(aliases.load(ROOT / "data").names())
    made = {"jobs": [made_up(number, names) for number in range(BOARD)]}
    body = asked.board.read_bytes() if asked.board else json.dumps(made).encode()
    times: dict[str, list[float]] = {"json": [], "board": [], "stored json": [], "unread": [], "nothing new": []}
    kept = 0
    with tempfile.TemporaryDirectory(prefix="radar-") as name:
        folder = Path(name)
        size = furnished(folder, names)
        files = sorted((folder / "data/private/radar/boards").iterdir())

        def stored_json() -> None:
            for path in files:
                for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
                    json.loads(line)

        for _ in range(asked.rounds):
            times["json"].append(clocked(lambda: json.loads(body)))
            times["board"].append(clocked(lambda: read(body, "big", "Big")))
            times["stored json"].append(clocked(stored_json))
            for left in ("data/private/radar/skills.jsonl", "data/radar/history.jsonl"):
                (folder / left).unlink(missing_ok=True)
            shutil.rmtree(folder / "private", ignore_errors=True)
            times["unread"].append(clocked(lambda: built(folder)))
            started = time.perf_counter()
            report = built(folder)
            times["nothing new"].append(time.perf_counter() - started)
            assert report["written"] == [], "the second run must change no file"
            kept = report["kept"]
    median = {what: statistics.median(row) for what, row in times.items()}
    count = len(json.loads(body)["jobs"])
    print(f"a board of {count} postings, {len(body) / 1e6:.1f} MB: {median['board']:.2f} s,"
          f" {median['board'] / median['json']:.0f} times its JSON alone")  # fmt: skip
    print(f"{FIRMS * EACH} postings, {size / 1e6:.0f} MB, {kept} kept: {median['unread']:.1f} s with every advert"
          f" unread, {median['nothing new']:.1f} s with nothing new; {median['unread'] / median['stored json']:.0f} and"
          f" {median['nothing new'] / median['stored json']:.0f} times their JSON alone")  # fmt: skip
    day = dt.datetime.now(dt.UTC).date().isoformat()
    machine = {key: value for key, value in described(ROOT / ".venv").items() if key not in ("hugo", "pelican")}
    out = {"day": day, "machine": machine, "postings": FIRMS * EACH, "board": count, "kept": kept, "seconds": times}
    asked.out.mkdir(exist_ok=True)
    (asked.out / f"radar-{day}.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
