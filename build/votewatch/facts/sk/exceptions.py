"""What a listed exception changes in a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from votewatch.facts.sk.deciding import Verdict
from votewatch.model.errors import FactError
from votewatch.model.exception import FactException
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import ForMeans, SkKind, SkOutcome

E = TypeVar("E", SkKind, SkOutcome, ForMeans)
_FACTS = frozenset({"kind", "deciding_vote", "outcome", "for_means"})


def excepted_kind(kind: SkKind | None, exception: FactException | None) -> SkKind | None:
    """The kind that holds."""
    if exception is None or "kind" not in exception.holds:
        return kind
    return _word(SkKind, exception, "kind")


def excepted(verdict: Verdict, roll_calls: Sequence[RollCall], exception: FactException | None) -> Verdict:
    """The verdict that holds. Raises FactError for a fact or value that is not known."""
    if exception is None:
        return verdict
    unknown = (exception.holds.keys() | exception.rule_says.keys()) - _FACTS
    if unknown:
        raise FactError(f"{exception.id}: exception about unknown facts {sorted(unknown)}")
    if "outcome" in exception.holds:
        verdict = replace(verdict, outcome=_word(SkOutcome, exception, "outcome"))
    if "for_means" in exception.holds:
        verdict = replace(verdict, for_means=_word(ForMeans, exception, "for_means"))
    if "deciding_vote" in exception.holds:
        deciding = _roll_call(roll_calls, exception)
        steps = verdict.steps
        if deciding is not None and deciding not in steps:
            steps = tuple(r for r in roll_calls if r in steps or r is deciding)
        verdict = replace(verdict, deciding=deciding, steps=steps)
    return verdict


def stale(kind: SkKind, verdict: Verdict, exception: FactException | None) -> str | None:
    """A sentence when the rule no longer says what the exception corrects."""
    if exception is None:
        return None
    says: dict[str, str | None] = {
        "kind": kind,
        "deciding_vote": verdict.deciding.id if verdict.deciding else None,
        "outcome": verdict.outcome,
        "for_means": verdict.for_means,
    }
    wrong = [fact for fact, value in exception.rule_says.items() if says.get(fact) != value]
    return f"{exception.id}: the rule no longer says what the exception corrects: {', '.join(wrong)}" if wrong else None


def _word(words: type[E], exception: FactException, fact: str) -> E:
    value = exception.holds[fact]
    try:
        return words(str(value))
    except ValueError as error:
        raise FactError(f"{exception.id}: {fact} cannot be {value!r}") from error


def _roll_call(roll_calls: Sequence[RollCall], exception: FactException) -> RollCall | None:
    wanted = exception.holds["deciding_vote"]
    if wanted is None:
        return None
    for roll_call in roll_calls:
        if roll_call.id == wanted:
            return roll_call
    raise FactError(f"{exception.id}: deciding vote {wanted} is not among its roll calls")
