"""Which vote of a print decided it, how it ended, and what a vote *for* meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from votewatch.facts.sk.motions import Motion, motion_of
from votewatch.facts.sk.titles import item_in_motion, item_title, split_title
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import ForMeans, Result, SkKind, SkOutcome

QUORUM = 76
LAWS = frozenset({SkKind.LAW, SkKind.CONSTITUTIONAL_LAW})
_RESOLUTIONS = frozenset({Motion.RESOLUTION, Motion.WHOLE, Motion.SECOND_READING})
# In elections and the setting up of committees a title without a motion line is a vote on the item itself.
_APPOINTMENTS = frozenset({Motion.APPOINTMENT, Motion.ITEM})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says about one print. ``steps`` are the votes on the whole item, in time order."""

    outcome: SkOutcome
    deciding: RollCall | None
    for_means: ForMeans
    steps: tuple[RollCall, ...]


def lacks_quorum(roll_call: RollCall) -> bool:
    """Fewer than 76 were there: said outright, or published as a failure (55893: 73 of 75 for, "neprešiel")."""
    if roll_call.result is Result.NO_QUORUM:
        return True
    return roll_call.result is Result.FAILED and roll_call.totals is not None and roll_call.totals.present < QUORUM


def is_secret(roll_call: RollCall) -> bool:
    """A secret ballot or its minutes: no result and no positions. The word "tajn" in the title is no test (55475)."""
    return roll_call.result is None and roll_call.positions is None


def verdict(kind: SkKind, roll_calls: Sequence[RollCall]) -> Verdict:
    """The verdict on one print from its roll calls in time order."""
    votes = [(roll_call, motion_of(roll_call.title)) for roll_call in roll_calls]
    counted = [(r, m) for r, m in votes if r.result is not None and r.positions is not None and not lacks_quorum(r)]
    if kind in LAWS:
        return _bill(counted)
    if kind is SkKind.RETURNED_LAW:
        return _returned_law(counted)
    if kind is SkKind.FAST_TRACK_MOTION:
        return _fast_track(counted)
    if kind is SkKind.NO_CONFIDENCE:
        return _by_result(_of(counted, {Motion.NO_CONFIDENCE, Motion.RESOLUTION}), ForMeans.ADOPT)
    return _item(kind, counted, [r for r in roll_calls if is_secret(r)])


def _of(votes: Iterable[tuple[RollCall, Motion]], motions: Iterable[Motion]) -> list[RollCall]:
    wanted = frozenset(motions)
    return [roll_call for roll_call, motion in votes if motion in wanted]


def _halts(votes: Iterable[tuple[RollCall, Motion]]) -> list[tuple[RollCall, ForMeans]]:
    """The passed motions to send back or to stop; a failed one changes nothing."""
    means = {Motion.RETURN: ForMeans.RETURN, Motion.STOP: ForMeans.STOP}
    return [(r, means[m]) for r, m in votes if m in means and r.result is Result.PASSED]


def _is_the_act(roll_call: RollCall) -> bool:
    # 57107: the public budget is voted under the budget act's print and with its words, but is another document.
    return "rozpočtu verejnej správy" not in split_title(roll_call.title)[0]


def _in_time(*groups: Iterable[RollCall]) -> tuple[RollCall, ...]:
    return tuple(sorted((r for group in groups for r in group), key=lambda r: (r.when, r.source_id)))


def _bill(votes: list[tuple[RollCall, Motion]]) -> Verdict:
    whole = [r for r in _of(votes, {Motion.WHOLE}) if _is_the_act(r)]
    halts = _halts(votes)
    first = _of(votes, {Motion.SECOND_READING})
    steps = _in_time(whole, (r for r, _ in halts), first)
    if whole:
        passed = whole[-1].result is Result.PASSED
        outcome = SkOutcome.ADOPTED if passed else SkOutcome.REJECTED_FINAL
        return Verdict(outcome, whole[-1], ForMeans.ADOPT, steps)
    if halts:
        return Verdict(SkOutcome.STOPPED, *halts[-1], steps)
    if first and first[-1].result is Result.FAILED:
        return Verdict(SkOutcome.REJECTED_FIRST_READING, first[-1], ForMeans.ADOPT, steps)
    return Verdict(SkOutcome.OPEN, None, ForMeans.UNKNOWN, steps)


def _returned_law(votes: list[tuple[RollCall, Motion]]) -> Verdict:
    whole = _of(votes, {Motion.WHOLE})
    if not whole:
        return Verdict(SkOutcome.OPEN, None, ForMeans.UNKNOWN, ())
    comments = _of(votes, {Motion.PRESIDENTS_COMMENTS})
    with_president = bool(comments) and all(r.result is Result.PASSED for r in comments)
    for_means = ForMeans.ADOPT if with_president else ForMeans.OVERRIDE_VETO
    if whole[-1].result is Result.FAILED:
        outcome = SkOutcome.VETO_STOOD
    else:
        outcome = SkOutcome.ADOPTED if with_president else SkOutcome.VETO_OVERRIDDEN
    return Verdict(outcome, whole[-1], for_means, tuple(whole))


def _fast_track(votes: list[tuple[RollCall, Motion]]) -> Verdict:
    # 54553 and 54554 have no motion line: the item's own title names the fast track.
    found = _of(votes, {Motion.FAST_TRACK, Motion.ITEM})
    if not found:
        return Verdict(SkOutcome.OPEN, None, ForMeans.UNKNOWN, ())
    granted = found[-1].result is Result.PASSED
    outcome = SkOutcome.FAST_TRACK_GRANTED if granted else SkOutcome.FAST_TRACK_REFUSED
    return Verdict(outcome, found[-1], ForMeans.GRANT_FAST_TRACK, tuple(found))


def _by_result(found: Sequence[RollCall], for_means: ForMeans) -> Verdict:
    if not found:
        return Verdict(SkOutcome.OPEN, None, ForMeans.UNKNOWN, ())
    passed = found[-1].result is Result.PASSED
    outcome = SkOutcome.RESOLUTION_PASSED if passed else SkOutcome.RESOLUTION_FAILED
    return Verdict(outcome, found[-1], for_means, tuple(found))


def _item(kind: SkKind, votes: list[tuple[RollCall, Motion]], secret: list[RollCall]) -> Verdict:
    appoints = kind in (SkKind.ELECTION, SkKind.OTHER)
    found = _of(votes, _RESOLUTIONS | _APPOINTMENTS if appoints else _RESOLUTIONS)
    halts = _halts(votes)
    if secret:
        steps = _in_time(found, secret)
        return Verdict(SkOutcome.ELECTION_SECRET_NO_RESULT, secret[-1], _for_means(kind, secret[-1]), steps)
    if halts and not (found and found[-1].result is Result.PASSED):
        return Verdict(SkOutcome.STOPPED, *halts[-1], _in_time(found, (r for r, _ in halts)))
    return _by_result(found, _for_means(kind, found[-1]) if found else ForMeans.UNKNOWN)


def _for_means(kind: SkKind, roll_call: RollCall) -> ForMeans:
    """FOR elects, unless all that the item does is recall: then it adopts the recall."""
    if kind is not SkKind.ELECTION:
        return ForMeans.ADOPT
    item = (item_title(roll_call.title) or item_in_motion(roll_call.title)).lower()
    only_recalls = "odvolanie" in item and "voľbu" not in item
    return ForMeans.ADOPT if only_recalls else ForMeans.ELECT
