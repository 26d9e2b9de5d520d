"""What kind of item a group is, and what a vote *for* meant."""

from __future__ import annotations

import re

from votewatch.facts.eu.grouping import Group
from votewatch.facts.eu.motions import Motion, motion_of
from votewatch.model.eu_kinds import EuKind
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import ForMeans

# Most objections never say so: their title is the title of the act ("The draft Commission implementing decision ...").
_OBJECTION = re.compile(r"objection|draft commission|^commission (implementing|delegated) (regulation|decision)", re.I)
_NOT_TO_OPPOSE = re.compile(r"not to oppose", re.I)
# A draft Council decision on which the Treaty only has Parliament consulted (TFEU art. 148(2)).
_OPINION_ONLY = re.compile(r"guidelines for the employment policies", re.I)
_BY_TYPE = {
    "DEC": EuKind.DISCHARGE, "BUD": EuKind.BUDGET, "BUI": EuKind.BUDGET, "CNS": EuKind.CONSULTATION,
    "INI": EuKind.OWN_INITIATIVE_RESOLUTION, "INL": EuKind.OWN_INITIATIVE_RESOLUTION,
    "RSP": EuKind.TOPICAL_RESOLUTION, "COD": EuKind.LEGISLATIVE_FIRST,
}  # fmt: skip


def is_objection(group: Group) -> bool:
    """True when the group is about stopping an act of the Commission, or about letting it pass."""
    if group.type in ("DEA", "RPS"):
        return True
    titles = {group.title, *(v.title for v in group.roll_calls if v.is_main)}
    return group.type == "RSP" and any(_OBJECTION.search(title) for title in titles)


def kind_of(group: Group, deciding: RollCall | None) -> EuKind:
    """The kind, from the procedure and, where that leaves it open, from the deciding motion."""
    motion = motion_of(deciding) if deciding else None
    if motion is Motion.ELECTION:
        return EuKind.APPOINTMENT_OR_ELECTION
    if motion is Motion.REJECTION:
        return EuKind.REJECTION_MOTION
    if is_objection(group):
        return EuKind.OBJECTION_TO_ACT
    if group.beside_consent:
        return EuKind.OWN_INITIATIVE_RESOLUTION
    if group.type in ("NLE", "APP"):
        if motion is Motion.COUNCIL_DRAFT and _gives_consent(group):
            return EuKind.CONSENT
        return EuKind.CONSULTATION if motion in (Motion.COUNCIL_DRAFT, Motion.PROPOSAL) else EuKind.OTHER
    if group.type == "COD":
        if deciding and deciding.procedure and deciding.procedure.stage == "OLP_SECOND_READING":
            return EuKind.LEGISLATIVE_SECOND
        if deciding is None and any(motion_of(v) is Motion.URGENCY for v in group.roll_calls):
            return EuKind.URGENCY
    return _BY_TYPE.get(group.type, EuKind.OTHER)


def for_means(group: Group, vote: RollCall, report: str | None) -> ForMeans:
    """What *for* meant on one vote on the whole item of a group; ``report`` is the discharge report that counts.

    UNKNOWN when the description is not in the vocabulary.
    """
    motion = motion_of(vote)
    if motion is Motion.UNKNOWN:
        return ForMeans.UNKNOWN
    if motion is Motion.REJECTION:
        return ForMeans.REJECT
    if motion is Motion.ELECTION:
        return ForMeans.ELECT
    if motion in (Motion.URGENCY, Motion.NEGOTIATIONS, Motion.REFERRAL):
        return ForMeans.ADOPT
    if is_objection(group):
        lets_pass = motion is Motion.DRAFT_DECISION or _NOT_TO_OPPOSE.search(vote.title)
        return ForMeans.ADOPT if lets_pass else ForMeans.OBJECT
    if group.type == "DEC" and motion is Motion.DECISION:
        # A first report that a later one replaced had put the decision off.
        counts = vote.reference == report or vote.id in group.moved
        return ForMeans.DISCHARGE if counts else ForMeans.POSTPONE
    if motion is Motion.COUNCIL_DRAFT and _gives_consent(group):
        return ForMeans.GRANT_CONSENT
    return ForMeans.ADOPT


def _gives_consent(group: Group) -> bool:
    """True when a draft Council act of this group needs the consent of Parliament."""
    return group.type in ("NLE", "APP") and not group.beside_consent and not _OPINION_ONLY.search(group.title)
