"""The command line, run as a person runs it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VERBS = (
    "ab",
    "ask",
    "build",
    "config",
    "explain",
    "fetch",
    "gateway",
    "guard",
    "import",
    "inspect",
    "mcp",
    "prose",
    "verify",
)
MORE = ("fetch sk", "fetch eu", "prose check", "prose edit", "prose measure", "prose question", "prose review")


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "votewatch", *arguments]
    return subprocess.run(command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True)


def test_help_names_every_verb() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert [verb for verb in VERBS if f"\n  {verb} " not in done.stdout] == []


@pytest.mark.parametrize("verb", [*VERBS, *MORE])
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    done = run(*verb.split(), "--help")
    assert done.returncode == 0
    assert "Example: " in done.stdout


def test_config_prints_each_setting_with_its_origin() -> None:
    done = run("config", "--json", VOTEWATCH_POLL_WINDOW_DAYS="30")
    shown = json.loads(done.stdout)
    assert shown["poll.window_days"] == {"value": 30, "origin": "VOTEWATCH_POLL_WINDOW_DAYS"}
    assert shown["sources.sk.base_url"] == {"value": "https://www.nrsr.sk", "origin": "votewatch.toml"}


def test_a_wrong_setting_ends_with_one_line_and_status_2() -> None:
    done = run("config", VOTEWATCH_POLL_WINDOW_DAYS="soon")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "votewatch: environment: VOTEWATCH_POLL_WINDOW_DAYS must be a whole number, not 'soon'\n"


def test_verify_counts_the_committed_record_and_finds_no_breach() -> None:
    done = run("verify", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["breaches"] == []


def test_verify_ends_with_1_on_a_breach_and_names_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "ledger" / "sk" / "9"
    folder.mkdir(parents=True)
    (folder / "1.jsonl").write_text("{}\n", encoding="utf-8")
    done = run("verify", VOTEWATCH_PATHS_DATA=str(tmp_path))
    assert done.returncode in (1, 2)
    assert "1.jsonl" in done.stderr


@pytest.mark.slow
def test_verify_names_a_club_that_no_entry_of_the_table_covers_and_a_vote_that_has_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    table = tmp_path / "data/parties.toml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace('to = "2024-07-15"', 'to = "2024-04-24"'), encoding="utf-8")
    done = run("verify", VOTEWATCH_PATHS_DATA=str(tmp_path / "data"))
    assert done.returncode == 1
    assert re.search(r"breach: eu:v\d+: the club name 'ID' of 2024-04-25 is covered by no entry", done.stderr)


@pytest.mark.slow
def test_verify_against_a_table_counts_agreement_with_and_without_the_exceptions(tmp_path: Path) -> None:
    table = tmp_path / "decisions.csv"
    table.write_text(
        "print,kind,outcome,deciding_vote_id,for_means\n"
        "733,constitutional_law,adopted,1,adopt\n"
        "32,election,unclear,,unknown\n",
        encoding="utf-8",
    )
    done = run("verify", "--against", str(table), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["with_exceptions"]["rows"] == 2
    assert found["with_exceptions"]["agreeing"]["outcome"] == found["without_exceptions"]["agreeing"]["outcome"] + 1
    assert {"row": "733", "column": "deciding_vote_id", "theirs": "1", "ours": "56965"} in found["with_exceptions"][
        "differences"
    ]


def test_a_table_of_another_shape_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    table = tmp_path / "other.csv"
    table.write_text("name,age\na,1\n", encoding="utf-8")
    done = run("verify", "--against", str(table))
    assert done.returncode == 2
    assert "expected a column 'print' or 'decision_key', found age, name" in done.stderr


def test_import_without_a_file_says_what_to_give() -> None:
    done = run("import")
    assert done.returncode == 2
    assert "give --sk FILE, --eu DIR, or both" in done.stderr


def test_guard_names_class_and_place_and_never_the_value() -> None:
    command = [sys.executable, "-m", "votewatch", "guard", "-"]
    letter = "Dobrý deň,\nmôj účet je SK31 1200 0000 1987 4263 7541.\n"
    done = subprocess.run(command, input=letter, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "2:13  iban, 29 characters\nsensitive: 1 found\n")
    done = subprocess.run([*command, "--json"], input="zákon č. 300/2005 Z. z.", capture_output=True, text=True)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"safe": True, "found": []})
