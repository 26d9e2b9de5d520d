"""Our poll API beside Flask + gunicorn + SQLite and PocketBase: the same answers, in one run, as ratios.

    python bench/poll.py                          5 rounds of 8 seconds each (about six minutes)
    python bench/poll.py --rounds 2 --seconds 3   a shorter look

Answers come from 32 connections of wrk on the same machine: random ballots, a share of them changed later. Each run
starts its server with an empty store; our limiter is on with its ceilings raised. After each run the rows in the store,
the tally and wrk's counts must agree. What else runs on the machine is waited for, measured and told.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import signal
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from build_peers.machine import described
from poll_peers import installed, load, quiet
from poll_peers.load import CONNECTIONS, Load
from poll_peers.report import Run, summary, table
from poll_peers.servers import ROOT, Server, running, servers, stored, synchronous

CHANGES = 10  # percent of the answers
CACHE = ROOT / ".cache" / "bench"


def main() -> None:
    """Measure, print the table, write the raw figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="alternating runs of each server")
    parser.add_argument("--seconds", type=int, default=8, help="of answers in a run; reads get half of it")
    parser.add_argument("--patience", type=float, default=60, help="seconds to wait for a quiet machine before a run")
    parser.add_argument("--repeats", type=int, default=3, help="more attempts at a run that others disturbed")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these servers beside ours, e.g. pocketbase-full")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "results")
    asked = parser.parse_args()
    # Whoever ends this program ends the server that it has started too.
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(143))
    installed.wrk()
    peers = installed.peers(CACHE / "poll-peers")
    every = servers(peers)
    names = [server.name for server in every]
    if unknown := set(asked.only or ()) - set(names):
        parser.error(f"--only: unknown server {min(unknown)!r}; there are {', '.join(names)}")
    every = [server for server in every if server.name == "ours" or not asked.only or server.name in asked.only]
    machine = {key: value for key, value in described(peers).items() if key not in ("hugo", "pelican")}
    runs: list[Run] = []
    aside: list[Run] = []
    for turn in range(asked.rounds):
        shift = turn % len(every)
        for server in every[shift:] + every[:shift]:
            attempts: list[Run] = []
            while not attempts or (attempts[-1].others > quiet.CALM and len(attempts) <= asked.repeats):
                run = _measure(server, turn, asked.seconds, asked.patience)
                attempts.append(run)
                print(
                    f"{turn + 1} {server.name:<16} POST {run.post.rate:6.0f}/s  p99 {run.post.p99:6.1f} ms"
                    f"  GET {run.get.rate:6.0f}/s  {run.rows} rows  others {run.others:.0%}",
                    file=sys.stderr,
                )
            # Chosen by what others did, never by the figures.
            attempts.sort(key=lambda run: run.others)
            runs.append(attempts[0])
            aside += attempts[1:]
    today = dt.datetime.now(dt.UTC).date().isoformat()
    found = summary(runs)
    heading = (
        f"{today}, {machine['cores']} cores ({machine['cpu']}), Python {machine['python']}; medians of"
        f" {asked.rounds} alternating runs of {asked.seconds} s, {CONNECTIONS} connections"
    )
    print(table(found, heading))
    raw = {
        "date": today,
        "machine": machine,
        "versions": installed.versions(peers),
        "rounds": asked.rounds,
        "seconds": asked.seconds,
        "connections": CONNECTIONS,
        **found,
        "runs": [asdict(run) for run in runs],
        "set_aside_because_others_were_busy": [asdict(run) for run in aside],
    }
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / f"poll-{today}.json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


def _measure(server: Server, turn: int, seconds: int, patience: float) -> Run:
    """One run. Ends the program when a request went wrong or the work was not the same."""
    CACHE.mkdir(parents=True, exist_ok=True)
    os.sync()  # so that nobody pays for writing out what the one before has made
    quiet.wait(patience)
    with tempfile.TemporaryDirectory(dir=CACHE) as name, quiet.others() as others:
        folder = Path(name)
        with running(server, folder) as at:
            mode = synchronous(server, at, folder)
            # The same ballots for every server of a round, others in the next.
            post = load.write(at.address + server.post, seconds, server.kind, CHANGES, turn)
            get = load.read(at.address + server.get, max(2, seconds // 2))
            record = load.read(at.address + server.stored, max(2, seconds // 4)) if server.stored else None
            tally = int(at.json(server.get)["n"])
            megabytes = at.megabytes
        rows, journal = stored(server, folder)
    if wrong := _wrong(post, [load_ for load_ in (get, record) if load_], tally, rows):
        sys.exit(f"{server.name}, round {turn + 1}: {wrong}\n{post.raw}")
    return Run(
        turn + 1, server.name, post, get, record, rows, journal, mode, at.started_seconds, megabytes, others.share
    )


def _wrong(post: Load, reads: list[Load], tally: int, rows: int) -> str:
    """What shows that a request failed or that the store holds something else than was acknowledged; "" if nothing."""
    for each in (post, *reads):
        if each.bad or each.broken:
            return f"{each.bad} replies were errors, {each.broken} connections or replies were lost"
    # Requests that were under way when wrk stopped: nobody knows which of them were first answers.
    open_ = post.fresh + post.changed - post.requests
    if not 0 <= open_ <= CONNECTIONS:
        return f"{post.requests} answers acknowledged of {post.fresh + post.changed} sent"
    if not post.fresh - open_ <= rows <= post.fresh:
        return f"{rows} rows stored for {post.fresh} ballots, of which up to {open_} were not acknowledged"
    return "" if tally == rows else f"the tally says {tally} answers, the store holds {rows}"


if __name__ == "__main__":
    main()
