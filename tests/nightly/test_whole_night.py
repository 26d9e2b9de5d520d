"""`votewatch nightly` as a process, from end to end: small sources, a checkout, a bare remote."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.nightly.answered import answered
from tests.nightly.house import ROOT, House, furnished, git, nightly, report
from tests.radar.house import PROFILE, REGISTRY
from tests.standin.jobs import serve_jobs
from tests.standin.server import DOCUMENTS, Standin, serve
from votewatch.nightly.lock import only_one

pytestmark = pytest.mark.slow


@pytest.fixture
def site() -> Iterator[Standin]:
    with serve() as standin:
        yield standin


def test_a_night_commits_the_record_publishes_the_site_and_a_second_one_changes_nothing(
    site: Standin, tmp_path: Path
) -> None:
    house = furnished(tmp_path, sk=site.base_url)
    told = tmp_path / "votewatch.prom"
    # One vote of the stand-in is doctored, and the EP is away.
    nightly(house, code=1, env={"VOTEWATCH_NIGHTLY_METRICS_FILE": str(told)})
    assert "votewatch_nightly_exit_code 1\n" in told.read_text(encoding="utf-8")
    assert house.subjects("main")[0].startswith(
        "sk: 3 votes of meeting 1, 2 of meeting 2, 1 of meeting 4; questions: 2; skipped: 1; failing: eu since "
    )
    (subject,) = house.subjects("site")
    assert re.fullmatch(r"site: \d+ pages", subject)
    assert git(house.remote, "log", "-1", "--format=%b", "site") == f"Record: {git(house.remote, 'rev-parse', 'main')}"
    committed = {name for name in house.tree("main") if name.startswith("data/")} - {
        "data/topics.toml",
        "data/parties.toml",
    }
    assert committed == {
        "data/ledger/sk/9/1.jsonl", "data/ledger/sk/9/2.jsonl", "data/ledger/sk/9/4.jsonl",
        "data/ledger/sk/clubs.jsonl", "data/ledger/sk/members.jsonl",
        "data/polls.jsonl", "data/skipped.jsonl", "data/sources.json",
    }  # fmt: skip
    public = house.checkout / "public"
    assert house.tree("site").keys() == {p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()}
    assert house.status() == ""
    states = {step["name"]: step["state"] for step in report(house)["steps"]}
    assert states == {
        "sk": "partly", "eu": "failed", "tallies": "off", "verify": "done", "build": "done", "commit": "done",
        "push": "done", "site": "done",
    }  # fmt: skip

    before = git(house.remote, "for-each-ref")
    nightly(house, code=1)
    assert git(house.remote, "for-each-ref") == before
    assert house.status() == ""


def test_the_status_page_says_since_when_a_source_is_away_and_when_the_other_was_read(
    site: Standin, tmp_path: Path
) -> None:
    house = furnished(tmp_path, sk=site.base_url)
    nightly(house, code=1)
    shown = report_of_site(house)
    day = report(house)["day"]
    assert [(one["source"], one["read"], one.get("failing_since")) for one in shown] == [
        ("eu", None, day),
        ("sk", day, None),
    ]
    page = git(house.remote, "show", "site:sk/status/index.html")
    assert "ConnectError" in page
    assert "zatiaľ nie" in page


def test_a_breach_publishes_nothing_and_says_what_it_is(site: Standin, tmp_path: Path) -> None:
    house = furnished(tmp_path, sk=site.base_url)
    nightly(house, code=1)
    before = git(house.remote, "for-each-ref")
    file = house.checkout / "data/ledger/sk/9/4.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace('"for":5', '"for":4'), encoding="utf-8")
    said = nightly(house, code=3).stdout
    assert "sk:9:v107: positions (5, 0, 0) disagree with totals" in said
    assert "nothing was published" in said
    assert git(house.remote, "for-each-ref") == before
    assert house.status() == "M data/ledger/sk/9/4.jsonl"


def test_a_dry_run_shows_message_and_files_and_commits_nothing(site: Standin, tmp_path: Path) -> None:
    house = furnished(tmp_path, sk=site.base_url)
    before = [git(folder, "for-each-ref") for folder in (house.remote, house.checkout)]
    said = nightly(house, "--dry-run", code=1).stdout
    assert "would commit: sk: 3 votes of meeting 1, 2 of meeting 2, 1 of meeting 4; questions: 2;" in said
    assert re.search(r"data/ledger/sk/9/1\.jsonl +\| +\d+ \++", said)
    assert [git(folder, "for-each-ref") for folder in (house.remote, house.checkout)] == before
    nightly(house, code=1)
    assert house.subjects("main")[0].startswith("sk: 3 votes of meeting 1")


def test_answers_are_counted_into_the_record_before_it_is_committed(site: Standin, tmp_path: Path) -> None:
    house = furnished(tmp_path, sk=site.base_url, steps='["sk"]')
    nightly(house, code=1)  # publishes the questions
    answered(tmp_path / "polls.db", house)
    env = {"VOTEWATCH_NIGHTLY_ANSWERS": str(tmp_path / "polls.db")}
    said = nightly(house, code=1, env=env).stdout
    assert "questions: 1, answers: 13, verdicts withdrawn: 0" in said
    assert "tallies: 1" in house.subjects("main")[0]
    [name] = [name for name in house.tree("main") if name.startswith("data/tallies/")]
    assert '"yes":12,"no":1,' in git(house.remote, "show", f"main:{name}")
    ledger = git(house.remote, "show", "site:en/readers/ledger/index.html")
    assert report(house)["day"] in ledger
    before = house.tree("main")
    nightly(house, code=1, env=env)
    assert house.tree("main") == before


def test_answers_to_what_was_never_published_are_left_out_and_told_and_the_night_goes_on(
    site: Standin, tmp_path: Path
) -> None:
    house = furnished(tmp_path, sk=site.base_url, steps='["sk"]')
    nightly(house, code=1)  # publishes the questions
    question = answered(tmp_path / "polls.db", house)
    with closing(sqlite3.connect(tmp_path / "polls.db", isolation_level=None)) as store:
        store.execute(
            "INSERT INTO answers SELECT 'sk:9:900', ballot, yes, day FROM answers WHERE poll = ?", (question,)
        )
    nightly(house, code=1, env={"VOTEWATCH_NIGHTLY_ANSWERS": str(tmp_path / "polls.db")})
    steps = {step["name"]: step for step in report(house)["steps"]}
    assert steps["tallies"]["state"] == "partly"
    assert steps["tallies"]["lines"][1] == "left out, as data/polls.jsonl has no such question: sk:9:900"
    assert (steps["verify"]["state"], steps["commit"]["state"]) == ("done", "done")
    [name] = [name for name in house.tree("main") if name.startswith("data/tallies/")]
    assert git(house.remote, "show", f"main:{name}").count('"id"') == 1


def test_the_count_of_a_day_is_not_exchanged_by_a_later_night_of_it(site: Standin, tmp_path: Path) -> None:
    house = furnished(tmp_path, sk=site.base_url, steps='["sk"]')
    nightly(house, code=1)
    env = {"VOTEWATCH_NIGHTLY_ANSWERS": str(tmp_path / "polls.db")}
    question = answered(tmp_path / "polls.db", house)
    nightly(house, code=1, env=env)
    before = house.tree("main")
    with closing(sqlite3.connect(tmp_path / "polls.db", isolation_level=None)) as store:
        store.execute("DELETE FROM answers WHERE poll = ? AND yes = 0", (question,))
    assert "are counted already" in nightly(house, code=1, env=env).stdout
    assert house.tree("main") == before


def test_a_store_of_answers_that_is_away_costs_its_own_step_alone(site: Standin, tmp_path: Path) -> None:
    house = furnished(tmp_path, sk=site.base_url, steps='["sk"]')
    nightly(house, code=1, env={"VOTEWATCH_NIGHTLY_ANSWERS": str(tmp_path / "nowhere.db")})
    steps = {step["name"]: step for step in report(house)["steps"]}
    assert steps["tallies"]["state"] == "failed"
    assert "nowhere.db: there is no such database" in steps["tallies"]["lines"][0]
    assert steps["commit"]["state"] == "done"
    assert not any(name.startswith("data/tallies/") for name in house.tree("main"))


def test_a_night_can_be_taken_back_by_one_revert(site: Standin, tmp_path: Path) -> None:
    house = furnished(tmp_path, sk=site.base_url)
    before = house.tree("main")
    nightly(house, code=1)
    git(house.checkout, "revert", "--no-edit", "HEAD")
    git(house.checkout, "push", "-q")
    assert house.tree("main") == before


def test_a_second_run_beside_the_first_does_nothing_and_has_its_own_status(site: Standin, tmp_path: Path) -> None:
    house = furnished(tmp_path, sk=site.base_url)
    with only_one(house.checkout / ".state/nightly"):
        said = nightly(house, code=5).stderr
    assert f"another nightly is at work (process {os.getpid()}," in said
    assert not (house.checkout / ".state/nightly/report.json").exists()


RADAR = """requests_per_second = 100
hours = 0
[jobs.urls]
greenhouse = "{boards}/greenhouse"
[[jobs.companies]]
name = "Acme"
ats = "greenhouse"
token = "acme"
[radar]
threshold = 50
[radar.mail]
host = "127.0.0.1"
port = 1
security = "none"
sender = "radar@example.org"
to = "owner@example.org"
[llm]
base_url = "http://127.0.0.1:9/v1"
model = "openai/away"
retries = 0
timeout = 2
"""


def test_source_model_and_mail_server_may_be_away_and_the_rest_is_published_and_nothing_private(
    site: Standin, tmp_path: Path
) -> None:
    with serve_jobs(rough=False) as boards:
        every = '["sk", "eu", "jobs", "explain", "radar", "digest"]'
        house = furnished(tmp_path, sk=site.base_url, steps=every, more=RADAR.format(boards=boards.base_url))
        (house.checkout / "data/radar").mkdir()
        shutil.copy(ROOT / "data/radar/aliases.toml", house.checkout / "data/radar/aliases.toml")
        (house.checkout / "data/skills.md").write_text(REGISTRY, encoding="utf-8")
        (house.checkout / "data/private").mkdir()
        (house.checkout / "data/private/profile.md").write_text(PROFILE, encoding="utf-8")
        nightly(house, code=1)
    states = {step["name"]: step["state"] for step in report(house)["steps"]}
    assert states == {
        "sk": "partly", "eu": "failed", "jobs": "done", "tallies": "off", "verify": "done", "explain": "failed",
        "radar": "done", "build": "done", "digest": "failed", "commit": "done", "push": "done", "site": "done",
    }  # fmt: skip
    failing = {one["source"] for one in report_of_site(house) if one.get("failing_since")}
    assert failing == {"eu", "prose"}
    names = house.tree("main").keys() | house.tree("site").keys()
    assert "data/radar/history.jsonl" in names
    assert [name for name in names if "private" in name or "Acme" in name] == []


def report_of_site(house: House) -> list[dict[str, str]]:
    shown: list[dict[str, str]] = json.loads(git(house.remote, "show", "site:en/status/index.json"))["sources"]
    return shown


def test_the_votes_of_the_next_day_are_a_commit_of_their_own_with_the_pages_that_show_them(
    site: Standin, tmp_path: Path
) -> None:
    rows = json.loads((DOCUMENTS / "Votings.json").read_bytes())
    site.changed["Votings.json"] = json.dumps(rows[:4]).encode()
    house = furnished(tmp_path, sk=site.base_url, steps='["sk"]')
    nightly(house)
    first = house.tree("site")
    site.changed.clear()
    nightly(house, code=1)  # among the new ones is the doctored vote
    newest, before, _ = house.subjects("main")
    assert re.fullmatch(
        r"sk: 1 vote of meeting 2, 1 of meeting 4; (questions: \d+; )?skipped: 1; site: \d+ pages", newest
    )
    assert re.match(r"sk: 3 votes of meeting 1, 1 of meeting 2; ", before)
    assert git(house.remote, "diff", "--name-only", "main^", "main", "--", "data/ledger/sk/9/1.jsonl") == ""
    second = house.tree("site")
    same = [name for name in first if first[name] == second.get(name)]
    assert first.keys() < second.keys()
    assert len(same) > len(first) / 3
    assert git(house.remote, "rev-list", "--count", "site") == "2"
