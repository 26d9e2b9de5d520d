"""The slow twin of the EP's facts: the rule in plain words, group by group, from the model alone."""

from __future__ import annotations

from votewatch.model.roll_call import RollCall

Slow = dict[str, tuple[set[int], int | None, str | None]]


def twin(record: list[RollCall]) -> Slow:
    """Key -> (its votes, the vote that decides, the result), by the rule and without any exception."""
    groups: dict[str, list[RollCall]] = {}
    for roll_call in record:
        key = roll_call.procedure.reference if roll_call.procedure else roll_call.reference
        if key:
            groups.setdefault(key, []).append(roll_call)
    found: Slow = {}
    for key, votes in groups.items():
        ordered = sorted(votes, key=lambda r: (r.when, r.source_id))
        deciding = twin_deciding(key, ordered)
        result = twin_result(key, deciding, ordered) if deciding else None
        found[key] = ({r.source_id for r in votes}, deciding.source_id if deciding else None, result)
    return found


def twin_deciding(key: str, votes: list[RollCall]) -> RollCall | None:
    mains = [r for r in votes if r.is_main and not words(r).startswith(("rejet", "décision d'engager", "demande"))]
    mains = [r for r in mains if " - am " not in words(r) or words(r).startswith("accord")]
    if "(DEC)" in key:
        report = mains[-1].reference
        decisions = [r for r in votes if r.reference == report and words(r) in ("décision", "proposition de décision")]
        decisions += [r for r in votes if r.reference == report and words(r).startswith("propositions de décision")]
        return max(decisions, key=lambda r: (r.when, r.source_id), default=mains[-1])
    if twin_objection(key, votes) or "(RSP)" in key or key.startswith(("B9", "RC-")):
        adopted = [r for r in mains if counted(r, "F") > counted(r, "A")]
        strongest = sorted(mains, key=lambda r: -counted(r, "F"))[0] if twin_objection(key, votes) else mains[-1]
        return adopted[-1] if adopted else strongest
    if ("(NLE)" in key or "(APP)" in key) and not any(mark in key for mark in ("M(", "R(")):
        drafts = [r for r in votes if words(r).startswith(("projet de décision du conseil", "projet de règlement"))]
        return (drafts or mains)[-1]
    if "(BUD)" in key:
        joint = [r for r in votes if words(r) == "projet commun"]
        return (joint or mains)[-1]
    agreements = [r for r in mains if words(r).startswith("accord provisoire")]
    return (agreements or mains)[-1]


def twin_result(key: str, vote: RollCall, votes: list[RollCall]) -> str:
    if vote.result is not None:
        return "ADOPTED" if str(vote.result) == "passed" else "REJECTED"
    for_, against = counted(vote, "F"), counted(vote, "A")
    if for_ <= against:
        return "REJECTED"
    delegated = any(mark in key for mark in ("(DEA)", "(RPS)")) or any("Rule 111(3)" in r.title for r in votes)
    if delegated:
        threshold = 376 if vote.day < "2020-02-01" else 353 if vote.day < "2024-07-16" else 361
        return "ADOPTED" if for_ >= threshold else "REJECTED"
    return "ADOPTED"


def twin_objection(key: str, votes: list[RollCall]) -> bool:
    titles = [r.title.lower() for r in votes] + [(r.procedure.title or "").lower() for r in votes if r.procedure]
    starts = ("commission implementing", "commission delegated")
    says = any("objection" in t or "draft commission" in t or t.startswith(starts) for t in titles)
    return "(DEA)" in key or "(RPS)" in key or (says and ("(RSP)" in key or key.startswith("B9")))


def words(roll_call: RollCall) -> str:
    return (roll_call.motion or "").lower()


def counted(roll_call: RollCall, letter: str) -> int:
    """Letter by letter where there are positions, else the printed total."""
    if roll_call.positions is not None:
        return len([one for one in roll_call.positions if one == letter])
    assert roll_call.totals
    return {"F": roll_call.totals.for_, "A": roll_call.totals.against}[letter]
