"""CSV and Parquet of the small record, read again by other programs."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.render.small_record import record
from votewatch.render.downloads.dictionary import TABLES

Row = dict[str, str]


def rows(public: Path, parliament: str, table: str) -> list[Row]:
    path = public / "data" / parliament / f"{table}.csv"
    packed = path.with_name(f"{table}.csv.gz")
    text = gzip.decompress(packed.read_bytes()).decode() if packed.exists() else path.read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


@pytest.mark.parametrize("parliament", ["sk", "eu"])
def test_a_row_of_positions_is_a_letter_of_the_ledger(small_site: Path, parliament: str) -> None:
    wanted = []
    for r in record().roll_calls:
        if r.parliament != parliament or r.positions is None or r.roster is None:
            continue
        letters = iter(r.positions)
        wanted += [(r.id, f"{parliament}:m{m}", next(letters)) for _, members in r.roster.clubs for m in members]
    found = rows(small_site, parliament, "positions")
    assert [(row["roll_call"], row["member"], row["position"]) for row in found] == wanted


def test_a_decision_is_one_row_with_its_words(small_site: Path) -> None:
    found = {row["id"]: row for row in rows(small_site, "sk", "decisions")}
    adverts = found["sk:9:20"]
    assert found.keys() == {"sk:9:20", "sk:9:21"}
    assert (adverts["outcome"], adverts["passed"], adverts["for_means"]) == ("adopted", "true", "adopt")
    assert (adverts["deciding_vote"], adverts["day"], adverts["majority_rule"]) == (
        "sk:9:v102",
        "2025-09-26",
        "present",
    )
    assert adverts["page"] == "d/sk-9-20/"


def test_what_the_record_does_not_say_is_an_empty_cell(small_site: Path) -> None:
    (loose,) = [row for row in rows(small_site, "sk", "roll_calls") if row["id"] == "sk:9:v104"]
    assert (loose["decision"], loose["item"], loose["did_not_vote"]) == ("", "", "")
    assert (loose["votes_for"], loose["time"], loose["by_name"]) == ("112", "11:44:00", "true")


def test_titles_with_lines_quotes_and_marks_come_back_as_they_were(small_site: Path) -> None:
    titles = {row["id"]: row["title"] for p in ("sk", "eu") for row in rows(small_site, p, "roll_calls")}
    assert titles == {r.id: r.title for r in record().roll_calls}


def test_memberships_are_the_periods_of_the_record(small_site: Path) -> None:
    found = rows(small_site, "eu", "memberships")
    assert [row["member"] for row in found] == [f"eu:m{n}" for n in range(50, 56)]
    assert {(row["first_day"], row["last_day"]) for row in found} == {("2024-07-16", "")}
    assert [row["club"] for row in found] == ["eu-none", "eu-epp", "eu-epp", "eu-epp", "eu-sd", "eu-sd"]


def test_corrections_and_what_was_left_out_are_there(small_site: Path) -> None:
    assert [row["roll_call"] for row in rows(small_site, "sk", "corrections")] == ["sk:9:v103"]
    assert [row["reason"] for row in rows(small_site, "sk", "skipped")] == ["unknown letter 'X'"]
    assert rows(small_site, "eu", "corrections") == rows(small_site, "eu", "skipped") == []


@pytest.mark.parametrize("parliament", ["sk", "eu"])
@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_parquet_holds_the_rows_of_the_csv(small_site: Path, parliament: str, table: str) -> None:
    path = small_site / "data" / parliament / f"{table}.parquet"
    with duckdb.connect(":memory:") as connection:
        read = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in read.description or ()]
        found = [dict(zip(names, map(as_text, row), strict=True)) for row in read.fetchall()]
    assert found == rows(small_site, parliament, table)


def as_text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_checksums_are_those_of_the_files(small_site: Path) -> None:
    lines = (small_site / "data/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    summed = {name: sum_ for sum_, name in (line.split("  ") for line in lines)}
    there = {p.relative_to(small_site / "data").as_posix(): p for p in (small_site / "data").rglob("*") if p.is_file()}
    about = {name for name in there if name.endswith((".json", "SHA256SUMS"))}
    assert summed.keys() == there.keys() - about
    assert all(hashlib.sha256(there[name].read_bytes()).hexdigest() == sum_ for name, sum_ in summed.items())


WITHOUT = """
import sys
sys.modules["duckdb"] = None
from pathlib import Path
from tests.render.small_record import record
from votewatch.render.build import Shown, build
folder = Path(sys.argv[1])
(folder / "data").mkdir()
build(record, data=folder / "data", site_src=Path("site_src"), public=folder / "public", cache=folder / "cache",
      shown=Shown(site_url="https://votes.example"), today="2026-01-31", jobs=1)
"""


@pytest.mark.slow
def test_without_duckdb_the_site_has_the_csv_alone_and_says_so(small_site: Path, tmp_path: Path, root: Path) -> None:
    environment = {"PYTHONPATH": f"{root / 'build'}:{root}"}
    subprocess.run([sys.executable, "-c", WITHOUT, str(tmp_path)], cwd=root, env=environment, check=True)
    made = tmp_path / "public"
    assert list(made.rglob("*.parquet")) == []
    page = (made / "en/data/index.html").read_text(encoding="utf-8")
    assert "There is no Parquet in this edition" in page
    assert "parquet" not in {one["format"] for one in json.loads((made / "en/data/index.json").read_bytes())["files"]}
    same = [p.relative_to(made) for p in (made / "data").rglob("*.csv*")]
    assert len(same) == 2 * len(TABLES)
    assert all((made / name).read_bytes() == (small_site / name).read_bytes() for name in same)
