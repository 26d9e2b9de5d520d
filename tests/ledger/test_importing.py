"""Collected record files become ledger lines, or an error that names the vote."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from votewatch.ledger import files, people
from votewatch.ledger.groups import load_groups, load_memberships
from votewatch.ledger.importing import import_eu, import_sk
from votewatch.model.errors import LedgerError
from votewatch.model.roll_call import Procedure, Roster, Totals
from votewatch.model.vocabulary import Parliament, Result


def sk_record(**changes: Any) -> dict[str, Any]:
    rows = [(9, "Deviata, Eva", "Klub SNS", "?"), (5, "Piaty, Ján", "Klub PS", "P"), (1, "Prvá, Anna", "Klub SNS", "Z")]
    record = {
        "vote_id": 52720,
        "term_id": 9,
        "meeting_nr": 3,
        "cpt_id": 28,
        "summary": {
            "Dátum a čas": "1. 2. 2024 9:05",
            "Názov hlasovania": "Návrh vlády  o \u00a0 dôchodku (tlač 28).\r\n\r\nHlasovanie o  návrhu vlády.",
            "Schôdza": "Schôdza č. 3",
            "Výsledok hlasovania": "Návrh neprešiel",
            "Číslo hlasovania": 15,
        },
        "stats": {
            "Hlasujúcich": 3, "Prítomní": 3, "[0] Neprítomní": 2, "[?] Zdržalo sa hlasovania": 1,
            "[N] Nehlasovalo": 0, "[P] Proti hlasovalo": 1, "[Z] Za hlasovalo": 1,
        },
        "mp_votes": [{"mp_id": i, "mp_name": n, "club": c, "vote_code": v} for i, n, c, v in rows],
        "fetched_at_utc": "2026-01-24T14:24:20+00:00",
    }  # fmt: skip
    return record | changes


def written(folder: Path, *records: dict[str, Any]) -> Path:
    file = folder / "votes.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")
    return file


def test_a_slovak_vote_is_read_with_its_letters_in_roster_order(tmp_path: Path) -> None:
    import_sk(written(tmp_path, sk_record()), tmp_path / "data")
    (vote,) = files.load(tmp_path / "data")
    assert (vote.id, vote.when, vote.item, vote.number) == ("sk:9:v52720", "2024-02-01T09:05", "28", 15)
    assert vote.title == "Návrh vlády o dôchodku (tlač 28).\nHlasovanie o návrhu vlády."
    assert vote.roster == Roster((("Klub PS", (5,)), ("Klub SNS", (1, 9))))
    assert vote.positions == "AFB"
    assert (vote.result, vote.totals) == (Result.FAILED, Totals(1, 1, 1, 0, 2))
    assert people.load(tmp_path / "data", Parliament.SK)[9].full_name == "Eva Deviata"


def test_a_secret_ballot_has_neither_totals_nor_positions_nor_result(tmp_path: Path) -> None:
    summary = {k: v for k, v in sk_record()["summary"].items() if k != "Výsledok hlasovania"}
    import_sk(written(tmp_path, sk_record(stats={}, mp_votes=[], summary=summary)), tmp_path / "data")
    (vote,) = files.load(tmp_path / "data")
    assert (vote.totals, vote.positions, vote.result) == (None, None, None)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"summary": sk_record()["summary"] | {"Výsledok hlasovania": "Návrh zanikol"}}, "Návrh zanikol"),
        ({"stats": sk_record()["stats"] | {"[Z] Za hlasovalo": 4}}, "disagree with the printed totals"),
        ({"mp_votes": sk_record()["mp_votes"][:2] + sk_record()["mp_votes"][:1]}, "stands twice"),
        ({"mp_votes": [{"mp_id": 1, "mp_name": "A, B", "club": "Klub PS", "vote_code": "X"}]}, "'X'"),
    ],
)
def test_what_cannot_be_trusted_is_refused_naming_the_vote(
    tmp_path: Path, change: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(LedgerError, match=rf"vote 52720.*{complaint}"):
        import_sk(written(tmp_path, sk_record(**change)), tmp_path / "data")


def table(folder: Path, name: str, text: str) -> None:
    rows = list(csv.reader(text.strip().splitlines()))
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A weekly export of three votes on one procedure and one on another, the middle one with positions."""
    head = (
        "id,timestamp,display_title,reference,description,is_main,procedure_reference,procedure_title,procedure_type,"
        "procedure_stage,count_for,count_against,count_abstention,count_did_not_vote,result\n"
    )
    table(
        tmp_path,
        "votes",
        head
        + "10,2024-04-10 12:00:00,A law,A9-0001/2024,Am 1,False,2023/0001(COD),A law,COD,,1,2,0,0,\n"
        + "11,2024-04-10 12:01:00,A law,A9-0001/2024,Accord provisoire,True,2023/0001(COD),The law,COD,"
        "OLP_FIRST_READING,2,1,0,0,\n"
        + "12,2024-04-10 12:02:00,Other,A9-0002/2024,Am 2,False,2023/0002(COD),Other,COD,,1,2,0,0,REJECTED\n",
    )
    table(tmp_path, "member_votes", "vote_id,member_id,position,country_code,group_code\n"
          "11,7,FOR,SVK,EPP\n11,5,AGAINST,DEU,\n11,6,FOR,DEU,EPP\n")  # fmt: skip
    table(
        tmp_path,
        "vote_index",
        'id,title,topics,result\n11,A law,"Health, Education, youth and culture, Energy",ADOPTED\n',
    )
    table(tmp_path, "members", "id,first_name,last_name,country_code\n5,A,B,DEU\n6,C,D,DEU\n7,E,F,SVK\n")
    table(tmp_path, "groups", "code,official_label,label,short_label\nEPP,x,People’s Party,EPP\n")
    table(tmp_path, "group_memberships", "member_id,group_code,term,start_date,end_date\n7,EPP,10,2024-07-16,\n")
    return tmp_path


def test_an_export_gives_the_votes_with_positions_and_their_group_by_totals(export: Path) -> None:
    import_eu(export, export / "data", "2025-09-28")
    amendment, final = files.load(export / "data")
    assert (amendment.id, amendment.positions, amendment.totals) == ("eu:v10", None, Totals(1, 2, 0, did_not_vote=0))
    assert final.roster == Roster((("", (5,)), ("EPP", (6, 7))))
    assert final.positions == "AFF"
    assert final.procedure == Procedure("2023/0001(COD)", "The law", "COD", "OLP_FIRST_READING")
    assert (final.result, final.topics, final.read) == (
        Result.PASSED, ("Health", "Education, youth and culture", "Energy"), "2025-09-28",
    )  # fmt: skip


def test_an_export_brings_groups_and_their_members_by_date(export: Path) -> None:
    import_eu(export, export / "data", "2025-09-28")
    assert load_groups(export / "data")["EPP"].label == "People’s Party"
    (span,) = load_memberships(export / "data/ledger/eu/memberships.jsonl")
    assert (span.member, span.group, span.start, span.end) == (7, "EPP", "2024-07-16", None)


def test_importing_twice_changes_no_byte(export: Path) -> None:
    import_eu(export, export / "data", "2025-09-28")
    before = {p: p.read_bytes() for p in (export / "data").rglob("*.jsonl")}
    import_eu(export, export / "data", "2026-11-23")
    assert {p: p.read_bytes() for p in (export / "data").rglob("*.jsonl")} == before


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"member_votes\.csv or member_votes\.csv\.gz is missing"):
        import_eu(tmp_path, tmp_path / "data", "2025-09-28")
