"""The counts of term 9, as two independent readings of every print found them."""

from __future__ import annotations

from collections import Counter

from votewatch.facts.sk import decide
from votewatch.model.decision import Decision
from votewatch.model.exception import FactException
from votewatch.model.roll_call import RollCall

LAWS = ("law", "constitutional_law", "returned_law")
Decided = dict[str, Decision]


def test_term_nine_has_879_prints_in_ten_kinds_with_these_outcomes(decided: Decided) -> None:
    assert len(decided) == 879
    assert Counter((d.kind, d.outcome) for d in decided.values()) == {
        ("law", "adopted"): 256,
        ("law", "rejected_first_reading"): 242,
        ("law", "rejected_final"): 1,
        ("law", "open"): 15,
        ("constitutional_law", "adopted"): 1,
        ("constitutional_law", "rejected_first_reading"): 11,
        ("returned_law", "veto_overridden"): 7,
        ("returned_law", "adopted"): 3,
        ("returned_law", "veto_stood"): 1,
        ("fast_track_motion", "fast_track_granted"): 66,
        ("resolution_or_report", "resolution_passed"): 67,
        ("resolution_or_report", "resolution_failed"): 81,
        ("resolution_or_report", "stopped"): 1,
        ("treaty", "resolution_passed"): 29,
        ("election", "resolution_passed"): 34,
        ("election", "resolution_failed"): 3,
        ("election", "election_secret_no_result"): 23,
        ("election", "unclear"): 2,
        ("no_confidence", "resolution_failed"): 5,
        ("no_confidence", "open"): 1,
        ("budget_other", "resolution_passed"): 18,
        ("budget_other", "resolution_failed"): 1,
        ("other", "resolution_passed"): 9,
        ("other", "open"): 2,
    }


def test_of_537_laws_267_passed_finally_2_failed_253_were_refused_in_first_reading_and_15_are_open(
    decided: Decided,
) -> None:
    laws = [d for d in decided.values() if d.kind in LAWS]
    assert len(laws) == 537
    assert sum(d.outcome in ("adopted", "veto_overridden") for d in laws) == 267
    assert {d.key for d in laws if d.outcome in ("rejected_final", "veto_stood")} == {"524", "804"}
    assert sum(d.outcome == "rejected_first_reading" for d in laws) == 253
    assert sum(d.outcome == "open" for d in laws) == 15


def test_a_question_is_asked_of_every_decided_law_and_treaty_and_of_nothing_else(decided: Decided) -> None:
    for decision in decided.values():
        asked = decision.kind in (*LAWS, "treaty") and decision.outcome != "open"
        assert (decision.no_question is None) == asked, decision.id
        if asked:
            assert decision.deciding is not None
            assert decision.for_means in ("adopt", "override_veto"), decision.id
        assert not decision.declaration
    reasons = Counter(d.no_question for d in decided.values() if d.no_question)
    assert reasons == {
        "procedural_resolution": 167,
        "fast_track": 66,
        "election": 36,
        "secret": 23,
        "open": 18,
        "other": 9,
        "person": 6,
        "unclear": 2,
        "not_the_text": 1,
    }


def test_the_arithmetic_bears_out_every_official_result_and_no_motion_is_unknown(decided: Decided) -> None:
    assert [alarm for d in decided.values() for alarm in d.alarms] == []


def test_every_deciding_vote_is_among_the_steps_and_every_step_among_the_roll_calls(decided: Decided) -> None:
    for decision in decided.values():
        assert decision.deciding is None or decision.deciding in decision.steps, decision.id
        assert set(decision.steps) <= set(decision.roll_calls), decision.id
        assert list(decision.roll_calls) == sorted(decision.roll_calls, key=lambda r: (r.when, r.source_id))


def test_every_vote_with_a_print_belongs_to_exactly_one_decision(record: list[RollCall], decided: Decided) -> None:
    in_decisions = Counter(r.id for d in decided.values() for r in d.roll_calls)
    assert in_decisions == Counter(r.id for r in record if r.item is not None)


def test_no_title_carries_the_print_number_or_the_reading(decided: Decided) -> None:
    for decision in decided.values():
        assert decision.title
        assert "(tlač" not in decision.title
        assert not decision.title.endswith(("čítanie", "čítanie.", ","))


def test_the_order_of_the_input_changes_nothing(record: list[RollCall], listed: list[FactException]) -> None:
    assert decide(record[::-1], listed[::-1]) == decide(record, listed)
