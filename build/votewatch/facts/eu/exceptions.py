"""What a listed exception puts in place of the rule's answer."""

from __future__ import annotations

from collections.abc import Sequence

from votewatch.model.errors import FactError
from votewatch.model.eu_kinds import EuKind
from votewatch.model.exception import FactException
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import ForMeans

_FACTS = {"deciding_vote", "kind", "for_means"}


def homes(exceptions: Sequence[FactException]) -> dict[str, str]:
    """The own procedure or document of each roll call that the source files under another one.

    Raises FactError for an entry about a roll call that holds anything but a key.
    """
    found = {}
    for exception in exceptions:
        if not exception.id.startswith("eu:v"):
            continue
        key = exception.holds.get("key")
        if key is None or exception.holds.keys() != {"key"}:
            raise FactError(f"{exception.id}: an exception about a roll call holds its key and nothing else")
        found[exception.id] = key
    return found


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
    if exception is None or "kind" not in exception.holds:
        return ruled
    try:
        return EuKind(exception.holds["kind"] or "")
    except ValueError as error:
        raise FactError(f"{exception.id}: {error}") from error


def held_meaning(ruled: ForMeans, exception: FactException | None) -> ForMeans:
    """What *for* meant, as it holds."""
    if exception is None or "for_means" not in exception.holds:
        return ruled
    try:
        return ForMeans(exception.holds["for_means"] or "")
    except ValueError as error:
        raise FactError(f"{exception.id}: {error}") from error


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
