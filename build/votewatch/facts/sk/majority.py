"""The majority that the deciding vote needed, and whether the numbers bear out the official result."""

from __future__ import annotations

from votewatch.facts.sk.motions import Motion, motion_of
from votewatch.model.decision import Disagreement, Majority
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import MajorityRule, Result, SkKind

MEMBERS = 150
THREE_FIFTHS = 90
HALF_OF_ALL = 76


def majority(kind: SkKind, roll_call: RollCall) -> Majority | None:
    """What this vote needed; None where no totals are published (secret ballot).

    A constitutional law needs 90 of 150 only when voted on as a whole: its first reading goes by those present.
    76 of 150 go for a returned law and for consent to a treaty (Constitution, art. 84 par. 3), and for a vote of no
    confidence (art. 88).
    """
    if roll_call.totals is None:
        return None
    whole = motion_of(roll_call.title) is Motion.WHOLE
    if kind is SkKind.CONSTITUTIONAL_LAW and whole:
        return Majority(MajorityRule.MEMBERS_90, THREE_FIFTHS, MEMBERS)
    consent = kind is SkKind.TREATY and "vypovedan" not in roll_call.title  # to denounce is not to consent
    if (kind is SkKind.RETURNED_LAW and whole) or kind is SkKind.NO_CONFIDENCE or consent:
        return Majority(MajorityRule.MEMBERS_76, HALF_OF_ALL, MEMBERS)
    present = roll_call.totals.present
    return Majority(MajorityRule.PRESENT, present // 2 + 1, present)


def alarm(needed: Majority | None, roll_call: RollCall) -> Disagreement | None:
    """Where our arithmetic and the official result disagree; the official result stands."""
    if needed is None or needed.needed is None or roll_call.totals is None or roll_call.result is None:
        return None
    reached = roll_call.totals.for_ >= needed.needed
    if reached == (roll_call.result is Result.PASSED):
        return None
    return Disagreement(roll_call, needed)
