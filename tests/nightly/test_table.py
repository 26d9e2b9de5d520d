"""The real steps, with what is outside replaced: a source, a model and a mail server that are away."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.nightly.house import furnished
from tests.render.small_record import SMALL_DATA, record
from tests.sources.weather import FakeClock
from tests.standin.server import serve
from votewatch.fetching.run import Outside
from votewatch.ledger import files, last_reads, people
from votewatch.llm import validate
from votewatch.llm.ask import Answer, AskError, Request
from votewatch.llm.tasks import HouseRules
from votewatch.model.last_read import LastRead
from votewatch.model.vocabulary import Parliament
from votewatch.nightly.checkout import checkout_of
from votewatch.nightly.night import run
from votewatch.nightly.report import NightReport
from votewatch.nightly.table import Tonight, table
from votewatch.settings import Settings, load

ENV = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "GIT_CONFIG_GLOBAL": "/dev/null"}
NOW = dt.datetime(2026, 1, 31, 3, tzinfo=ZoneInfo("Europe/Bratislava"))


def away(_request: Request) -> Answer:
    raise AskError("503", hopeless=True)


def tonight(folder: Path) -> Tonight:
    house = furnished(folder)
    settings = load(house.checkout / "votewatch.toml", {}).settings
    data = settings.paths.data
    shutil.copy(SMALL_DATA / "parties.toml", data)
    files.save(data, record().roll_calls)
    for parliament in Parliament:
        people.save(data, parliament, record().members(parliament).values())
    return Tonight(
        settings, checkout_of(data, ENV), NOW, away, HouseRules(validate), outside=Outside(clock=FakeClock().clock)
    )


def with_steps(made: Tonight, *names: str) -> Tonight:
    nightly = replace(made.settings.nightly, steps=names)
    return replace(made, settings=replace(made.settings, nightly=nightly))


def told(made: Tonight, *names: str) -> NightReport:
    wanted = [one for one in table(made) if one.name in names]
    return run(wanted, NightReport("2026-01-31"), keep=lambda _: None, seconds=lambda: 0.0)


def test_steps_that_the_settings_leave_out_are_not_run() -> None:
    made = Tonight(Settings(), None, NOW, away, HouseRules(validate))  # type: ignore[arg-type]
    assert [one.name for one in table(made)] == [
        "sk", "eu", "jobs", "tallies", "verify", "explain", "radar", "build", "digest", "commit", "push", "site",
    ]  # fmt: skip
    few = with_steps(made, "eu")
    assert [one.name for one in table(few)] == ["eu", "tallies", "verify", "build", "commit", "push", "site"]


def test_nothing_is_published_without_verifying_and_no_site_without_its_record() -> None:
    made = Tonight(Settings(), None, NOW, away, HouseRules(validate))  # type: ignore[arg-type]
    needs = {one.name: one.needs for one in table(made)}
    assert [needs[name] for name in ("explain", "build", "commit")] == [("verify",)] * 3
    assert needs["site"] == ("build", "push")
    assert needs["push"] == ("commit",)


def test_a_source_that_is_away_is_noted_with_its_first_day_and_costs_nothing_else(tmp_path: Path) -> None:
    made = tonight(tmp_path)
    report = told(made, "sk", "eu", "verify")
    assert [one.state for one in report.steps] == ["failed", "failed", "done"]
    noted = last_reads.load(made.data)
    assert {one.source: (one.read, one.since) for one in noted.values()} == {
        "eu": ("", "2026-01-31"),
        "sk": ("", "2026-01-31"),
    }
    assert all("127.0.0.1" not in one.reason for one in noted.values())


def test_a_source_that_answers_again_is_noted_as_read(tmp_path: Path) -> None:
    with serve() as site:
        made = tonight(tmp_path)
        sk = replace(made.settings.sources.sk, base_url=site.base_url)
        made = replace(made, settings=replace(made.settings, sources=replace(made.settings.sources, sk=sk)))
        last_reads.note(made.data, "sk", "2026-01-30", "down")
        assert told(made, "sk").steps[0].facts["new"] == 2  # the others are in the small record already
    assert last_reads.load(made.data)["sk"] == LastRead("sk", "2026-01-31")


def test_what_is_no_fault_of_the_source_is_not_told_in_public(tmp_path: Path) -> None:
    made = tonight(tmp_path)
    (made.data / "skipped.jsonl").write_text("no json\n", encoding="utf-8")
    assert told(made, "sk").steps[0].state == "failed"
    assert last_reads.load(made.data)["sk"].reason == "what was read could not be kept"


def test_a_model_that_is_away_is_noted_and_keeps_to_the_budget_of_asks(tmp_path: Path) -> None:
    asked: list[Request] = []

    def counting(request: Request) -> Answer:
        asked.append(request)
        raise AskError("no", hopeless=False)

    made = with_steps(replace(tonight(tmp_path), ask=counting), "explain")
    nightly, llm = replace(made.settings.nightly, explain_asks=1), replace(made.settings.llm, retries=0)
    made = replace(made, settings=replace(made.settings, nightly=nightly, llm=llm))
    report = told(made, "verify", "explain")
    assert (report.steps[1].state, report.steps[1].facts["asked"], report.exit_code) == ("failed", 1, 1)
    assert {request.messages for request in asked} == {asked[0].messages}
    assert last_reads.load(made.data)["prose"] == LastRead(
        "prose", "", "2026-01-31", "the language model did not answer"
    )


def test_no_digest_goes_out_where_no_mail_is_set(tmp_path: Path) -> None:
    made = with_steps(tonight(tmp_path), "digest")
    assert told(made, "digest").steps[0].state == "off"


def test_a_breach_is_told_and_stops_all_that_would_publish(tmp_path: Path) -> None:
    made = tonight(tmp_path)
    path = next((made.data / "ledger/sk").rglob("40.jsonl"))
    path.write_text(path.read_text(encoding="utf-8").replace("FFFF", "FFFA", 1), encoding="utf-8")
    report = told(made, "verify", "build", "commit", "push", "site")
    assert [one.state for one in report.steps] == ["failed", *["waits"] * 4]
    assert report.exit_code == 3
    assert "disagree with totals" in report.steps[0].lines[0]


def test_a_record_that_cannot_be_read_is_a_breach_as_well(tmp_path: Path) -> None:
    made = tonight(tmp_path)
    (made.data / "skipped.jsonl").write_text("no json\n", encoding="utf-8")
    assert told(made, "verify").exit_code == 3


def test_a_site_that_cannot_be_built_leaves_the_record_to_be_committed(tmp_path: Path) -> None:
    made = tonight(tmp_path)
    paths = replace(made.settings.paths, site_src=tmp_path / "nowhere")
    made = replace(made, settings=replace(made.settings, paths=paths))
    report = told(made, "verify", "build", "commit", "push", "site")
    states = {one.name: one.state for one in report.steps}
    assert states == {"verify": "done", "build": "failed", "commit": "done", "push": "done", "site": "waits"}
    assert report.exit_code == 1
    assert json.dumps(report.as_json())
