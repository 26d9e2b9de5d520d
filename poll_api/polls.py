"""The questions that may be answered: read from polls.json, kept until a better one is there."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from poll_api.errors import PollsError

VERSION = 1
LANGUAGES = ("sk", "en")
BRATISLAVA = ZoneInfo("Europe/Bratislava")
# What becomes part of an address and of a cookie's path: the two parliaments' ids and nothing else.
ID = re.compile(r"(?:sk|eu):[A-Za-z0-9][A-Za-z0-9:.-]{0,98}")

log = logging.getLogger(__name__)


class State(StrEnum):
    """Where a day stands to a poll's window."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Counts:
    """Parliament's deciding vote, in members. ``present`` is at least the sum of the others (EP: those who voted)."""

    for_: int
    against: int
    abstained: int
    present: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A person withdrew the verdict: since which day, and why, by language."""

    since: date
    reason: dict[str, str]


@dataclass(frozen=True, slots=True)
class Poll:
    """One question. ``opened`` and ``closes`` are days in Europe/Bratislava, both inclusive; None never closes."""

    id: str
    question: dict[str, str]
    opened: date
    closes: date | None
    passed: bool
    counts: Counts | None = None
    doubt: Doubt | None = None

    def state(self, day: date) -> State:
        """Whether the poll can be answered on ``day``, a day in Europe/Bratislava."""
        if day < self.opened:
            return State.NOT_YET
        return State.CLOSED if self.closes is not None and day > self.closes else State.OPEN


def bratislava_day(moment: datetime) -> date:
    """The day in Europe/Bratislava at ``moment``, which carries its own zone."""
    return moment.astimezone(BRATISLAVA).date()


def utc_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def read(file: Path) -> dict[str, Poll]:
    """The polls of ``file`` by id. Raises PollsError naming file and value for anything that is not in the contract."""
    try:
        content = json.loads(file.read_bytes())
    except OSError as error:
        raise PollsError(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise PollsError(f"{file}: is not JSON: {error}") from error
    _keys(content, {"version", "polls"}, f"{file}: the top level")
    if content["version"] != VERSION or isinstance(content["version"], bool):
        raise PollsError(f"{file}: version must be {VERSION}, not {content['version']!r}")
    if not isinstance(content["polls"], list):
        raise PollsError(f"{file}: polls must be a list, not {content['polls']!r}")
    polls: dict[str, Poll] = {}
    for number, entry in enumerate(content["polls"]):
        poll = _poll(entry, f"{file}: polls[{number}]")
        if poll.id in polls:
            raise PollsError(f"{file}: polls[{number}]: id {poll.id!r} is there twice")
        polls[poll.id] = poll
    return polls


def _keys(value: Any, expected: set[str], where: str, optional: frozenset[str] = frozenset()) -> None:
    if not isinstance(value, dict):
        raise PollsError(f"{where} must be an object, not {value!r}")
    if unknown := sorted(value.keys() - expected - optional):
        raise PollsError(f"{where}: unknown key {unknown[0]!r}; expected {', '.join(sorted(expected | optional))}")
    if missing := sorted(expected - value.keys()):
        raise PollsError(f"{where}: key {missing[0]!r} is missing")


def _poll(entry: Any, where: str) -> Poll:
    _keys(entry, {"id", "question", "opened", "closes", "decision"}, where, frozenset({"counts", "flagged"}))
    if not isinstance(entry["id"], str) or not ID.fullmatch(entry["id"]):
        raise PollsError(f"{where}: id must begin with sk: or eu:, not {entry['id']!r}")
    where = f"{where} ({entry['id']})"
    question = _texts(entry["question"], f"{where}: question")
    opened = _day(entry["opened"], f"{where}: opened")
    closes = None if entry["closes"] is None else _day(entry["closes"], f"{where}: closes")
    if closes is not None and closes < opened:
        raise PollsError(f"{where}: closes {closes} before it opens {opened}")
    if entry["decision"] not in ("passed", "failed"):
        raise PollsError(f"{where}: decision must be passed or failed, not {entry['decision']!r}")
    counts = _counts(entry["counts"], f"{where}: counts") if "counts" in entry else None
    doubt = _doubt(entry["flagged"], f"{where}: flagged") if "flagged" in entry else None
    return Poll(entry["id"], question, opened, closes, entry["decision"] == "passed", counts, doubt)


def _texts(value: Any, where: str) -> dict[str, str]:
    _keys(value, set(LANGUAGES), where)
    for language in LANGUAGES:
        if not isinstance(value[language], str) or not value[language].strip() or _is_broken(value[language]):
            raise PollsError(f"{where} in {language} must be text, not {value[language]!r}")
    return dict(value)


def _doubt(value: Any, where: str) -> Doubt:
    _keys(value, {"since", "reason"}, where)
    return Doubt(_day(value["since"], f"{where}: since"), _texts(value["reason"], f"{where}: reason"))


def _is_broken(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _counts(value: Any, where: str) -> Counts:
    names = ("for", "against", "abstained", "present")
    _keys(value, set(names), where)
    for name in names:
        if isinstance(value[name], bool) or not isinstance(value[name], int) or value[name] < 0:
            raise PollsError(f"{where}: {name} must be a whole number from 0, not {value[name]!r}")
    counts = Counts(*(value[name] for name in names))
    if not 0 < counts.for_ + counts.against + counts.abstained <= counts.present:
        raise PollsError(f"{where}: {value!r} is not one vote: more voted than were present, or nobody")
    return counts


def _day(value: Any, where: str) -> date:
    try:
        if len(value) != len("2026-01-31"):
            raise ValueError(value)
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise PollsError(f"{where} must be a day such as 2026-01-31, not {value!r}") from error


class Polls:
    """The polls in force. ``refresh`` takes a replaced file in, and keeps the old polls when the new file is broken."""

    def __init__(self, file: Path, on_change: Callable[[bool], None] = lambda _taken: None) -> None:
        """Read ``file``. ``on_change`` is told of each later file whether it was taken. Raises PollsError."""
        self._file = file
        self._on_change = on_change
        self._seen = self._mark()
        self.by_id = read(file)

    def refresh(self) -> None:
        """Look whether the file was replaced or changed, and take it in. Never raises PollsError."""
        mark = self._mark()
        if mark == self._seen:
            return
        # Noted before reading: a file that is replaced meanwhile is read again next time, a broken one only once.
        self._seen = mark
        try:
            self.by_id = read(self._file)
        except PollsError as error:
            log.error("kept the %d polls already read: %s", len(self.by_id), error)
            self._on_change(False)
        else:
            log.info("read %d polls from %s", len(self.by_id), self._file)
            self._on_change(True)

    def _mark(self) -> tuple[int, int, int] | None:
        try:
            status = self._file.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size
