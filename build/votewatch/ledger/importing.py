"""Turn collected record files into ledger lines (``votewatch import``)."""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from votewatch.ledger import files, groups, people
from votewatch.ledger.files import SaveReport
from votewatch.ledger.groups import Group
from votewatch.model import ids
from votewatch.model.errors import LedgerError
from votewatch.model.member import Member, Membership
from votewatch.model.roll_call import Procedure, RollCall, Totals
from votewatch.model.vocabulary import Parliament
from votewatch.model.wording import EU_LETTERS, EU_RESULTS, SK_LETTERS, SK_RESULTS, align, fold


def import_sk(file: Path, data: Path) -> SaveReport:
    """Read a file of NR SR vote records (JSON lines, plain or gzip) into the ledger, members included.

    Raises LedgerError naming the vote for an unknown letter or result, a member twice, or letters that disagree with
    the printed Z, P, ? and N.
    """
    roll_calls, names = [], {}
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as handle:
        for line in handle:
            record = json.loads(line)
            try:
                roll_calls.append(_sk_roll_call(record))
            except (KeyError, ValueError) as error:
                raise LedgerError(f"{file}: vote {record.get('vote_id')}: {error}") from error
            for row in record["mp_votes"]:
                last, _, first = row["mp_name"].partition(", ")
                names[row["mp_id"]] = Member(row["mp_id"], first, last)
    people.save(data, Parliament.SK, names.values())
    report = files.save(data, roll_calls)
    groups.save_memberships(data / "ledger/sk/clubs.jsonl", groups.periods(files.load(data, Parliament.SK)))
    return report


def _sk_roll_call(record: dict[str, Any]) -> RollCall:
    summary, stats = record["summary"], record["stats"]
    codes = {key[1]: n for key, n in stats.items() if key.startswith("[")}
    totals = Totals(codes["Z"], codes["P"], codes["?"], codes["N"], codes["0"]) if codes else None
    rows = [(row["club"], row["mp_id"], SK_LETTERS[row["vote_code"]].value) for row in record["mp_votes"]]
    roster, positions = align(rows) if rows else (None, None)
    if positions is not None and totals is not None:
        counted = tuple(positions.count(letter) for letter in "FABN")
        if counted != (totals.for_, totals.against, totals.abstained, totals.not_voting):
            raise ValueError(f"letters {counted} disagree with the printed totals {totals}")
    phrase = summary.get("Výsledok hlasovania")
    day, month, year, *clock = summary["Dátum a čas"].replace(".", "").split()
    hour, minute = (clock[0] if clock else "0:00").split(":")[:2]
    return RollCall(
        id=ids.sk_roll_call(record["term_id"], record["vote_id"]),
        parliament=Parliament.SK,
        when=f"{year}-{int(month):02}-{int(day):02}T{int(hour):02}:{minute}",
        title=fold(summary["Názov hlasovania"]),
        result=SK_RESULTS[phrase] if phrase else None,
        totals=totals,
        read=record["fetched_at_utc"][:10],
        positions=positions,
        roster=roster,
        term=record["term_id"],
        meeting=record["meeting_nr"],
        number=int(summary["Číslo hlasovania"]),
        item=str(record["cpt_id"]) if record["cpt_id"] else None,
    )


def import_eu(folder: Path, data: Path, read: str) -> SaveReport:
    """Read the tables of a HowTheyVote.eu export into the ledger; ``read`` is the day the export was made (ISO).

    Takes every roll call with positions and, by totals alone, every other one of the same procedures or documents.
    Topics and newer results come from vote_index.csv where there is one. Raises LedgerError naming the vote.
    """
    ballots = _eu_ballots(folder)
    index = {row["id"]: row for row in _table(folder, "vote_index", optional=True)}
    votes = list(_table(folder, "votes"))
    keys = {_eu_key(row) for row in votes if row["id"] in ballots}
    roll_calls = []
    for row in votes:
        if row["id"] in ballots or (_eu_key(row) in keys and _eu_key(row)):
            try:
                roll_calls.append(_eu_roll_call(row, ballots.get(row["id"]), index.get(row["id"]), read))
            except (KeyError, ValueError) as error:
                raise LedgerError(f"{folder}: vote {row['id']}: {error}") from error
    members = (
        Member(int(row["id"]), row["first_name"], row["last_name"], row["country_code"])
        for row in _table(folder, "members")
    )
    people.save(data, Parliament.EU, members)
    rows = _table(folder, "groups")
    groups.save_groups(data, (Group(row["code"], row["label"], row["short_label"] or row["code"]) for row in rows))
    spans = (
        Membership(int(row["member_id"]), row["group_code"], row["start_date"], row["end_date"] or None)
        for row in _table(folder, "group_memberships")
    )
    groups.save_memberships(data / "ledger/eu/memberships.jsonl", spans)
    return files.save(data, roll_calls)


def _eu_ballots(folder: Path) -> dict[str, list[tuple[str, int, str]]]:
    name = "member_votes.main" if any(folder.glob("member_votes.main.csv*")) else "member_votes"
    ballots: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for row in _table(folder, name):
        ballots[row["vote_id"]].append((row["group_code"], int(row["member_id"]), EU_LETTERS[row["position"]].value))
    return ballots


def _eu_key(row: dict[str, str]) -> str:
    return row["procedure_reference"] or row["reference"]


def _eu_roll_call(
    row: dict[str, str], ballots: list[tuple[str, int, str]] | None, listed: dict[str, str] | None, read: str
) -> RollCall:
    totals = Totals(
        int(row["count_for"]), int(row["count_against"]), int(row["count_abstention"]),
        did_not_vote=int(row["count_did_not_vote"]),
    )  # fmt: skip
    roster, positions = align(ballots) if ballots else (None, None)
    if positions is not None:
        counted = tuple(positions.count(letter) for letter in "FAB")
        if counted != (totals.for_, totals.against, totals.abstained):
            raise ValueError(f"positions {counted} disagree with the totals {totals}")
    result = row["result"] or (listed or {}).get("result") or ""
    procedure = row["procedure_reference"]
    return RollCall(
        id=ids.eu_roll_call(int(row["id"])),
        parliament=Parliament.EU,
        when=row["timestamp"].replace(" ", "T"),
        title=fold(row["display_title"]),
        result=EU_RESULTS[result] if result else None,
        totals=totals,
        read=read,
        positions=positions,
        roster=roster,
        motion=row["description"] or None,
        reference=row["reference"] or None,
        is_main=row["is_main"] == "True",
        procedure=Procedure(
            procedure, row["procedure_title"] or None, row["procedure_type"] or None, row["procedure_stage"] or None
        ) if procedure else None,
        topics=_eu_topics((listed or {}).get("topics", "")),
    )  # fmt: skip


def _eu_topics(listed: str) -> tuple[str, ...]:
    """Names parted at commas; each begins with a capital, so "Education, youth and culture" is one."""
    return tuple(t.strip() for t in re.split(r",\s*(?=[^\W\d_a-z])", listed) if t.strip())


def _table(folder: Path, name: str, *, optional: bool = False) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    for path, opener in ((folder / f"{name}.csv", open), (folder / f"{name}.csv.gz", gzip.open)):
        if path.exists():
            with opener(path, "rt", encoding="utf-8", newline="") as handle:
                yield from csv.DictReader(handle)
            return
    if not optional:
        raise LedgerError(f"{folder}: {name}.csv or {name}.csv.gz is missing")
