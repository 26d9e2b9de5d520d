"""The counts of 2019 to 2025."""

from __future__ import annotations

from collections import Counter

import pytest

from votewatch.facts.eu import decide
from votewatch.facts.eu.majority import members_on
from votewatch.facts.stances import stances
from votewatch.model.decision import Decision
from votewatch.model.roll_call import RollCall

Decided = dict[str, Decision]


def test_1661_groups_become_1667_decisions_when_the_foreign_votes_are_at_home(
    record: list[RollCall], decided: Decided
) -> None:
    assert len(decide(record, [])) == 1661
    own = {"2020/2121(INI)", "2022/2006(INI)", "2021/2039(INI)", "2021/0240(COD)", "A9-0123/2024", "2023/2179(DEC)"}
    assert decided.keys() - {d.key for d in decide(record, [])} == own
    assert len(decided) == 1667


def test_the_kinds(decided: Decided) -> None:
    assert Counter(d.kind for d in decided.values()) == {
        "own_initiative_resolution": 445,
        "legislative_first": 375,
        "topical_resolution": 316,
        "discharge": 267,
        "objection_to_act": 83,
        "consent": 69,
        "budget": 56,
        "consultation": 40,
        "other": 16,
    }


def test_the_meanings_of_for(decided: Decided) -> None:
    assert Counter(d.for_means for d in decided.values()) == {
        "adopt": 1382,
        "discharge": 124,
        "object": 82,
        "grant_consent": 69,
        "reject": 9,
        "postpone": 1,
    }


def test_the_majorities(decided: Decided) -> None:
    assert Counter(d.majority.rule for d in decided.values() if d.majority) == {
        "votes_cast": 1581,
        "component": 65,
        "component_and_three_fifths": 21,
    }


def test_17_of_83_objections_fell(decided: Decided) -> None:
    objections = [d for d in decided.values() if d.kind == "objection_to_act"]
    assert (len(objections), sum(d.outcome == "REJECTED" for d in objections)) == (83, 17)


def test_every_decision_is_decided_and_one_vote_disagrees_with_its_published_result(decided: Decided) -> None:
    assert all(d.deciding and d.outcome and d.passed is (d.outcome == "ADOPTED") for d in decided.values())
    assert [d.key for d in decided.values() if d.alarms] == ["2024/2000(REG)"]


def test_where_the_deciding_vote_has_no_positions_another_is_shown(decided: Decided) -> None:
    unnamed = [d for d in decided.values() if d.deciding and d.deciding.positions is None]
    assert Counter(d.kind for d in unnamed) == {
        "discharge": 94,
        "legislative_first": 8,
        "consultation": 4,
        "budget": 2,
        "own_initiative_resolution": 1,
    }
    assert [d.key for d in decided.values() if d.shown is None] == ["2021/2003(INI)"]
    for decision in decided.values():
        if decision.deciding and decision.deciding.positions is not None:
            assert decision.shown is decision.deciding
            assert decision.shown_for_means is decision.for_means
        if decision.shown:
            assert decision.shown.positions
            assert decision.stances == stances(decision.shown)


def test_only_items_whose_meaning_and_text_are_certain_put_a_question(decided: Decided) -> None:
    assert Counter(d.no_question for d in decided.values()) == {
        None: 1507,
        "not_the_text": 138,  # discharge: only the resolution beside the decision was a roll call
        "procedural_resolution": 16,
        "mandate": 3,
        "unclear": 2,
        "postponed": 1,
    }
    assert all(d.for_means != "unknown" for d in decided.values() if d.no_question is None)
    asked_discharges = [d for d in decided.values() if d.kind == "discharge" and d.no_question is None]
    assert Counter(d.for_means for d in asked_discharges) == {"discharge": 124, "reject": 4}


def test_resolutions_and_nothing_else_are_declarations(decided: Decided) -> None:
    kinds = {d.kind for d in decided.values() if d.declaration}
    assert kinds == {"own_initiative_resolution", "topical_resolution"}
    assert all(d.declaration for d in decided.values() if d.kind in kinds)


def test_a_decision_keeps_its_votes_in_time_order_and_its_steps_among_them(decided: Decided) -> None:
    for decision in decided.values():
        order = [(r.when, r.source_id) for r in decision.roll_calls]
        assert order == sorted(order)
        assert decision.deciding in decision.steps
        assert set(decision.steps) <= set(decision.roll_calls)
        assert decision.latest is decision.steps[-1]


def test_no_roll_call_is_in_two_decisions_and_none_is_lost(record: list[RollCall], decided: Decided) -> None:
    placed = Counter(r.id for d in decided.values() for r in d.roll_calls)
    assert max(placed.values()) == 1
    assert {r.id for r in record} == set(placed)


@pytest.mark.parametrize(
    ("day", "members"),
    [("2020-01-31", 751), ("2020-02-01", 705), ("2024-07-15", 705), ("2024-07-16", 720)],
)
def test_the_seats_of_parliament_change_on_these_days(day: str, members: int) -> None:
    assert members_on(day) == members
