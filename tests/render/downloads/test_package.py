"""The data package, Datasette's metadata and the page agree with the files that are there."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def package(small_site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((small_site / "data/datapackage.json").read_bytes())
    return found


def test_every_resource_is_a_file_of_that_size_and_every_file_a_resource(
    package: dict[str, Any], small_site: Path
) -> None:
    folder = small_site / "data"
    sizes = {one["path"]: one["bytes"] for one in package["resources"]}
    there = {p.relative_to(folder).as_posix(): p.stat().st_size for p in folder.rglob("*") if p.is_file()}
    assert sizes == {name: size for name, size in there.items() if not name.endswith((".json", "SHA256SUMS"))}
    assert len({one["name"] for one in package["resources"]}) == len(sizes)


def test_the_fields_of_a_resource_are_the_first_line_of_its_file(package: dict[str, Any], small_site: Path) -> None:
    tables = [one for one in package["resources"] if "schema" in one]
    assert len(tables) == 28
    for one in tables:
        content = (small_site / "data" / one["path"]).read_bytes()
        text = gzip.decompress(content) if one.get("compression") == "gz" else content
        assert [field["name"] for field in one["schema"]["fields"]] == text.splitlines()[0].decode().split(",")
        assert all(field["description"] for field in one["schema"]["fields"])


def test_every_foreign_key_leads_to_a_resource_with_that_field(package: dict[str, Any]) -> None:
    fields = {
        one["name"]: {f["name"] for f in one["schema"]["fields"]} for one in package["resources"] if "schema" in one
    }
    for one in package["resources"]:
        for key in one.get("schema", {}).get("foreignKeys", ()):
            to = key["reference"]["resource"] or one["name"]
            assert key["reference"]["fields"] in fields[to]
            assert key["fields"] in fields[one["name"]]


def test_the_european_part_is_under_the_odbl_and_names_its_source(package: dict[str, Any]) -> None:
    for one in package["resources"]:
        licences = [licence["name"] for licence in one["licenses"]]
        wanted = {"sk": ["MIT"], "eu": ["ODbL-1.0"]}.get(one["path"].partition("/")[0], ["MIT", "ODbL-1.0"])
        assert licences == wanted
        assert ("HowTheyVote.eu" in json.dumps(one["sources"])) == ("ODbL-1.0" in licences)


def test_the_metadata_name_the_database_and_describe_its_columns(small_site: Path) -> None:
    found = json.loads((small_site / "data/datasette.json").read_bytes())
    tables = found["databases"]["votewatch"]["tables"]
    assert tables["decisions"]["columns"]["for_means"] == "What a vote for meant in the deciding vote."
    assert "HowTheyVote.eu" in found["source"]


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_the_page_lists_every_file_with_its_checksum(small_site: Path, lang: str) -> None:
    page = (small_site / f"{lang}/data/index.html").read_text(encoding="utf-8")
    listed = json.loads((small_site / f"{lang}/data/index.json").read_bytes())["files"]
    assert len(listed) == 57
    for one in listed:
        assert f'href="/{one["name"]}"' in page
        assert one["sha256"] in page
    assert f"https://votes.example/{lang}/data/" in page
