"""Which EP decisions put a question to the readers."""

from __future__ import annotations

from votewatch.facts.eu.motions import Motion, motion_of
from votewatch.facts.questions import NoQuestion
from votewatch.model.eu_kinds import EuKind
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import ForMeans

_BY_KIND = {
    EuKind.OTHER: NoQuestion.PROCEDURAL_RESOLUTION,
    EuKind.URGENCY: NoQuestion.FAST_TRACK,
    EuKind.APPOINTMENT_OR_ELECTION: NoQuestion.ELECTION,
    EuKind.REJECTION_MOTION: NoQuestion.NOT_THE_TEXT,
    EuKind.LEGISLATIVE_SECOND: NoQuestion.OTHER,
}
_DECLARATIONS = frozenset({EuKind.OWN_INITIATIVE_RESOLUTION, EuKind.TOPICAL_RESOLUTION})


def no_question(
    procedure_type: str, kind: EuKind, meaning: ForMeans, deciding: RollCall | None, *, titled: bool, mandate: bool
) -> NoQuestion | None:
    """None for what readers are asked about; else why nothing is asked.

    Asked: first readings, consultations, consents, budgets, objections, resolutions, and a discharge when the decision
    itself was a roll call (granted or refused). Not without a title, nor about a mandate: the text was still open.
    """
    if procedure_type == "INS":
        return NoQuestion.PERSON  # a motion of censure
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if deciding is None:
        return NoQuestion.OPEN
    if not titled:
        return NoQuestion.UNCLEAR
    if meaning is ForMeans.UNKNOWN:
        return NoQuestion.UNKNOWN_POLARITY
    if kind is EuKind.DISCHARGE:
        if meaning is ForMeans.POSTPONE:
            return NoQuestion.POSTPONED
        return None if motion_of(deciding) is Motion.DECISION else NoQuestion.NOT_THE_TEXT
    return NoQuestion.MANDATE if mandate else None


def is_declaration(kind: EuKind) -> bool:
    """True for resolutions without legal force: the question says that it is about a declaration."""
    return kind in _DECLARATIONS
