"""What the record does not hold yet, built by hand: the rule must not fall for it."""

from __future__ import annotations

import pytest

from votewatch.facts.eu import decide
from votewatch.model.decision import Decision
from votewatch.model.errors import FactError
from votewatch.model.roll_call import Procedure, RollCall, Totals
from votewatch.model.vocabulary import Parliament, Result


def vote(
    number: int, motion: str | None, for_: int, against: int, *, reference: str | None = "A10-0001/2026",
    procedure: str | None = "2026/0001(COD)", stage: str | None = None, main: bool = True,
    result: Result | None = None, title: str = "Rules for bicycles",
) -> RollCall:  # fmt: skip
    return RollCall(
        id=f"eu:v{number}", parliament=Parliament.EU, when=f"2026-03-01T12:{number % 60:02}:00", title=title,
        result=result, totals=Totals(for_, against, 10), read="2026-03-02", motion=motion, reference=reference,
        is_main=main,
        procedure=Procedure(procedure, title, procedure[-4:-1], stage) if procedure else None,
    )  # fmt: skip


def only(*votes: RollCall) -> Decision:
    [decision] = decide(votes, [])
    return decision


def test_a_rejected_urgency_request_is_not_the_result_of_the_law() -> None:
    law = only(vote(1, "Proposition de la Commission", 400, 200), vote(2, "Demande de décision d'urgence", 300, 379))
    assert law.deciding
    assert (law.deciding.source_id, law.outcome) == (1, "ADOPTED")


def test_an_urgency_request_alone_decides_nothing_yet() -> None:
    request = only(vote(1, "Demande de décision d'urgence", 379, 300))
    assert (request.kind, request.deciding, request.outcome, request.no_question) == (
        "urgency",
        None,
        None,
        "fast_track",
    )


def test_a_main_motion_to_reject_that_fell_never_decides() -> None:
    law = only(vote(1, "Proposition de la Commission", 400, 200), vote(2, "Rejet - Am 7", 100, 500))
    assert law.deciding
    assert (law.deciding.source_id, law.for_means) == (1, "adopt")


def test_an_adopted_motion_to_reject_decides_and_for_was_for_rejecting() -> None:
    law = only(vote(1, "Rejet - Am 7", 400, 200, main=False))
    assert (law.kind, law.outcome, law.for_means, law.no_question) == (
        "rejection_motion",
        "ADOPTED",
        "reject",
        "not_the_text",
    )


def test_a_later_agreement_outlives_an_adopted_motion_to_reject() -> None:
    law = only(vote(1, "Rejet - Am 7", 400, 200, main=False), vote(2, "Accord provisoire - Am 9", 500, 100))
    assert law.deciding
    assert (law.deciding.source_id, law.kind) == (2, "legislative_first")


def test_an_unknown_main_motion_is_an_alarm_and_asks_nothing() -> None:
    odd = only(vote(1, "Quelque chose de neuf", 400, 200))
    assert (odd.for_means, odd.no_question) == ("unknown", "unknown_polarity")
    assert odd.alarms == ("eu:v1: unknown motion 'Quelque chose de neuf'",)


def test_the_published_result_stands_against_our_arithmetic_which_raises_an_alarm() -> None:
    law = only(vote(1, "Proposition de la Commission", 400, 200, result=Result.FAILED))
    assert (law.passed, law.outcome) == (False, "REJECTED")
    assert [str(alarm) for alarm in law.alarms] == [
        "eu:v1: published as failed, but 400 for, 200 against, 10 abstained, needed 301 (votes_cast)",
    ]


def test_a_second_reading_claims_no_majority_and_asks_nothing() -> None:
    law = only(vote(1, "Proposition de la Commission", 400, 200, stage="OLP_SECOND_READING"))
    assert (law.kind, law.no_question) == ("legislative_second", "other")
    assert law.majority
    assert law.majority.rule == "unknown"


def test_a_motion_of_censure_is_about_persons_and_its_result_is_only_the_published_one() -> None:
    censure = only(vote(1, "Proposition de résolution", 175, 360, procedure="2026/2140(INS)", result=Result.FAILED))
    assert (censure.passed, censure.for_means, censure.no_question) == (False, "adopt", "person")


def test_roll_calls_without_procedure_and_document_are_in_no_decision() -> None:
    agenda = vote(1, "Mardi - demande du groupe GUE/NGL", 83, 142, procedure=None, reference=None, main=False)
    election = vote(2, None, 370, 282, procedure=None, reference=None, title="Election of the Commission")
    assert decide([agenda, election], []) == []


def test_votes_of_another_parliament_are_left_out() -> None:
    slovak = RollCall("sk:9:v1", Parliament.SK, "2026-01-01T12:00", "Title", None, None, "2026-01-02", item="1")
    assert decide([slovak], []) == []


def test_a_procedure_reference_of_unknown_shape_is_refused_by_name() -> None:
    with pytest.raises(FactError, match=r"eu:v1: .*'2026/1\(COD\)'"):
        decide([vote(1, "Proposition de la Commission", 1, 0, procedure="2026/1(COD)")], [])


def test_every_motion_of_the_same_second_is_ordered_by_number() -> None:
    law = only(vote(61, "Accord provisoire - Am 1", 1, 0), vote(1, "Accord provisoire - Am 2", 1, 0))
    assert [step.source_id for step in law.steps] == [1, 61]
