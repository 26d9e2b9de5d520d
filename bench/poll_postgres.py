"""Four API processes on one PostgreSQL: how fast, what a kill and a crash cost, and whether memory stays flat.

    python bench/poll_postgres.py                 rates and faults (about three minutes)
    python bench/poll_postgres.py --soak 900      fifteen minutes at a bounded rate as well

The rates stand beside one process on SQLite, measured in turn with it. In the faults every acknowledged answer is noted
with its ballot and looked for afterwards. PostgreSQL is Debian's as it comes, on this machine: it, the four processes
and wrk share the cores, so that the ratio means more than the rates.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT)]

from build_peers.machine import described  # noqa: E402
from poll_peers import installed, load, quiet, replicas  # noqa: E402
from poll_peers.load import Load  # noqa: E402
from poll_peers.servers import OWN, running, servers  # noqa: E402

CHANGES = 10  # percent of the answers
CONNECTIONS = 8  # to each process: 32 together, as the other bench of the poll API has them
MANY = 32  # to each process
TICKS = os.sysconf("SC_CLK_TCK")
WAIT = 200  # milliseconds at least between two requests of a connection in the soak
READS = 20  # percent of its requests
SAMPLE = 5.0  # seconds between two looks at the memory


def main() -> None:
    """Measure, print, write the raw figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="alternating runs of PostgreSQL and SQLite")
    parser.add_argument("--seconds", type=int, default=8, help="of answers in a run; reads get half of it")
    parser.add_argument("--faults", type=int, default=30, help="seconds of the run with a kill and a crash; 0: none")
    parser.add_argument("--soak", type=int, default=0, help="seconds of the bounded rate; 0: none")
    parser.add_argument("--patience", type=float, default=30, help="seconds to wait for a quiet machine before a run")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(143))
    installed.wrk()
    machine = {k: v for k, v in described(None).items() if k not in ("hugo", "pelican")}
    today = dt.datetime.now(dt.UTC).date().isoformat()
    out = asked.out / f"poll-postgres-{today}.json"
    raw: dict[str, Any] = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}
    raw |= {"date": today, "machine": machine, "processes": replicas.COUNT}
    if asked.rounds:
        raw["rates"] = rates(asked.rounds, asked.seconds, asked.patience)
    if asked.faults:
        raw["faults"] = faults(asked.faults)
    if asked.soak:
        raw["soak"] = soak(asked.soak)
    asked.out.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: part for name, part in raw.items() if name != "machine"}, indent=1))


