"""What a listed exception puts in place of the rule's answer."""

from __future__ import annotations

from collections.abc import Sequence

from votewatch.model.errors import FactError
from votewatch.model.eu_kinds import EuKind
from votewatch.model.exception import FactException
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import ForMeans

_FACTS = {"deciding_vote", "kind", "for_means"}


def held_vote(
    ruled: RollCall | None, roll_calls: Sequence[RollCall], exception: FactException | None
) -> RollCall | None:
    """The deciding vote that holds: the exception's where it names one.

    Raises FactError for a fact name that no exception can hold, or a vote that is not in the group.
    """
    if exception is None:
        return ruled
    if unknown := exception.holds.keys() - _FACTS:
        raise FactError(f"{exception.id}: an exception cannot hold {sorted(unknown)}")
    if "deciding_vote" not in exception.holds:
        return ruled
    for roll_call in roll_calls:
        if roll_call.id == exception.holds["deciding_vote"]:
            return roll_call
    raise FactError(f"{exception.id}: {exception.holds['deciding_vote']} is not a roll call of this item")


def held_kind(ruled: EuKind, exception: FactException | None) -> EuKind:
    """The kind that holds."""
    return EuKind(exception.holds["kind"] or "") if exception and "kind" in exception.holds else ruled


def held_meaning(ruled: ForMeans, exception: FactException | None) -> ForMeans:
    """What *for* meant, as it holds."""
    return ForMeans(exception.holds["for_means"] or "") if exception and "for_means" in exception.holds else ruled


def stale(exception: FactException | None, vote: RollCall | None, kind: EuKind, meaning: ForMeans) -> tuple[str, ...]:
    """An alarm for each fact on which the rule no longer says what the exception was made against."""
    if exception is None:
        return ()
    says = {"deciding_vote": vote.id if vote else None, "kind": kind, "for_means": meaning}
    return tuple(
        f"{exception.id}: the rule now says {name} {says[name]!r}, the listed exception was made against {value!r}"
        for name, value in exception.rule_says.items()
        if says[name] != value
    )
