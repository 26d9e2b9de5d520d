"""Which prints of the NR SR put a question to the readers."""

from __future__ import annotations

from votewatch.facts.questions import NoQuestion
from votewatch.facts.sk.deciding import Verdict
from votewatch.model.vocabulary import ForMeans, SkKind, SkOutcome

_ASKED = frozenset({SkKind.LAW, SkKind.CONSTITUTIONAL_LAW, SkKind.RETURNED_LAW, SkKind.TREATY})
_BY_OUTCOME = {
    SkOutcome.UNCLEAR: NoQuestion.UNCLEAR,
    SkOutcome.ELECTION_SECRET_NO_RESULT: NoQuestion.SECRET,
    SkOutcome.OPEN: NoQuestion.OPEN,
    SkOutcome.STOPPED: NoQuestion.NOT_THE_TEXT,
}
_BY_KIND = {
    SkKind.FAST_TRACK_MOTION: NoQuestion.FAST_TRACK,
    SkKind.NO_CONFIDENCE: NoQuestion.PERSON,
    SkKind.ELECTION: NoQuestion.ELECTION,
    SkKind.RESOLUTION_OR_REPORT: NoQuestion.PROCEDURAL_RESOLUTION,
    SkKind.BUDGET_OTHER: NoQuestion.PROCEDURAL_RESOLUTION,
    SkKind.OTHER: NoQuestion.OTHER,
}


def no_question(kind: SkKind, verdict: Verdict) -> NoQuestion | None:
    """None for decided laws, constitutional and returned laws and treaties; else why nothing is asked.

    A bill refused in first reading is decided: its question is whether it should have been debated further.
    """
    if verdict.outcome in _BY_OUTCOME:
        return _BY_OUTCOME[verdict.outcome]
    if kind is SkKind.ELECTION and verdict.for_means is ForMeans.ADOPT:
        return NoQuestion.PERSON  # a recall
    if kind not in _ASKED:
        return _BY_KIND[kind]
    return NoQuestion.UNKNOWN_POLARITY if verdict.for_means is ForMeans.UNKNOWN else None
