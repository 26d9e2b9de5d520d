"""What assistants get is what stands beside the pages, word for word."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.brains.scripted import book
from votewatch import settings, steps
from votewatch.brains.page_data import PageData, page_tools
from votewatch.brains.tools import Toolset
from votewatch.model.ids import path_name


def small() -> Toolset:
    return Toolset(page_tools(PageData(book().record)))


@pytest.fixture(scope="module")
def whole(root: Path) -> PageData:
    made = settings.load(root / "votewatch.toml", {}).settings
    record = steps.record(made)
    return PageData(record, steps.questions(made, record))


@pytest.mark.slow
def test_a_decision_is_the_json_of_its_page(whole: PageData, built_site: Path) -> None:
    tools = Toolset(page_tools(whole))
    for decision in random.Random(8).sample(whole.record.decisions, 200):
        beside = (built_site / "sk/d" / path_name(decision.id) / "index.json").read_bytes()
        assert json.loads(tools.call("decision_data", {"id": decision.id}).text()) == json.loads(beside)


@pytest.mark.slow
def test_a_roll_call_is_the_json_of_its_page(whole: PageData, built_site: Path) -> None:
    tools = Toolset(page_tools(whole))
    named = [r for r in whole.record.roll_calls if r.positions is not None]
    for roll_call in random.Random(9).sample(named, 60):
        beside = (built_site / "en/v" / path_name(roll_call.id) / "index.json").read_bytes()
        assert json.loads(tools.call("roll_call_data", {"id": roll_call.id}).text()) == json.loads(beside)


@pytest.mark.slow
def test_the_dictionary_is_that_of_the_page(whole: PageData, built_site: Path) -> None:
    page = json.loads((built_site / "en/data/index.json").read_bytes())
    found = json.loads(Toolset(page_tools(whole)).call("data_dictionary", {}).text())
    assert found["vocabularies"] == page["vocabularies"]
    assert found["tables"] == {
        table["name"]: [f"{column['name']}: {column['type']}" for column in table["columns"]]
        for table in page["tables"]
    }


@pytest.mark.parametrize(
    ("tool", "id", "why"),
    [
        ("decision_data", "sk:9:999", "there is no decision"),
        ("roll_call_data", "sk:9:v999", "there is no roll call"),
        ("roll_call_data", "eu:v201", "no names are known for"),
    ],
)
def test_what_is_not_there_is_refused_with_a_way_on(tool: str, id: str, why: str) -> None:
    answer = small().call(tool, {"id": id})
    assert not answer.ok
    assert why in answer.value["error"]


def test_a_members_position_is_in_the_data_of_the_roll_call() -> None:
    found = small().call("roll_call_data", {"id": "eu:v203"}).value
    assert {"club": "SD", "A": [[54, "Meno4 PRIEZVISKO4"]], "B": [[55, "Meno5 PRIEZVISKO5"]]} in found["members"]
