"""`fetch sk` from end to end against the small nrsr.sk: what reaches the ledger, and what a run says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.sources.nrsr_documents import named
from tests.sources.weather import FakeClock
from tests.standin.server import DOCUMENTS, Standin, serve
from votewatch.cli import root
from votewatch.fetching.run import FetchReport, Outside
from votewatch.fetching.sk import fetch_sk
from votewatch.ledger import files, people, skipped
from votewatch.ledger.groups import load_memberships
from votewatch.model.errors import SourceError
from votewatch.model.vocabulary import Parliament
from votewatch.settings import Paths, Settings, SkSource, Sources
from votewatch.sources import nrsr_opendata
from votewatch.sources.nrsr import choose
from votewatch.sources.selection import Selection

GOOD = [101, 102, 103, 104, 105, 107]
DOCTORED = "sk:9:v106"


@pytest.fixture
def site() -> Iterator[Standin]:
    with serve() as standin:
        yield standin


def settings(site: Standin, folder: Path) -> Settings:
    sk = SkSource(base_url=site.base_url, requests_per_second=1000, retries=3)
    return Settings(paths=Paths(data=folder / "data", cache=folder / "cache"), sources=Sources(sk=sk))


def fetch(site: Standin, folder: Path, selection: Selection | None = None, hours_later: float = 0) -> FetchReport:
    clock = FakeClock()
    clock.passed = 3600 * hours_later
    outside = Outside(clock=clock.clock)
    return fetch_sk(settings(site, folder), selection or Selection(), today="2026-01-24", outside=outside)


def stored(folder: Path) -> list[int]:
    return [roll_call.source_id for roll_call in files.load(folder / "data")]


def ledger_text(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in sorted((folder / "data/ledger").rglob("*.jsonl"))}


def test_everything_good_reaches_the_ledger_and_the_bad_one_is_named(site: Standin, tmp_path: Path) -> None:
    report = fetch(site, tmp_path)
    assert stored(tmp_path) == GOOD
    assert (report.read, report.saved.new, report.left, report.exit_code) == (6, 6, 0, 1)
    (bad,) = skipped.load(tmp_path / "data")
    assert (bad.id, bad.first_seen) == (DOCTORED, "2026-01-24")
    assert bad.url == f"{site.base_url}/web/Default.aspx?sid=schodze/hlasovanie/hlasklub&ID=106"
    assert "add up" in bad.reason


def test_members_are_those_who_voted_by_the_name_that_the_members_list_gives(site: Standin, tmp_path: Path) -> None:
    fetch(site, tmp_path)
    members = people.load(tmp_path / "data", Parliament.SK)
    assert sorted(members) == [11, 12, 13, 14, 15]
    assert members[15].full_name == "Mária Piata"


def test_clubs_are_read_off_the_rosters(site: Standin, tmp_path: Path) -> None:
    fetch(site, tmp_path)
    spans = load_memberships(tmp_path / "data/ledger/sk/clubs.jsonl")
    assert {(span.member, span.group) for span in spans} >= {(13, "Klub PS"), (11, "Klub SNS")}


def test_a_second_run_asks_for_nothing_but_the_refused_page_and_changes_nothing(site: Standin, tmp_path: Path) -> None:
    fetch(site, tmp_path)
    before = ledger_text(tmp_path)
    report = fetch(site, tmp_path, hours_later=2)
    assert (report.wanted, report.read, ledger_text(tmp_path)) == (1, 0, before)
    again = {path for path, times in site.answered.items() if times > 1}
    assert {path.rpartition("/")[2].partition("?")[0] for path in again if "opendata" in path} == {
        "Votings", "Bills", "MembersOfParliament", "Clubs",
    }  # fmt: skip
    assert [path.rpartition("ID=")[2] for path in again if "hlasklub" in path] == ["106"]


def test_a_refused_page_that_was_mended_is_taken_in_and_no_longer_skipped(site: Standin, tmp_path: Path) -> None:
    fetch(site, tmp_path)
    mended = (DOCUMENTS / "hlasklub-106.html").read_text(encoding="utf-8")
    for letter in ("P", "?"):
        mended = mended.replace(f"[{letter}] <a", "[Z] <a")
    site.changed["hlasklub-106.html"] = mended.encode()
    assert fetch(site, tmp_path, hours_later=2).exit_code == 0
    assert 106 in stored(tmp_path)
    assert skipped.load(tmp_path / "data") == []


def test_the_listing_yields_the_same_ledger_as_the_json_door(site: Standin, tmp_path: Path) -> None:
    by_door = fetch(site, tmp_path / "door")
    site.down = ("/opendata",)
    by_listing = fetch(site, tmp_path / "listing")
    assert (by_door.door, by_listing.door) == ("open data", "listing")
    texts = [ledger_text(tmp_path / name) for name in ("door", "listing")]
    for text in texts:
        del text["members.jsonl"]  # the pages' own spelling, where there is no list of members
    assert texts[0] == texts[1]


def test_a_good_record_stays_when_its_page_is_doctored_later(site: Standin, tmp_path: Path) -> None:
    fetch(site, tmp_path)
    before = ledger_text(tmp_path)
    page = (DOCUMENTS / "hlasklub-105.html").read_bytes()
    site.changed["hlasklub-105.html"] = page.replace(b"<span>4</span>", b"<span>7</span>")
    report = fetch(site, tmp_path, Selection(only=frozenset({105})), hours_later=1)
    assert (report.wanted, report.exit_code) == (1, 1)
    assert "sk:9:v105" in report.lines()[-1]
    assert "ID=105" in report.lines()[-1]
    assert ledger_text(tmp_path) == before


def test_a_vote_that_the_source_corrected_is_replaced_when_asked_for(site: Standin, tmp_path: Path) -> None:
    fetch(site, tmp_path)
    page = (DOCUMENTS / "hlasklub-105.html").read_text(encoding="utf-8")
    site.changed["hlasklub-105.html"] = page.replace("tretie čítanie", "druhé čítanie").encode()
    assert fetch(site, tmp_path, Selection(only=frozenset({105})), hours_later=1).saved.changed == 1


def test_page_and_index_that_disagree_are_refused(site: Standin, tmp_path: Path) -> None:
    rows = json.loads((DOCUMENTS / "Votings.json").read_bytes())
    rows[4]["countAgreed"] = 3
    site.changed["Votings.json"] = json.dumps(rows).encode()
    fetch(site, tmp_path)
    assert [one.id for one in skipped.load(tmp_path / "data")] == ["sk:9:v105", DOCTORED]


def test_a_number_that_no_index_knows_is_said_so(site: Standin, tmp_path: Path) -> None:
    report = fetch(site, tmp_path, Selection(only=frozenset({999})))
    assert (report.exit_code, report.skipped[0].reason) == (1, "in no index of term 9")


@pytest.mark.parametrize(
    ("selection", "read"),
    [
        (Selection(since="2023-12-08"), [105, 107]),
        (Selection(until="2023-10-25"), [101, 102]),
        (Selection(since="2023-10-26", until="2023-12-07"), [103, 104]),
        (Selection(only=frozenset({101, 107})), [101, 107]),
    ],
)
def test_only_the_days_or_votes_asked_for_are_read(
    site: Standin, tmp_path: Path, selection: Selection, read: list[int]
) -> None:
    fetch(site, tmp_path, selection)
    assert stored(tmp_path) == read


def test_the_newest_votes_come_first() -> None:
    votes = nrsr_opendata.votes(named("Votings.json"))
    assert [vote.id for vote in choose(votes, {105}, Selection())] == [107, 106, 104, 103, 102, 101]


def test_bad_weather_changes_nothing_in_the_ledger(site: Standin, tmp_path: Path) -> None:
    fetch(site, tmp_path / "calm")
    site.answered.clear()
    site.hiccups, site.drops = 2, 2
    fetch(site, tmp_path / "rough")
    assert ledger_text(tmp_path / "rough") == ledger_text(tmp_path / "calm")
    assert set(site.answered.values()) == {1}
    assert set(site.agents) == {Sources().user_agent}


@pytest.mark.parametrize("door", [(), ("/opendata",)])
def test_a_run_stopped_on_the_way_is_gone_on_with(site: Standin, tmp_path: Path, door: tuple[str, ...]) -> None:
    fetch(site, tmp_path / "whole")
    site.answered.clear()
    site.down = door
    for stop_after in (1, 2):
        interrupt = Interrupt(stop_after)
        with pytest.raises(KeyboardInterrupt):
            fetch_sk(
                settings(site, tmp_path / "stopped"), Selection(), today="2026-01-24", progress=interrupt,
                outside=Outside(clock=FakeClock().clock),
            )  # fmt: skip
    assert len(stored(tmp_path / "stopped")) == 2  # the vote refused comes second, and in each run
    fetch(site, tmp_path / "stopped")
    assert stored(tmp_path / "stopped") == GOOD
    assert set(site.answered.values()) == {1}


def test_a_process_killed_outright_loses_no_page(site: Standin, tmp_path: Path) -> None:
    """What a kill leaves behind: pages on disk, no ledger, a half-written file beside a page."""
    fetch(site, tmp_path / "whole")
    site.answered.clear()
    (tmp_path / "cache").symlink_to(tmp_path / "whole/cache")
    page = next((tmp_path / "whole/cache").rglob("*.page"))
    page.with_name(f".{page.name}.1.2.part").write_bytes(page.read_bytes()[:40])
    fetch(site, tmp_path)
    assert ledger_text(tmp_path) == ledger_text(tmp_path / "whole")
    assert not site.answered


def test_a_run_without_time_left_says_how_much_is_left(site: Standin, tmp_path: Path) -> None:
    fetch(site, tmp_path, Selection(only=frozenset({101})))
    report = fetch_sk(
        settings(site, tmp_path), Selection(), today="2026-01-24", budget_minutes=0.00003,
        outside=Outside(clock=FakeClock().clock),
    )  # fmt: skip
    assert report.left == report.wanted - report.read - len(report.skipped) > 0
    assert f"left for the next run: {report.left}" in report.lines()


def test_nothing_at_all_from_the_source_is_an_error_of_its_own(site: Standin, tmp_path: Path) -> None:
    site.down = ("/",)
    with pytest.raises(SourceError, match="status 503"):
        fetch(site, tmp_path)


def test_an_index_but_no_page_is_exit_code_two_and_ends_soon(site: Standin, tmp_path: Path) -> None:
    site.down = ("/web",)
    report = fetch(site, tmp_path)
    assert (report.read, report.exit_code) == (0, 2)
    assert (len(report.skipped), report.left) == (5, 2)


def test_the_command_prints_a_screen_and_ends_with_the_report_s_code(site: Standin, tmp_path: Path) -> None:
    file = tmp_path / "votewatch.toml"
    file.write_text(f'[sources.sk]\nbase_url = "{site.base_url}"\nrequests_per_second = 500\n')
    done = CliRunner().invoke(root, ["--config", str(file), "fetch", "sk", "--since", "2023-12-08"])
    assert done.exit_code == 1
    assert "read 2: 2 new, 0 changed, 0 unchanged" in done.output
    assert "skipped: 1\n  sk:9:v106: " in done.output
    as_json = CliRunner().invoke(root, ["--config", str(file), "fetch", "sk", "--only", "101 sk:9:v102", "--json"])
    assert json.loads(as_json.stdout)["saved"] == {"new": 2, "changed": 0, "unchanged": 0}


class Interrupt:
    """Progress that is interrupted, as by Ctrl-C, after so many votes."""

    def __init__(self, after: int) -> None:
        self._after = after

    def __call__(self, done: int, _wanted: int) -> None:
        if done >= self._after:
            raise KeyboardInterrupt
