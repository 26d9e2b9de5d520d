"""What was measured, as one structure for the file and as a table for people."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from poll_peers.load import CONNECTIONS, Load
from poll_peers.quiet import CALM

# At least so many times the peer's answers a second; at most so many milliseconds, seconds and millions of bytes.
AIMS = {"flask": 8.0, "pocketbase": 1.4, "pocketbase-full": 1.4}
LIMITS = {"p99 of POST, ms": 30.0, "start, s": 0.5, "memory, MB": 60.0}
SYNCHRONOUS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}
NOTES = (
    "Equal: two cores shared with wrk, one poll, an empty store at the start, one row an answer, unique by poll and"
    " ballot; the same random ballots; the same share of changed answers; no rate that anybody reached; no log of"
    " requests. Flask's rows are keyed as ours, by HMAC, and it too gives the tally back.",
    "Not equal: PocketBase stores the ballot as it is, without HMAC; an answer gives back the record and no tally; a"
    " change is a PATCH at the record's own id, chosen by the client. Its default is synchronous = NORMAL: what it has"
    " acknowledged can be lost when the power fails. pocketbase-full is the same program with FULL on its writing"
    " connection, but one commit an answer.",
    "PocketBase's tally is a view that counts every row at each GET, ours and Flask's are kept counts. 'one record'"
    " is PocketBase reading a stored record without counting: the most that kept counts could give it.",
    "'bad' are replies from 400 on, failed connections and timeouts, in all runs. Ours runs in one process, Flask in"
    " two; memory is of all processes together, after the load. 'others' is what other programs took of the cores"
    " meanwhile: above a tenth, believe ratios alone, and those with caution.",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One server under its loads: ``rows`` in the store after ``post``; ``stored`` only where it was measured.

    ``others`` is the share of all cores that other programs took meanwhile.
    """

    round: int
    server: str
    post: Load
    get: Load
    stored: Load | None
    rows: int
    journal: str
    synchronous: int
    started_seconds: float
    megabytes: float
    others: float


def summary(runs: Sequence[Run]) -> dict[str, Any]:
    """Medians by server, ours as a ratio of each peer's, and the aims with what was reached. Ours is "ours"."""
    names = list(dict.fromkeys(run.server for run in runs))
    medians: dict[str, dict[str, Any]] = {}
    for name in names:
        mine = [run for run in runs if run.server == name]
        medians[name] = {
            "post": _middle([run.post for run in mine]),
            "get": _middle([run.get for run in mine]),
            "stored": _middle([run.stored for run in mine if run.stored is not None]),
            "bad": sum(load.bad + load.broken for run in mine for load in (run.post, run.get, run.stored) if load),
            "megabytes": max(run.megabytes for run in mine),
            "others": statistics.median(run.others for run in mine),
            "started_seconds": statistics.median(run.started_seconds for run in mine),
            "changed_share": sum(r.post.changed for r in mine) / sum(r.post.fresh + r.post.changed for r in mine),
            "journal": mine[0].journal,
            "synchronous": SYNCHRONOUS[mine[0].synchronous],
        }
    ours = medians["ours"]
    ratios = {
        part: {name: ours[part]["rate"] / medians[name][part]["rate"] for name in names if name != "ours"}
        for part in ("post", "get")
    }
    aims = [
        {"what": f"POST, times {name}", "aim": f">= {aim:g}", "found": ratios["post"][name], "met": met}
        for name, aim in AIMS.items()
        if name in names
        for met in [ratios["post"][name] >= aim]
    ]
    found = (ours["post"]["p99"], ours["started_seconds"], ours["megabytes"])
    for (what, aim), value in zip(LIMITS.items(), found, strict=True):
        aims.append({"what": what, "aim": f"< {aim:g}", "found": value, "met": value < aim})
    return {"medians": medians, "ratios": ratios, "aims": aims}


def _middle(loads: Sequence[Load]) -> dict[str, float] | None:
    if not loads:
        return None
    return {key: statistics.median(getattr(load, key) for load in loads) for key in ("rate", "p50", "p99")}


def table(found: dict[str, Any], heading: str) -> str:
    """``found`` as made by summary, in lines of text."""
    medians, lines = found["medians"], [heading]
    for part, title in (("post", "POST an answer"), ("get", "GET the tally")):
        lines.append(f"\n{title:<28}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'ours is':>10}")
        for name, server in medians.items():
            ratio = found["ratios"][part].get(name)
            lines.append(_row(name, server[part]) + (f"{ratio:9.{0 if ratio >= 100 else 2}f}x" if ratio else ""))
            if part == "get" and server["stored"]:
                lines.append(_row(f"{name}, one record", server["stored"]))
    lines.append(f"\n{'server':<28}{'MB':>9}{'start s':>9}{'bad':>9}{'changes':>10}{'others':>9}  journal, synchronous")
    for name, s in medians.items():
        lines.append(
            f"{name:<28}{s['megabytes']:9.1f}{s['started_seconds']:9.2f}{s['bad']:9d}{s['changed_share']:10.1%}"
            f"{s['others']:9.0%}  {s['journal']}, {s['synchronous']}"
        )
    lines.append(f"\n{'aim, at ' + str(CONNECTIONS) + ' connections':<28}{'aim':>9}{'found':>9}")
    for aim in found["aims"]:
        lines.append(f"{aim['what']:<28}{aim['aim']:>9}{aim['found']:9.2f}  {'met' if aim['met'] else 'MISSED'}")
    disturbed = [f"{name} ({s['others']:.0%})" for name, s in medians.items() if s["others"] > CALM]
    if disturbed:
        lines.append(f"\nDISTURBED by other programs, measure again: {', '.join(disturbed)}")
    return "\n".join([*lines, "", *NOTES])


def _row(name: str, load: dict[str, float]) -> str:
    return f"{name:<28}{load['rate']:9.0f}{load['p50']:9.1f}{load['p99']:9.1f}"
