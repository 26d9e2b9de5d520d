"""From the roll calls of the NR SR to one decision per print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from votewatch.facts.sk.deciding import is_secret, verdict
from votewatch.facts.sk.exceptions import excepted, excepted_kind, stale
from votewatch.facts.sk.majority import alarm, majority
from votewatch.facts.sk.motions import Motion, motion_of
from votewatch.facts.sk.questions import no_question
from votewatch.facts.sk.related import related
from votewatch.facts.sk.titles import item_in_motion, item_title, kind_of
from votewatch.facts.stances import stances
from votewatch.model.decision import Decision
from votewatch.model.exception import FactException
from votewatch.model.ids import sk_decision
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament, Result, SkKind


def decide(roll_calls: Sequence[RollCall], exceptions: Sequence[FactException]) -> list[Decision]:
    """One decision per (term, print), by term and print number; roll calls of another parliament are left out.

    The print is the source's own link (``RollCall.item``); a vote without one belongs to its sitting, not to a
    decision.
    """
    by_id = {exception.id: exception for exception in exceptions}
    prints: dict[tuple[int, str], list[RollCall]] = defaultdict(list)
    for roll_call in roll_calls:
        if roll_call.parliament is Parliament.SK and roll_call.item is not None and roll_call.term is not None:
            prints[roll_call.term, roll_call.item].append(roll_call)
    decisions = [
        _decision(term, item, votes, by_id.get(sk_decision(term, item)))
        for (term, item), votes in sorted(prints.items(), key=lambda entry: _print_order(*entry[0]))
    ]
    links = related(decisions)
    return [replace(d, related=links[d.id]) if d.id in links else d for d in decisions]


def _print_order(term: int, item: str) -> tuple[int, int, str]:
    digits = re.match(r"\d*", item)
    return term, int(digits.group() or 0) if digits else 0, item


def _decision(term: int, item: str, votes: Iterable[RollCall], exception: FactException | None) -> Decision:
    roll_calls = tuple(sorted(votes, key=lambda r: (r.when, r.source_id)))
    titles = [title for read in (item_title, item_in_motion) for r in roll_calls if (title := read(r.title))]
    by_rule = kind_of(titles[0]) if titles else SkKind.OTHER
    kind = excepted_kind(by_rule, exception) or SkKind.OTHER
    ruled = verdict(kind, roll_calls)
    held = excepted(ruled, roll_calls, exception)
    deciding = held.deciding
    needed = majority(kind, deciding) if deciding else None
    alarms = (
        None if by_rule or kind is not SkKind.OTHER else f"no kind known for {titles[0]!r}",
        stale(by_rule or SkKind.OTHER, ruled, exception),
        alarm(needed, deciding) if deciding else None,
        *(f"{r.id}: unknown motion in {r.title!r}" for r in roll_calls if motion_of(r.title) is Motion.UNKNOWN),
    )
    latest = held.steps[-1] if held.steps else roll_calls[-1]
    return Decision(
        id=sk_decision(term, item),
        parliament=Parliament.SK,
        key=item,
        kind=kind,
        title=item_title((deciding or latest).title) or (titles[0] if titles else f"Tlač {item}"),
        outcome=held.outcome,
        passed=None if deciding is None or deciding.result is None else deciding.result is Result.PASSED,
        for_means=held.for_means,
        majority=needed,
        deciding=deciding,
        # A secret ballot publishes nothing by name, and no other vote may stand in for it.
        shown=None if deciding is None or is_secret(deciding) else deciding,
        latest=latest,
        roll_calls=roll_calls,
        steps=held.steps,
        stances=stances(deciding) if deciding else (),
        no_question=no_question(kind, held),
        alarms=tuple(a for a in alarms if a),
        note=exception.reason if exception else None,
    )
