"""Only the local brain may write: the other one has no way to, whatever it says and whatever is set."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.brains.scripted import Script, book, calls, says
from votewatch.brains import two
from votewatch.brains.loop import put
from votewatch.model.errors import SettingsError
from votewatch.settings import BrainModel, Brains, Paths, Settings
from votewatch.settings.keys import CloudModel

NOTE = calls("note_on_decision", id="sk:9:20", text="Look at this again.")
CORRECTION = calls(
    "draft_correction", id="sk:9:v102", field="title", value="x", reason="y", link="https://www.nrsr.sk/"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    paths = replace(Paths(), private=tmp_path / "private", data=tmp_path / "data")
    return Settings(paths=paths, brains=Brains(cloud=CloudModel("m"), local=BrainModel("m")))


@pytest.mark.parametrize("write", [NOTE, CORRECTION])
@pytest.mark.parametrize("native", [True, False])
def test_the_cloud_brain_cannot_call_a_write_tool(
    settings: Settings, tmp_path: Path, write: object, native: bool
) -> None:
    assert hasattr(write, "calls")
    call = write.calls[0]
    bound = says(json.dumps({"tool": call.name, "arguments": json.loads(call.arguments)}))
    script = Script(write if native else bound, says("Done." if native else '{"answer": "Done."}'))  # type: ignore[arg-type]
    given = replace(settings, brains=replace(settings.brains, cloud=CloudModel("m", native=native)))
    told = put("Write it down.", two.cloud(given, book(), script))
    assert "there is no tool" in told.used[0].result.value["error"]
    assert not any(tmp_path.rglob("*.json"))


def test_the_cloud_brain_is_offered_no_write_tool(settings: Settings) -> None:
    brain = two.cloud(settings, book(), Script())
    assert not {"note_on_decision", "draft_correction"} & set(brain.tools.names)
    assert "draft" not in json.dumps(brain.tools.specs())


def test_the_radar_is_the_local_brains_alone(settings: Settings) -> None:
    assert "skill_demand" not in two.cloud(settings, book(), Script()).tools.names
    assert "skill_demand" in two.local(settings, book(), Script(), "2025-10-05").tools.names
    assert "radar" not in json.dumps(two.cloud(settings, book(), Script()).tools.specs())


def test_the_local_brain_writes_drafts_and_nothing_else(settings: Settings, tmp_path: Path) -> None:
    told = put("?", two.local(settings, book(), Script(NOTE, CORRECTION, says("Kept.")), "2025-10-05"))
    assert [used.result.ok for used in told.used] == [True, True]
    written = sorted(path.relative_to(tmp_path).parent.as_posix() for path in tmp_path.rglob("*.json"))
    assert written == ["private/drafts", "private/drafts"]
    draft = json.loads(next(tmp_path.rglob("correction-*.json")).read_text(encoding="utf-8"))
    assert draft == {
        "id": "sk:9:v102", "field": "title", "value": "x", "reason": "y", "link": "https://www.nrsr.sk/",
        "date": "2025-10-05",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (calls("note_on_decision", id="../../etc", text="x"), "no decision or roll call"),
        (calls("note_on_decision", id="sk:9:20", text="x" * 2001), "longer than 2000"),
        (calls("draft_correction", id="sk:9:v102", field="positions", value="", reason="", link=""), "one of title"),
        (
            calls("draft_correction", id="sk:9:v102", field="title", value="", reason="", link="javascript:1"),
            "link must be the address",
        ),
    ],
)
def test_a_draft_that_could_not_be_checked_is_refused(
    settings: Settings, tmp_path: Path, call: object, error: str
) -> None:
    told = put("?", two.local(settings, book(), Script(call, says("x")), "2025-10-05"))  # type: ignore[arg-type]
    assert error in told.used[0].result.value["error"]
    assert not any(tmp_path.rglob("*.json"))


@pytest.mark.parametrize("name", ["cloud", "local"])
def test_a_brain_without_a_model_says_which_key_to_set(settings: Settings, name: str) -> None:
    bare = replace(settings, brains=Brains(cloud=CloudModel(""), local=BrainModel("")))
    with pytest.raises(SettingsError, match=f"brains.{name}.model"):
        two.cloud(bare, book(), Script()) if name == "cloud" else two.local(bare, book(), Script(), "2025-10-05")
