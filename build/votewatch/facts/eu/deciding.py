"""Which roll call of a group decided."""

from __future__ import annotations

from collections.abc import Sequence

from votewatch.facts.eu.grouping import Group
from votewatch.facts.eu.meaning import is_objection
from votewatch.facts.eu.motions import ASIDE, WHOLE, Motion, motion_of
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Result


def deciding_vote(group: Group, votes: Sequence[RollCall]) -> RollCall | None:
    """The one of ``votes`` (of this group, in time order) that decided; None when none of them is on the whole text."""
    mains = [v for v in votes if v.is_main and _on_the_text(v)]
    if group.type == "DEC":
        found = _discharge(group, votes, mains)
    elif is_objection(group):
        found = _adopted_else_strongest(mains)
    elif group.type == "RSP":
        found = _last([v for v in mains if more_for(v)]) or _last(mains)
    elif group.type in ("NLE", "APP") and not group.beside_consent:
        found = _last([v for v in votes if motion_of(v) is Motion.COUNCIL_DRAFT]) or _last(mains)
    elif group.type in ("BUD", "BUI"):
        found = _last([v for v in votes if motion_of(v) is Motion.JOINT_TEXT]) or _last(mains)
    else:
        found = _last([v for v in mains if motion_of(v) is Motion.AGREEMENT]) or _last(mains)
    rejected = _last([v for v in votes if motion_of(v) is Motion.REJECTION and more_for(v)])
    if rejected and (found is None or (rejected.when, rejected.source_id) > (found.when, found.source_id)):
        return rejected
    return found


def steps(group: Group, deciding: RollCall | None) -> tuple[RollCall, ...]:
    """The votes on the whole item in time order: every main vote, and what the description calls one."""
    return tuple(v for v in group.roll_calls if v.is_main or v is deciding or motion_of(v) in WHOLE)


def newest_report(group: Group) -> str | None:
    """The document of the group's last main vote: in discharge, the report that counts."""
    last = _last([v for v in group.roll_calls if v.is_main])
    return last.reference if last else None


def more_for(vote: RollCall) -> bool:
    """The published result, else more for than against."""
    if vote.result is not None:
        return vote.result is Result.PASSED
    return vote.totals is not None and vote.totals.for_ > vote.totals.against


def _on_the_text(vote: RollCall) -> bool:
    motion = motion_of(vote)
    return motion not in ASIDE and motion not in (Motion.PART, Motion.REJECTION)


def _discharge(group: Group, votes: Sequence[RollCall], mains: Sequence[RollCall]) -> RollCall | None:
    last = _last(mains)
    if last is None:
        return None
    inside = [v for v in votes if v.reference == last.reference or v.id in group.moved]
    return _last([v for v in inside if motion_of(v) is Motion.DECISION]) or last


def _adopted_else_strongest(mains: Sequence[RollCall]) -> RollCall | None:
    adopted = _last([v for v in mains if more_for(v)])
    return adopted or max(mains, key=lambda v: v.totals.for_ if v.totals else 0, default=None)


def _last(votes: Sequence[RollCall]) -> RollCall | None:
    return votes[-1] if votes else None
