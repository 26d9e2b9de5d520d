"""What every part of the API works with: the polls, the store, the limits, the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from urllib.parse import parse_qs

from starlette.types import Scope

from poll_api import addresses
from poll_api.anomaly import Hours
from poll_api.limits import Buckets
from poll_api.metrics import Counts
from poll_api.polls import Poll, Polls, State, bratislava_day
from poll_api.replies import Refusal
from poll_api.settings import Settings
from poll_api.store import Store, Tally
from poll_api.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Service:
    """The parts, made once by app. ``clock`` gives the moment with its zone."""

    settings: Settings
    polls: Polls
    store: Store
    reads: Buckets
    writes: Buckets
    counts: Counts
    clock: Callable[[], datetime]
    hours: Hours = field(default_factory=Hours)

    def find(self, poll: str) -> Poll:
        """The poll of that id. Raises Refusal."""
        found = self.polls.by_id.get(poll)
        if found is None:
            raise Refusal("unknown_poll", f"there is no poll {poll[:110]!r}")
        return found

    def today(self) -> date:
        """The day in Europe/Bratislava."""
        return bratislava_day(self.clock())

    def check_window(self, poll: Poll, today: date) -> None:
        """Raise Refusal unless ``poll`` can be answered on that day."""
        state = poll.state(today)
        if state is State.NOT_YET:
            raise Refusal("not_yet", f"poll {poll.id} opens on {poll.opened}")
        if state is State.CLOSED:
            raise Refusal("closed", f"poll {poll.id} closed on {poll.closes}")

    def check_read(self, scope: Scope) -> None:
        """Take a read from the allowance of the address. Raises Refusal."""
        if wait := self.reads.take(self._client(scope)):
            raise _too_many(wait)

    def check_write(self, scope: Scope, poll: str) -> None:
        """Take a write from the allowance of the address; a refused one is counted for ``poll``. Raises Refusal."""
        if wait := self.writes.take(self._client(scope)):
            self.counts.refused[poll] += 1
            self.store.refuse(poll, self.today())
            raise _too_many(wait)

    def is_https(self, scope: Scope) -> bool:
        """Whether the reader's connection is encrypted, as this server or a trusted proxy sees it."""
        peer = scope["client"][0] if scope.get("client") else ""
        if addresses.is_trusted(peer, self.settings.trusted_proxies):
            forwarded = [value for name, value in scope["headers"] if name == b"x-forwarded-proto"]
            if forwarded:
                return bool(forwarded[-1].strip() == b"https")
        return bool(scope["scheme"] == "https")

    def tally(self, poll: Poll, tally: Tally, moment: datetime, choice: str = "") -> str:
        """One poll's counts as JSON; ``choice`` is added when given, ``flagged`` while the verdict is withdrawn.

        Ids and choices need no escapes.
        """
        is_open = "true" if poll.state(bratislava_day(moment)) is State.OPEN else "false"
        added = f',"choice":"{choice}"' if choice else ""
        if poll.doubt is not None or self.hours.flagged(poll.id, moment):
            added += ',"flagged":true'
        return (
            f'{{"id":"{poll.id}","open":{is_open},"yes":{tally.yes},"no":{tally.no},"n":{tally.yes + tally.no},'
            f'"as_of":"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"{added}}}'
        )

    def _client(self, scope: Scope) -> bytes:
        peer = scope["client"][0] if scope.get("client") else ""
        trusted = self.settings.trusted_proxies
        if not trusted:
            return addresses.packed(peer)
        forwarded = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
        return addresses.client(peer, forwarded, trusted)


def _too_many(wait: int) -> Refusal:
    return Refusal("too_many", f"too many requests; try again in {wait} s", (b"retry-after", str(wait).encode()))


def language(said: str | None, query: bytes, headers: dict[bytes, bytes]) -> str:
    """The reader's language: as said in the form, else in the query, else as the browser prefers, else Slovak.

    Raises Refusal when the query says a language that we do not have.
    """
    asked = parse_qs(query.decode("latin-1"), keep_blank_values=True).get("lang", []) if query else []
    if len(asked) > 1 or any(lang not in LANGUAGES for lang in asked):
        raise Refusal("wrong_value", "lang must be sk or en")
    if said is not None:
        return said
    return asked[0] if asked else preferred(headers.get(b"accept-language", b"").decode("latin-1"))


def preferred(accepted: str) -> str:
    """The better of our languages for an Accept-Language header; Slovak when it names neither."""
    return named(accepted) or LANGUAGES[0]


def named(accepted: str) -> str | None:
    """The better of our languages that an Accept-Language header names, None for neither. Czech reads Slovak."""
    best, weight = None, 0.0
    for item in accepted.split(","):
        tag, _, parameter = item.strip().partition(";")
        lang = tag.partition("-")[0].strip().lower()
        lang = "sk" if lang == "cs" else lang
        try:
            quality = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
        except ValueError:
            continue
        if lang in LANGUAGES and quality > weight:
            best, weight = lang, quality
    return best