def rates(rounds: int, seconds: int, patience: float) -> dict[str, Any]:
    """Medians of answers and tallies a second of both stores, and the ratio. Exits when a store holds another count."""
    runs: list[dict[str, Any]] = []
    for turn in range(rounds):
        others = quiet.wait(patience)
        runs.append({"store": "postgresql", **_four(turn, seconds, CONNECTIONS), "others": others})
        others = quiet.wait(patience)
        runs.append({"store": "postgresql, 128 connections", **_four(turn, seconds, MANY), "others": others})
        others = quiet.wait(patience)
        with tempfile.TemporaryDirectory() as name, running(servers(Path())[0], Path(name)) as at:
            post = load.write(at.address + OWN, seconds, "ours", CHANGES, turn)
            get = load.read(at.address + OWN, seconds // 2)
        runs.append({"store": "sqlite", **_rates(post, get), "others": others})
        print(*runs[-3:], sep="\n", file=sys.stderr)
    medians = {
        store: {
            key: round(statistics.median(run[key] for run in runs if run["store"] == store), 1)
            for key in ("answers_a_second", "answer_p50_ms", "answer_p99_ms", "tallies_a_second", "tally_p99_ms")
        }
        for store in dict.fromkeys(run["store"] for run in runs)
    }
    ratio = {
        key: round(medians["postgresql"][key] / medians["sqlite"][key], 2)
        for key in ("answers_a_second", "tallies_a_second")
    }
    return {"seconds": seconds, "medians": medians, "postgresql_to_sqlite": ratio, "runs": runs}


def _four(turn: int, seconds: int, connections: int) -> dict[str, Any]:
    """A new installation under answers, then under reads. Exits when it holds another count than it acknowledged."""
    with replicas.running() as house:
        arguments = ("ours", str(CHANGES), f"{turn}{{n}}")
        post = replicas.together(
            replicas.said(replicas.at_once(house, "post.lua", seconds, 1, connections, *arguments))
        )
        get = replicas.together(replicas.said(replicas.at_once(house, "get.lua", seconds // 2, 1, connections)))
        rows, counted = house.rows(), house.counted()
        memory = [round(process.megabytes, 1) for process in house.processes]
    # Requests that were under way when wrk stopped may be there or not, a change among them is no row.
    under_way = post.fresh + post.changed - post.requests
    if post.bad or post.broken or get.bad or get.broken or not post.fresh - under_way <= rows == counted <= post.fresh:
        sys.exit(f"round {turn}: {post}, {get}, {rows} rows, {counted} counted")
    return {**_rates(post, get), "rows": rows, "megabytes": memory}


def _rates(post: Load, get: Load) -> dict[str, float]:
    return {
        "answers_a_second": post.rate,
        "answer_p50_ms": post.p50,
        "answer_p99_ms": post.p99,
        "tallies_a_second": get.rate,
        "tally_p99_ms": get.p99,
    }


def faults(seconds: int) -> dict[str, Any]:
    """A load of noted answers in which a process is killed and the database crashes; what became of the answers."""
    with replicas.running() as house:
        started = replicas.at_once(
            house,
            "acknowledged.lua",
            seconds,
            CONNECTIONS,
            CONNECTIONS,
            f"{house.folder}/notes-{{n}}",
            "7{n}",
            "0",
            "0",
        )
        time.sleep(seconds / 3)
        house.processes[1].kill()
        time.sleep(1)
        house.processes[1].start()
        time.sleep(seconds / 3 - 1)
        house.database.stop("immediate")
        house.database.start()
        texts = replicas.said(started)
        counts, ballots = replicas.noted(house, texts)
        whole = replicas.together(texts)
        found = {
            "seconds": seconds,
            **counts,
            "answers_a_second": round(counts["acknowledged"] / seconds),
            "answer_p99_ms": round(whole.p99, 1),
            "rows": house.rows(),
            "counted": house.counted(),
            "acknowledged_and_lost": house.lost(ballots),
        }
    wrong = found["acknowledged_and_lost"] or found["other_replies"] or len(ballots) != found["acknowledged"]
    if wrong or not found["acknowledged"] <= found["rows"] == found["counted"] <= found["tried"]:
        sys.exit(f"answers were lost or counted twice: {found}")
    return found


def soak(seconds: int) -> dict[str, Any]:
    """A bounded rate for a long time; the memory of each process by thirds of it, in megabytes."""
    with replicas.running() as house:
        began, worked = time.monotonic(), _worked(house)
        notes = f"{house.folder}/notes-{{n}}"
        started = replicas.at_once(house, "acknowledged.lua", seconds, 6, 6, notes, "9{n}", str(WAIT), str(READS))
        samples: list[list[float]] = []
        while any(process.poll() is None for process in started):
            samples.append([process.megabytes for process in house.processes])
            time.sleep(SAMPLE)
        took, worked = time.monotonic() - began, _worked(house) - worked
        texts = replicas.said(started)
        counts, ballots = replicas.noted(house, texts)
        whole = replicas.together(texts)
        lost, rows, counted = house.lost(ballots), house.rows(), house.counted()
    third = len(samples) // 3
    parts = [samples[:third], samples[third : 2 * third], samples[2 * third :]]
    means = [[round(statistics.fmean(one[n] for one in part), 2) for part in parts] for n in range(replicas.COUNT)]
    return {
        "seconds": round(took),
        **counts,
        "requests_a_second": round(whole.rate, 1),
        "p50_ms": round(whole.p50, 1),
        "p99_ms": round(whole.p99, 1),
        "rows": rows,
        "counted": counted,
        "acknowledged_and_lost": lost,
        "processor_share_of_one_core_by_the_api": round(worked / took, 3),
        "megabytes_by_thirds": means,
        "last_third_to_middle": [round(last / middle, 4) for _, middle, last in means],
    }


def _worked(house: replicas.House) -> float:
    """Seconds of processor time that the API processes have taken."""
    fields = [Path(f"/proc/{p.process.pid}/stat").read_text().rpartition(")")[2].split() for p in house.processes]
    return sum(int(field[11]) + int(field[12]) for field in fields) / TICKS


if __name__ == "__main__":
    main()
