"""What one route does to a chat on its way out and to the answer on its way back. No network."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from votewatch.llm.anonymise import Anonymised, Maker, Names, Restoring, anonymise
from votewatch.llm.guard import Policy, Second, Then, Verdict, check, texts_of

log = logging.getLogger(__name__)
_BETWEEN = "\u0000"  # between the texts of a chat, which JSON allows and no one writes


class Blocked(Exception):
    """The chat must not leave. The text names the classes that were found, never what was found."""


@dataclass(frozen=True, slots=True)
class Door:
    """One route. ``policy`` None lets everything pass: public records need no guard."""

    name: str
    policy: Policy | None
    maker: Callable[[], Maker]
    names: Names = lambda _text: ()
    second: Second | None = None

    def out(self, body: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """The body as it may leave, and the mapping fake -> real. Raises Blocked.

        Checked are all messages and whatever else of the body holds text, such as the descriptions of tools.
        """
        leaving = deepcopy(dict(body))
        if self.policy is None:
            return leaving, {}
        verdict = self._judge(leaving)
        if verdict.blocked:
            raise Blocked(verdict.reason())
        if self.policy.then is not Then.ANONYMISE:
            return leaving, {}
        # One text for all of them, so that the same value has the same fake everywhere and one mapping undoes it.
        texts = list(texts_of(leaving))
        made = self.anonymised(_BETWEEN.join(texts))
        pieces = made.text.split(_BETWEEN)
        if len(pieces) != len(texts):
            raise Blocked("a sign that cannot be sent")
        return _with(leaving, iter(pieces)), dict(made.fakes)

    def anonymised(self, text: str) -> Anonymised:
        """``text`` with fakes for what was found in it. Raises Blocked."""
        assert self.policy is not None
        try:
            # Found once: a local model takes seconds, and another try of the fakes needs the same names.
            found = tuple(self.names(text))
        except Exception as error:
            log.warning("names could not be looked for: %s", type(error).__name__)
            if not self.policy.open_on_error:
                raise Blocked("names that nobody could look for") from error
            found = ()
        try:
            return anonymise(text, self.maker(), lambda _text: found)
        except ValueError as error:
            raise Blocked("what could not be anonymised without a trace") from error

    def _judge(self, body: Mapping[str, Any]) -> Verdict:
        assert self.policy is not None
        return check([body], self.policy, self.second)


def _with(value: Any, texts: Iterator[str]) -> Any:
    """``value`` with its texts replaced by ``texts``, in the order of ``texts_of``."""
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, dict):
        return {key: _with(one, texts) for key, one in value.items()}
    return [_with(one, texts) for one in value] if isinstance(value, list) else value


class Back:
    """Puts the real values back into an answer, whole or in pieces; each choice is a text of its own."""

    def __init__(self, fakes: Mapping[str, str]) -> None:
        """``fakes`` is what ``Door.out`` gave."""
        self._fakes = fakes
        self._streams: dict[int, Restoring] = {}

    def whole(self, value: Any) -> Any:
        """Every text of ``value`` restored."""
        if not self._fakes:
            return value
        if isinstance(value, str):
            stream = Restoring(self._fakes)
            return stream.feed(value) + stream.end()
        if isinstance(value, Mapping):
            return {key: self.whole(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.whole(one) for one in value]
        return value

    def piece(self, event: dict[str, Any]) -> dict[str, Any]:
        """One chunk of a stream: its text restored as far as it is known to be whole, the rest held back."""
        if not self._fakes:
            return event
        for choice in event.get("choices", []):
            stream = self._streams.setdefault(choice.get("index", 0), Restoring(self._fakes))
            delta = choice.get("delta") or {}
            text = stream.feed(delta["content"]) if isinstance(delta.get("content"), str) else ""
            if choice.get("finish_reason"):
                text += stream.end()
            if text or isinstance(delta.get("content"), str):
                choice["delta"] = {**delta, "content": text}
        return event

    def rest(self) -> str:
        """What was held back when a stream ends without saying so."""
        return "".join(stream.end() for stream in self._streams.values())
