"""Grouping and deciding vote, against their slow twin over the whole record."""

from __future__ import annotations

from dataclasses import replace

from tests.facts.twins.sk import twin
from votewatch.facts.sk import decide
from votewatch.model.decision import Decision
from votewatch.model.roll_call import RollCall


def differences(decisions: list[Decision], slow: dict[str, tuple[set[int], int | None]]) -> list[str]:
    found = [] if {d.key for d in decisions} == slow.keys() else ["other prints"]
    for decision in decisions:
        votes, deciding = slow[decision.key]
        if {r.source_id for r in decision.roll_calls} != votes:
            found.append(f"{decision.id}: other votes")
        ours = decision.deciding.source_id if decision.deciding else None
        if ours != deciding:
            found.append(f"{decision.id}: {ours} and {deciding}")
    return found


def test_grouping_and_deciding_vote_equal_the_twin_over_the_whole_record(record: list[RollCall]) -> None:
    assert differences(decide(record, []), twin(record)) == []


def test_the_twin_sees_one_wrong_deciding_vote_and_one_vote_in_a_wrong_print(record: list[RollCall]) -> None:
    few = [r for r in record if r.item in ("733", "637")]
    slow = twin(few)
    no_quorum = next(r for r in few if r.source_id == 55893)
    wrong = [replace(d, deciding=no_quorum) if d.key == "637" else d for d in decide(few, [])]
    assert differences(wrong, slow) == ["sk:9:637: 55893 and 55902"]
    moved = [replace(r, item="637") if r.source_id == 56254 else r for r in few]
    assert sorted(differences(decide(moved, []), slow)) == ["sk:9:637: other votes", "sk:9:733: other votes"]
