"""Is this text safe to leave the house: every part of every message, by shapes and checksums, then by a local model.

Tier 1 is always on and needs nobody. Tier 2 asks a local model for one word and is told of nothing but its answer. What
was found is named by its class; the text itself is in no log and no error.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from votewatch.llm.guarding import contacts, numbers, secrets
from votewatch.llm.guarding.found import Found, Kind, longest_first

log = logging.getLogger(__name__)

_FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    secrets.private_keys,
    secrets.api_keys,
    secrets.passwords,
    secrets.high_entropy,
    numbers.ibans,
    numbers.cards,
    numbers.birth_numbers,
    contacts.emails,
    contacts.phones,
    contacts.addresses,
    contacts.hosts,
)

# Asks a local model whether a text is sensitive: True, False, or an exception when it cannot be asked.
Second = Callable[[str], bool]


class Then(StrEnum):
    """What to do with a message in which something was found."""

    BLOCK = "block"
    ANONYMISE = "anonymise"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True)
class Policy:
    """One route's rule. ``second`` says whether tier 2 is asked; ``open_on_error`` what holds when it cannot be."""

    then: Then = Then.BLOCK
    second: bool = False
    open_on_error: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """``found`` are the classes, sorted; ``by_model`` that tier 2 called it sensitive, or could not be asked."""

    then: Then
    found: tuple[str, ...]
    by_model: bool = False

    @property
    def safe(self) -> bool:
        """Whether nothing was found."""
        return not self.found and not self.by_model

    @property
    def blocked(self) -> bool:
        """Whether the messages must not go out. What only the model saw cannot be replaced, so it is blocked too."""
        return (bool(self.found) and self.then is Then.BLOCK) or (self.by_model and self.then is not Then.ALLOW)

    def reason(self) -> str:
        """What a person is told: the classes, never the text."""
        parts = list(self.found) + (["judged sensitive by the local model"] if self.by_model else [])
        return ", ".join(parts)


def scan(text: str) -> tuple[Found, ...]:
    """The places of tier 1 in ``text``, in their order and without overlaps."""
    return longest_first([found for finder in _FINDERS for found in finder(text)])


def check(messages: Sequence[Mapping[str, Any]], policy: Policy, second: Second | None = None) -> Verdict:
    """Judge a whole chat: all roles, all parts, the arguments of tool calls. Every block is logged with its classes.

    Tier 2 is asked only when tier 1 found nothing. Without an answer the text counts as sensitive, unless the policy
    is open on errors.
    """
    texts = list(texts_of(messages))
    found = tuple(sorted({one.kind.value for text in texts for one in scan(text)}))
    by_model = False
    if not found and policy.second:
        by_model = _sensitive("\n".join(texts), policy, second)
    verdict = Verdict(policy.then, found, by_model)
    if verdict.blocked:
        log.warning("blocked: %s", verdict.reason())
    return verdict


def _sensitive(text: str, policy: Policy, second: Second | None) -> bool:
    if second is None:
        return not policy.open_on_error
    try:
        return second(text)
    except Exception as error:
        log.warning(
            "tier 2 could not be asked (%s); %s", type(error).__name__, "open" if policy.open_on_error else "closed"
        )
        return not policy.open_on_error


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a chat or a part of one, however deep: contents, names, tool calls and their arguments."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        for one in value:
            yield from texts_of(one)


__all__ = ["Found", "Kind", "Policy", "Second", "Then", "Verdict", "check", "scan", "texts_of"]
