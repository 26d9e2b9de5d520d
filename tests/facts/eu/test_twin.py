"""Grouping, deciding vote and result, against their slow twin over the whole record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.facts.twins.eu import Slow, twin
from votewatch.facts.eu import decide
from votewatch.model.decision import Decision
from votewatch.model.exception import FactException
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import EuResult

# The twin speaks of plain items only: those that the listed exceptions touch are tested one by one elsewhere, and so
# are the three groups that a foreign main vote leaves by its title alone.
FOREIGN_BY_TITLE = {"2021/2006(INI)", "2021/2003(INI)", "2021/0239(COD)", "2023/0266(COD)"}


def differences(decisions: list[Decision], slow: Slow, left_out: set[str]) -> list[str]:
    found = []
    ours = {d.key: d for d in decisions}
    for key, (votes, deciding, result) in slow.items():
        if key in left_out:
            continue
        decision = ours[key]
        if {r.source_id for r in decision.roll_calls} != votes:
            found.append(f"{key}: other votes")
        if (decision.deciding.source_id if decision.deciding else None) != deciding:
            found.append(f"{key}: another deciding vote than {deciding}")
        if decision.outcome != result:
            found.append(f"{key}: {decision.outcome} and {result}")
    return found


@pytest.mark.slow
def test_groups_deciding_votes_and_results_equal_the_twin_over_the_whole_record(
    record: list[RollCall], listed: list[FactException]
) -> None:
    slow = twin(record)
    assert len(slow) == 1661
    assert differences(decide(record, []), slow, FOREIGN_BY_TITLE) == []
    # With the exceptions in force, only what they name differs.
    named = {e.rule_says["key"] for e in listed if e.id.startswith("eu:v")} | {e.holds.get("key") for e in listed}
    items = {e.id for e in listed}
    touched = {k for k in named if k} | {d.key for d in decide(record, []) if d.id in items}
    assert differences(decide(record, listed), slow, FOREIGN_BY_TITLE | touched) == []


def test_the_twin_sees_one_planted_fault_of_each_sort(record: list[RollCall]) -> None:
    few = [r for r in record if r.procedure and r.procedure.reference in ("2021/0211A(COD)", "2023/2945(RPS)")]
    slow = twin(few)
    assert differences(decide(few, []), slow, set()) == []
    june = next(r for r in few if r.source_id == 144283)
    wrong_vote = [replace(d, deciding=june) if d.key == "2021/0211A(COD)" else d for d in decide(few, [])]
    assert differences(wrong_vote, slow, set()) == ["2021/0211A(COD): another deciding vote than 154173"]
    wrong_result = [replace(d, outcome=EuResult.ADOPTED) for d in decide(few, [])]
    assert differences(wrong_result, slow, set()) == ["2023/2945(RPS): ADOPTED and REJECTED"]
    one_less = decide([r for r in few if r is not june], [])
    assert differences(one_less, slow, set()) == ["2021/0211A(COD): other votes"]
