"""The listed exceptions: data, few, and each of them needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from votewatch.facts.sk import decide
from votewatch.model.errors import FactError
from votewatch.model.exception import FactException
from votewatch.model.roll_call import RollCall


def of_print(record: list[RollCall], key: str) -> list[RollCall]:
    return [r for r in record if r.item == key]


def test_there_are_ten_entries_and_no_more(listed: list[FactException]) -> None:
    assert sorted(int(e.id.rpartition(":")[2]) for e in listed) == [32, 63, 92, 116, 551, 577, 629, 652, 800, 1169]


def test_every_entry_changes_exactly_the_facts_it_names(record: list[RollCall], listed: list[FactException]) -> None:
    for entry in listed:
        votes = of_print(record, entry.id.rpartition(":")[2])
        [rule], [held] = decide(votes, []), decide(votes, [entry])
        for says, decision in ((entry.rule_says, rule), (entry.holds, held)):
            facts = {
                "kind": decision.kind,
                "outcome": decision.outcome,
                "for_means": decision.for_means,
                "deciding_vote": decision.deciding.id if decision.deciding else None,
            }
            assert {fact: facts[fact] for fact in says} == says, entry.id
        assert entry.rule_says.keys() == entry.holds.keys(), entry.id
        assert all(entry.rule_says[fact] != entry.holds[fact] for fact in entry.holds), entry.id
        assert entry.reason
        assert entry.link.startswith("https://")
        assert held.note == entry.reason


def test_an_entry_that_the_rule_has_caught_up_with_raises_an_alarm(
    record: list[RollCall], listed: list[FactException]
) -> None:
    entry = next(e for e in listed if e.id == "sk:9:92")
    outdated = replace(entry, rule_says={"outcome": "resolution_passed"})
    [decision] = decide(of_print(record, "92"), [outdated])
    assert decision.outcome == "resolution_passed"
    assert decision.alarms == ("sk:9:92: the rule no longer says what the exception corrects: outcome",)


@pytest.mark.parametrize(
    "holds", [{"outcome": "maybe"}, {"weather": "fine"}, {"deciding_vote": "sk:9:v1"}, {"kind": None}]
)
def test_an_entry_with_an_unknown_fact_or_value_is_refused_by_name(
    record: list[RollCall], holds: dict[str, str | None]
) -> None:
    entry = FactException("sk:9:92", {}, holds, "why", "https://example.org/")
    with pytest.raises(FactError, match="sk:9:92"):
        decide(of_print(record, "92"), [entry])
