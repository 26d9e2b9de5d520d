"""Which majority an EP vote needed, and whether it was reached."""

from __future__ import annotations

import re

from votewatch.facts.eu.grouping import Group
from votewatch.model.decision import Disagreement, Majority
from votewatch.model.eu_kinds import EuKind
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import ForMeans, MajorityRule, Result

# Proposals under Art. 14(2) TEU, 223 TFEU and 48 TEU are legislative initiatives that need no component majority;
# those under Art. 225 TFEU do.
_OTHER_TREATY_ARTICLE = re.compile(
    r"composition of the european parliament|election of the members|amendment of the treaties", re.I
)
# Funds outside the ceilings: a component majority and three fifths of the votes cast, by the agreements between the
# institutions. Which of the two binds is not certain from the record, so no number is given.
_SPECIAL_FUND = re.compile(r"globalisation adjustment fund|\bEGF/|flexibility instrument|contingency margin", re.I)
_RULES_OF_PROCEDURE = re.compile(r"rules of procedure", re.I)
_FINANCIAL_FRAMEWORK = re.compile(r"multiannual financial framework", re.I)  # Art. 312(2) TFEU
_DELEGATED_ACT = re.compile(r"Rule 11[14]\(3\)")


def members_on(day: str) -> int:
    """The seats of Parliament: 751 with the United Kingdom, 705 after it, 720 since the term of 2024."""
    if day < "2020-02-01":
        return 751
    return 705 if day <= "2024-07-15" else 720


def majority(group: Group, kind: EuKind, meaning: ForMeans, vote: RollCall) -> Majority:
    """The majority that this vote needed."""
    rule = _rule(group, kind, meaning, vote)
    members = members_on(vote.day)
    if rule is MajorityRule.COMPONENT:
        return Majority(rule, members // 2 + 1, members)
    if rule is MajorityRule.COMPONENT_AND_THREE_FIFTHS:
        return Majority(rule, None, members)
    if rule is MajorityRule.UNKNOWN or vote.totals is None:
        return Majority(rule, None, None)
    return Majority(rule, vote.totals.cast // 2 + 1, vote.totals.cast)


def reached(needed: Majority, vote: RollCall) -> bool | None:
    """Our arithmetic: more for than against, and the component majority where it is needed; None without counts.

    Abstentions are not votes cast, and a tie is a rejection.
    """
    if vote.totals is None or needed.rule is MajorityRule.UNKNOWN:
        return None
    if needed.rule is MajorityRule.COMPONENT and needed.needed is not None and vote.totals.for_ < needed.needed:
        return False
    return vote.totals.for_ > vote.totals.against


def passed(needed: Majority, vote: RollCall) -> bool | None:
    """The published result; ours only where none is published (every vote before 2024)."""
    return reached(needed, vote) if vote.result is None else vote.result is Result.PASSED


def alarm(needed: Majority, vote: RollCall) -> Disagreement | None:
    """Where our arithmetic disagrees with the published result."""
    ours = reached(needed, vote)
    if vote.result is None or vote.totals is None or ours is None or ours is (vote.result is Result.PASSED):
        return None
    return Disagreement(vote, needed)


def _rule(group: Group, kind: EuKind, meaning: ForMeans, vote: RollCall) -> MajorityRule:
    titles = f"{vote.title}\n{group.title}"
    if kind in (EuKind.LEGISLATIVE_SECOND, EuKind.APPOINTMENT_OR_ELECTION) or group.type == "INS":
        return MajorityRule.UNKNOWN
    if meaning is ForMeans.OBJECT:
        delegated = group.type in ("DEA", "RPS") or _DELEGATED_ACT.search(titles)
        return MajorityRule.COMPONENT if delegated else MajorityRule.VOTES_CAST
    if group.type == "REG" and _RULES_OF_PROCEDURE.search(titles):
        return MajorityRule.COMPONENT
    if group.type == "INL" and not _OTHER_TREATY_ARTICLE.search(titles):
        return MajorityRule.COMPONENT
    if meaning is ForMeans.GRANT_CONSENT and _FINANCIAL_FRAMEWORK.search(titles):
        return MajorityRule.COMPONENT
    if kind is EuKind.BUDGET and _SPECIAL_FUND.search(titles):
        return MajorityRule.COMPONENT_AND_THREE_FIFTHS
    return MajorityRule.VOTES_CAST
