"""The closed vocabularies. A value outside of them is an error, never a default."""

from __future__ import annotations

from enum import StrEnum


class Parliament(StrEnum):
    """The namespace that opens every id."""

    SK = "sk"
    EU = "eu"


class Position(StrEnum):
    """One letter per member and roll call, the same alphabet for both parliaments.

    The NR SR tells five states apart (Z, P, ?, N, 0 in its record, plus - for a seat not sworn in).
    The EP's list tells three; everyone else with a group that day did not vote, for a reason the
    record does not give.
    """

    FOR = "F"
    AGAINST = "A"
    ABSTAINED = "B"
    NOT_VOTING = "N"
    ABSENT = "0"
    DID_NOT_VOTE = "D"
    NOT_A_MEMBER = "-"


class Result(StrEnum):
    """The official result of one roll call as the source publishes it."""

    PASSED = "passed"
    FAILED = "failed"
    NO_QUORUM = "no_quorum"


class ForMeans(StrEnum):
    """What a vote *for* meant on the deciding roll call (the closed list)."""

    ADOPT = "adopt"
    REJECT = "reject"
    RETURN = "return"
    STOP = "stop"
    OVERRIDE_VETO = "override_veto"
    ELECT = "elect"
    GRANT_FAST_TRACK = "grant_fast_track"
    OBJECT = "object"
    DISCHARGE = "discharge"
    GRANT_CONSENT = "grant_consent"
    POSTPONE = "postpone"
    UNKNOWN = "unknown"


class SkKind(StrEnum):
    """What a print (tlač) of the NR SR is, read from the item's title."""

    LAW = "law"
    CONSTITUTIONAL_LAW = "constitutional_law"
    RETURNED_LAW = "returned_law"
    FAST_TRACK_MOTION = "fast_track_motion"
    RESOLUTION_OR_REPORT = "resolution_or_report"
    TREATY = "treaty"
    ELECTION = "election"
    NO_CONFIDENCE = "no_confidence"
    BUDGET_OTHER = "budget_other"
    OTHER = "other"


class SkOutcome(StrEnum):
    """How a print of the NR SR ended, as far as the record goes."""

    ADOPTED = "adopted"
    REJECTED_FIRST_READING = "rejected_first_reading"
    REJECTED_FINAL = "rejected_final"
    VETO_OVERRIDDEN = "veto_overridden"
    VETO_STOOD = "veto_stood"
    RESOLUTION_PASSED = "resolution_passed"
    RESOLUTION_FAILED = "resolution_failed"
    FAST_TRACK_GRANTED = "fast_track_granted"
    FAST_TRACK_REFUSED = "fast_track_refused"
    ELECTION_SECRET_NO_RESULT = "election_secret_no_result"
    STOPPED = "stopped"
    OPEN = "open"
    UNCLEAR = "unclear"


class EuResult(StrEnum):
    """The result of an EP decision; the two words of the source."""

    ADOPTED = "ADOPTED"
    REJECTED = "REJECTED"


class MajorityRule(StrEnum):
    """The majority that the deciding vote needed."""

    PRESENT = "present"  # NR SR: more than half of those present (Constitution, art. 84 par. 2)
    MEMBERS_90 = "members_90"  # NR SR: three fifths of all 150 (art. 84 par. 4)
    MEMBERS_76 = "members_76"  # NR SR: more than half of all 150 (art. 84 par. 3, art. 88)
    VOTES_CAST = "votes_cast"  # EP: TFEU art. 231
    COMPONENT = "component"  # EP: majority of component members, 376 / 353 / 361 by date
    COMPONENT_AND_THREE_FIFTHS = "component_and_three_fifths"  # EP: budget cases, TFEU art. 312, 314
    UNKNOWN = "unknown"


class StanceKind(StrEnum):
    """How the members of one club voted, said in one word (integrity rules 15 to 18)."""

    ALL = "all"
    MOST = "most"
    SPLIT = "split"
    NO_COMMON_POSITION = "no_common_position"
    MOST_DID_NOT_VOTE = "most_did_not_vote"
    UNAFFILIATED = "unaffiliated"
