"""The measured proof, and that what is published of it is what the command says today."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from votewatch.facts import eu, sk
from votewatch.ledger import corrections, exceptions, files
from votewatch.measuring import Measured, measure
from votewatch.model.decision import Decision
from votewatch.model.errors import VoteWatchError

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def decided() -> list[Decision]:
    roll_calls = corrections.apply(files.load(DATA), corrections.load(DATA))
    listed = exceptions.load(DATA)
    return [*sk.decide(roll_calls, listed), *eu.decide(roll_calls, listed)]


@pytest.fixture(scope="module")
def measured(decided: list[Decision]) -> Measured:
    return measure(decided, HERE / "careful", HERE / "small_model.jsonl")


@pytest.mark.slow
def test_over_three_hundred_adversarial_drafts_miss_nothing_of_number_polarity_party_and_outcome(
    measured: Measured,
) -> None:
    assert measured.drafts >= 300
    rows = {row.fault: row for row in measured.rows}
    for fault in ("number", "number_changed", "polarity", "polarity_verb", "party", "outcome"):
        assert rows[fault].missed == 0, fault
        assert rows[fault].caught >= 100, fault


@pytest.mark.slow
def test_at_most_one_in_twenty_careful_texts_is_refused(measured: Measured) -> None:
    assert measured.careful >= 2 * 60
    assert len(measured.alarms) * 20 <= measured.careful


@pytest.mark.slow
def test_nothing_of_the_small_model_is_kept(measured: Measured) -> None:
    assert (measured.small, measured.small_kept) == (200, ())


@pytest.mark.slow
def test_the_published_tables_are_what_the_command_prints(measured: Measured) -> None:
    method = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    assert "\n".join(measured.lines()) in method
    faults = [row for row in measured.rows if row.fault != "none"]
    for page in ("method.sk.md", "method.en.md"):
        block = (ROOT / "site_src/text" / page).read_text(encoding="utf-8").split("<!-- measured -->")[1]
        rows = re.findall(r"^\| [^|]+ \| (\d+) \| (\d+) \| (\d+) \|$", block, re.M)
        assert [tuple(map(int, row)) for row in rows[:-1]] == [
            (row.caught + row.missed, row.caught, row.missed) for row in faults
        ]
        assert f"{measured.careful} " in block


@pytest.mark.slow
def test_every_text_of_the_first_edition_still_passes(decided: list[Decision], tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    for path in sorted((DATA / "prose").glob("*.json")):
        held = json.loads(path.read_text(encoding="utf-8"))
        draft = {one: {name: held[one][name] for name in ("headline", "summary", "question")} for one in ("sk", "en")}
        (folder / path.name).write_text(json.dumps(draft), encoding="utf-8")
    found = measure(decided, folder, None)
    assert (found.careful, found.alarms) == (80, ())


def test_a_draft_of_no_known_decision_is_named(decided: list[Decision], tmp_path: Path) -> None:
    (tmp_path / "sk-9-99999.json").write_text("{}", encoding="utf-8")
    with pytest.raises(VoteWatchError, match=r"sk-9-99999\.json: no such decision"):
        measure(decided, tmp_path, None)
