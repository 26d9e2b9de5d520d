"""The weekly export: screened vote by vote, whatever columns stand beside those we know."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import httpx
import pytest

from votewatch.fetching.eu_export import fetch_export
from votewatch.fetching.run import FetchReport, Outside
from votewatch.ledger import files, people, skipped
from votewatch.ledger.files import SaveReport
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.settings import EuSource, Paths, Settings, Sources
from votewatch.sources.eu_export import UnreadableExport

VOTES = """\
newcomer,id,timestamp,display_title,reference,description,is_main,procedure_reference,procedure_title,procedure_type,\
procedure_stage,count_for,count_against,count_abstention,count_did_not_vote,result
x,1,2024-10-10 12:23:40,Fishing,B10-0101/2024,Proposition de résolution,True,2022/0195(COD),Fishing,COD,,1,1,0,9,ADOPTED
x,2,2024-10-10 12:20:00,Fishing,B10-0101/2024,Am 2,False,2022/0195(COD),Fishing,COD,,1,1,0,0,
x,3,2024-10-10 12:00:00,Farming,B10-0102/2024,Proposition de résolution,True,,,,,2,0,0,0,ADOPTED
"""
BALLOTS = """\
vote_id,member_id,position,country_code,group_code
1,10,FOR,DEU,EPP
1,20,AGAINST,DEU,EPP
2,10,FOR,DEU,EPP
2,20,AGAINST,DEU,EPP
3,10,FOR,DEU,EPP
3,20,FOR,DEU,EPP
"""
TABLES = {
    "votes": VOTES,
    "member_votes": BALLOTS,
    "members": "id,first_name,last_name,country_code,email\n10,A,ONE,DEU,\n20,B,TWO,DEU,\n",
    "groups": "code,official_label,label,short_label\nEPP,Group,European People’s Party,EPP\n",
    "group_memberships": "member_id,group_code,term,start_date,end_date\n10,EPP,10,2024-07-16,\n",
}


def put(folder: Path, **changed: str) -> Path:
    """An export in ``folder``, some of its tables changed."""
    folder.mkdir(exist_ok=True)
    for name, text in (TABLES | changed).items():
        (folder / f"{name}.csv").write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    return folder


def settings(tmp_path: Path) -> Settings:
    paths = Paths(data=tmp_path / "data", cache=tmp_path / "cache")
    return Settings(
        paths=paths, sources=Sources(eu=EuSource(base_url="http://127.0.0.1:9", requests_per_second=1000.0))
    )


def run(tmp_path: Path, place: str | Path, outside: Outside | None = None) -> FetchReport:
    return fetch_export(settings(tmp_path), str(place), today="2024-11-02", outside=outside)


def ledger(tmp_path: Path) -> dict[str, RollCall]:
    return {r.id: r for r in files.load(tmp_path / "data", Parliament.EU)}


def test_a_folder_fills_the_ledger(tmp_path: Path) -> None:
    report = run(tmp_path, put(tmp_path / "export"))
    assert (report.saved, report.exit_code) == (SaveReport(3, 0, 0), 0)
    assert [r.read for r in ledger(tmp_path).values()] == ["2024-11-02"] * 3
    assert people.load(tmp_path / "data", Parliament.EU)[20].last_name == "TWO"


def test_votes_on_parts_are_known_by_their_totals(tmp_path: Path) -> None:
    run(tmp_path, put(tmp_path / "export"))
    assert {r.id: r.positions for r in ledger(tmp_path).values()} == {"eu:v1": "FA", "eu:v2": None, "eu:v3": "FF"}


@pytest.mark.parametrize(
    ("table", "old", "new", "reason"),
    [
        ("member_votes", "3,20,FOR", "3,20,AGAINST", "disagree"),
        ("member_votes", "3,20,FOR", "3,10,FOR", "member 10 stands twice"),
        ("member_votes", "3,20,FOR", "3,20,VotePosition.FOR", "unknown position 'VotePosition.FOR'"),
        ("votes", "2,0,0,0,ADOPTED", "2,0,0,0,LAPSED", "unknown result 'LAPSED'"),
        ("votes", "2,0,0,0,ADOPTED", "two,0,0,0,ADOPTED", "two"),
        ("votes", ",,,,,2,0", ",COD,,,,2,0", "unknown shape of procedure reference"),
    ],
)
def test_a_vote_that_does_not_add_up_is_left_out_alone(
    tmp_path: Path, table: str, old: str, new: str, reason: str
) -> None:
    report = run(tmp_path, put(tmp_path / "export", **{table: TABLES[table].replace(old, new)}))
    assert (report.exit_code, sorted(ledger(tmp_path))) == (1, ["eu:v1", "eu:v2"])
    [one] = skipped.load(tmp_path / "data")
    assert (one.id, one.url) == ("eu:v3", "http://127.0.0.1:9/votes/3")
    assert reason in one.reason


def test_a_vote_that_heals_is_forgotten(tmp_path: Path) -> None:
    run(tmp_path, put(tmp_path / "export", votes=VOTES.replace("2,0,0,0,ADOPTED", "2,0,0,0,LAPSED")))
    assert run(tmp_path, put(tmp_path / "export")).exit_code == 0
    assert skipped.load(tmp_path / "data") == []


def test_a_stored_vote_never_loses_its_members(tmp_path: Path) -> None:
    run(tmp_path, put(tmp_path / "export"))
    without = "".join(line for line in BALLOTS.splitlines(keepends=True) if not line.startswith("3,"))
    report = run(tmp_path, put(tmp_path / "export", member_votes=without))
    assert [s.reason for s in report.skipped] == ["names no member; the record has them all"]
    assert ledger(tmp_path)["eu:v3"].positions == "FF"


def test_an_index_beside_the_export_gives_topics_and_later_exports_keep_them(tmp_path: Path) -> None:
    folder = put(tmp_path / "export")
    (folder / "vote_index.csv").write_text("id,topics,result\n1,Fisheries,\n2,,REJECTED\n", encoding="utf-8")
    run(tmp_path, folder)
    (folder / "vote_index.csv").unlink()
    assert run(tmp_path, folder).saved == SaveReport(0, 0, 3)
    assert ledger(tmp_path)["eu:v1"].topics == ("Fisheries",)


@pytest.mark.parametrize("name", ["votes", "member_votes", "groups"])
def test_a_missing_table_is_named(tmp_path: Path, name: str) -> None:
    folder = put(tmp_path / "export")
    (folder / f"{name}.csv").unlink()
    with pytest.raises(UnreadableExport, match=rf"{name}\.csv"):
        run(tmp_path, folder)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    folder = put(tmp_path / "export", votes=VOTES.replace("count_abstention", "count_abstentions"))
    with pytest.raises(UnreadableExport, match=r"no column 'count_abstention' in votes\.csv"):
        run(tmp_path, folder)


def _served(contents: dict[str, bytes]) -> Outside:
    return Outside(httpx.MockTransport(lambda request: httpx.Response(200, content=contents[request.url.path])))


def test_an_address_gives_the_tables_one_by_one(tmp_path: Path) -> None:
    served = _served({f"/export/{name}.csv.gz": gzip.compress(text.encode()) for name, text in TABLES.items()})
    report = run(tmp_path, "http://127.0.0.1:9/export/", served)
    assert (report.saved.new, report.asked) == (3, 5)


def test_an_address_gives_an_archive(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in (TABLES | {"countries": "code\n"}).items():
            archive.writestr(f"export/{name}.csv", text)
        archive.writestr("../../evil.csv", "x")
    report = run(tmp_path, "http://127.0.0.1:9/export.zip", _served({"/export.zip": packed.getvalue()}))
    assert (report.saved.new, report.asked) == (3, 1)
    assert not list(tmp_path.rglob("evil.csv"))


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExport, match="no zip archive"):
        run(tmp_path, "http://127.0.0.1:9/export.zip", _served({"/export.zip": b"PK nothing"}))
