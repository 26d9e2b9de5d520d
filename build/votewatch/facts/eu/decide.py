"""From the roll calls of the EP to one decision per procedure or document."""

from __future__ import annotations

from collections.abc import Sequence

from votewatch.facts.eu.deciding import deciding_vote, more_for, newest_report, steps
from votewatch.facts.eu.exceptions import held_kind, held_meaning, held_vote, stale
from votewatch.facts.eu.grouping import Group, as_group, filed_under, group
from votewatch.facts.eu.majority import alarm, majority, passed
from votewatch.facts.eu.meaning import for_means, kind_of
from votewatch.facts.eu.motions import Motion, motion_of
from votewatch.facts.eu.questions import is_declaration, no_question
from votewatch.facts.stances import stances
from votewatch.model.decision import Decision, Disagreement
from votewatch.model.errors import FactError
from votewatch.model.eu_kinds import EuKind
from votewatch.model.exception import FactException
from votewatch.model.ids import eu_decision
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import EuResult, ForMeans, Parliament


def decide(roll_calls: Sequence[RollCall], exceptions: Sequence[FactException]) -> list[Decision]:
    """One decision per procedure, else per document, by key; roll calls of another parliament are left out."""
    by_id = {exception.id: exception for exception in exceptions}
    groups = group(roll_calls, exceptions)
    titles = {g.key: g.title for g in groups}
    return [_decision(g, by_id, titles) for g in groups]


def step_meaning(decision: Decision, step: RollCall) -> ForMeans:
    """What *for* meant on one of ``decision.steps``; the page says it beside each earlier vote."""
    if decision.deciding is not None and step.id == decision.deciding.id:
        return decision.for_means
    if decision.shown is not None and decision.shown_for_means is not None and step.id == decision.shown.id:
        return decision.shown_for_means
    home = as_group(decision.key, decision.roll_calls)
    return for_means(home, step, newest_report(home))


def _decision(g: Group, by_id: dict[str, FactException], titles: dict[str, str]) -> Decision:
    decision_id = _id(g.key)
    exception = by_id.get(decision_id)
    report = newest_report(g)
    ruled_vote = deciding_vote(g, g.roll_calls)
    deciding = held_vote(ruled_vote, g.roll_calls, exception)
    ruled_kind, ruled_means = kind_of(g, deciding), _meaning(g, deciding, report)
    kind, means = held_kind(ruled_kind, exception), held_meaning(ruled_means, exception)
    shown = _shown(g, deciding)
    # An exception to the meaning speaks for the report it decided on, its accompanying resolution included.
    same_report = shown is not None and deciding is not None and shown.reference == deciding.reference
    overridden = means is not ruled_means and same_report
    shown_means = means if shown is deciding or overridden else _meaning(g, shown, report)
    needed = majority(g, kind, means, deciding) if deciding else None
    decided = passed(needed, deciding) if needed and deciding else None
    meaningful = steps(g, deciding)
    title = _title(g, deciding or shown or (meaningful[-1] if meaningful else None), titles)
    return Decision(
        id=decision_id,
        parliament=Parliament.EU,
        key=g.key,
        kind=kind,
        title=title or g.key,
        outcome=None if decided is None else EuResult.ADOPTED if decided else EuResult.REJECTED,
        passed=decided,
        for_means=means,
        majority=needed,
        deciding=deciding,
        shown=shown,
        latest=meaningful[-1] if meaningful else g.roll_calls[-1],
        roll_calls=g.roll_calls,
        steps=meaningful,
        stances=stances(shown) if shown else (),
        no_question=no_question(g.type, kind, means, deciding, titled=bool(title), mandate=is_mandate(g, deciding)),
        declaration=is_declaration(kind),
        alarms=(*stale(exception, ruled_vote, ruled_kind, ruled_means), *_alarms(g, kind, report, meaningful)),
        note=exception.reason if exception else None,
        topics=tuple(dict.fromkeys(topic for vote in meaningful for topic in vote.topics)),
        shown_for_means=shown_means if shown else None,
    )


def is_mandate(g: Group, deciding: RollCall | None) -> bool:
    """True when the text was sent back to committee for negotiations after the vote: not final."""
    if deciding is None or motion_of(deciding) is not Motion.PROPOSAL:
        return False
    later = (v for v in g.roll_calls if (v.when, v.source_id) > (deciding.when, deciding.source_id))
    return any(motion_of(v) is Motion.REFERRAL and more_for(v) for v in later)


def _meaning(g: Group, vote: RollCall | None, report: str | None) -> ForMeans:
    return for_means(g, vote, report) if vote else ForMeans.UNKNOWN


def _shown(g: Group, deciding: RollCall | None) -> RollCall | None:
    """The deciding vote when it has positions, else the one that the rule finds among main votes that have."""
    if deciding is not None and deciding.positions is not None:
        return deciding
    named = [v for v in g.roll_calls if v.is_main and v.positions is not None]
    return deciding_vote(g, named) or (named[-1] if named else None)


def _title(g: Group, vote: RollCall | None, titles: dict[str, str]) -> str | None:
    """The title of the vote, else of its procedure; None where the record has none, or only a foreign one."""
    if vote is not None and vote.id in g.moved and titles.get(filed_under(vote) or "") == vote.title:
        return None
    return (vote.title if vote else "") or (g.title if g.title != g.key else None)


def _alarms(g: Group, kind: EuKind, report: str | None, meaningful: Sequence[RollCall]) -> list[str | Disagreement]:
    found: list[str | Disagreement] = [
        f"{v.id}: unknown motion {v.motion!r}" for v in meaningful if motion_of(v) is Motion.UNKNOWN
    ]
    for vote in meaningful:
        disagreement = alarm(majority(g, kind, for_means(g, vote, report), vote), vote)
        if disagreement:
            found.append(disagreement)
    return found


def _id(key: str) -> str:
    procedure, reference = (key, None) if "(" in key else (None, key)
    found = eu_decision(procedure, reference)
    if found is None:
        raise FactError(f"no decision id for the key {key!r}")
    return found
