from __future__ import annotations

import pytest

from votewatch.facts.sk.majority import alarm, majority
from votewatch.model.decision import Majority
from votewatch.model.roll_call import RollCall, Totals
from votewatch.model.vocabulary import MajorityRule, Parliament, Result, SkKind

WHOLE = "Návrh (tlač 1).\nHlasovanie o návrhu zákona ako o celku."
FIRST = "Návrh (tlač 1).\nHlasovanie o tom, aby bol návrh zákona prerokovaný v druhom čítaní."


def vote(title: str, totals: Totals | None, result: Result | None = Result.PASSED) -> RollCall:
    return RollCall("sk:9:v1", Parliament.SK, "2025-01-01T10:00", title, result, totals, "2025-01-02", term=9)


@pytest.mark.parametrize(
    ("kind", "title", "rule", "needed", "base"),
    [
        (SkKind.LAW, WHOLE, MajorityRule.PRESENT, 74, 146),
        (SkKind.CONSTITUTIONAL_LAW, WHOLE, MajorityRule.MEMBERS_90, 90, 150),
        (SkKind.CONSTITUTIONAL_LAW, FIRST, MajorityRule.PRESENT, 74, 146),
        (SkKind.RETURNED_LAW, WHOLE, MajorityRule.MEMBERS_76, 76, 150),
        (SkKind.NO_CONFIDENCE, "Návrh.\nHlasovanie o návrhu uznesenia.", MajorityRule.MEMBERS_76, 76, 150),
        (SkKind.TREATY, "Súhlas so Zmluvou.\nHlasovanie o návrhu uznesenia.", MajorityRule.MEMBERS_76, 76, 150),
        (SkKind.TREATY, "Súhlas s vypovedaním Zmluvy.\nHlasovanie o návrhu.", MajorityRule.PRESENT, 74, 146),
    ],
)
def test_the_majority_needed_follows_from_the_kind_and_the_vote(
    kind: SkKind, title: str, rule: MajorityRule, needed: int, base: int
) -> None:
    assert majority(kind, vote(title, Totals(74, 60, 10, 2, 4))) == Majority(rule, needed, base)


def test_half_of_an_even_number_present_is_not_more_than_half() -> None:
    needed = majority(SkKind.LAW, vote(WHOLE, Totals(70, 70, 0, 0, 10)))
    assert needed == Majority(MajorityRule.PRESENT, 71, 140)


def test_members_who_are_there_and_do_not_press_raise_the_number_needed() -> None:
    assert majority(SkKind.LAW, vote(WHOLE, Totals(70, 0, 0, 71, 9))) == Majority(MajorityRule.PRESENT, 71, 141)


def test_a_secret_ballot_has_no_majority() -> None:
    assert majority(SkKind.ELECTION, vote("Návrh na voľbu (tlač 1).", None, None)) is None


def test_a_result_against_the_numbers_raises_an_alarm_and_names_the_vote() -> None:
    wrong = vote(WHOLE, Totals(70, 70, 0, 0, 10))
    assert str(alarm(majority(SkKind.LAW, wrong), wrong)) == (
        "sk:9:v1: published as passed, but 70 for, 70 against, 0 abstained, needed 71 (present)"
    )
    right = vote(WHOLE, Totals(71, 69, 0, 0, 10))
    assert alarm(majority(SkKind.LAW, right), right) is None
