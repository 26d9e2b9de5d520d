"""The rows of a board's answer: the envelope is checked, unknown keys are counted, a bad row costs itself only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, Posting
from votewatch.sources.document import Document


class RefusedAnswer(SourceError):
    """The source did not send the list that we know: another status, no JSON, another envelope."""


class UnreadableRow(Exception):
    """One row cannot be read; its text says why. ``collect`` notes it, so it never leaves a reader."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, or an object inside it at ``where``. What is missing or null is empty, another type is unreadable."""

    values: dict[str, Any]
    where: str = ""

    def text(self, name: str) -> str:
        """Text without blanks at its ends; "" when missing or null."""
        value = self.values.get(name)
        return "" if value is None else self._string(name, value)

    def needed(self, name: str) -> str:
        """Text that must be there and not be blank."""
        if not (value := self.text(name)):
            raise UnreadableRow(f"{self.where}{name} is missing")
        return value

    def id(self, name: str = "id") -> str:
        """A number or a text that must be there."""
        value = self.values.get(name)
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else self.needed(name)

    def link(self, name: str) -> str:
        """A web address; "" when missing. Anything else, such as a script, is not let near a page's links."""
        value = self.text(name)
        if value and not value.lower().startswith(("https://", "http://")):
            raise self._wrong(name, "a web address")
        return value

    def flag(self, name: str) -> bool:
        """True or false; false when missing or null."""
        value = self.values.get(name)
        if not isinstance(value, bool | None):
            raise self._wrong(name, "true or false")
        return bool(value)

    def number(self, name: str) -> int | None:
        """A whole number, or None when missing or null."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | None):
            raise self._wrong(name, "a whole number")
        return value

    def inside(self, name: str) -> Row:
        """The object at ``name``; an empty one when missing or null."""
        value = self.values.get(name)
        if not isinstance(value, dict | None):
            raise self._wrong(name, "an object")
        return Row(value or {}, f"{self.where}{name}.")

    def each(self, name: str) -> list[Row]:
        """The objects of the list at ``name``; none when missing or null."""
        found = self._list(name)
        if any(not isinstance(value, dict) for value in found):
            raise self._wrong(name, "a list of objects")
        return [Row(value, f"{self.where}{name}[{place}].") for place, value in enumerate(found)]

    def texts(self, name: str) -> list[str]:
        """The texts of the list at ``name``; none when missing or null."""
        return [self._string(f"{name}[{place}]", value) for place, value in enumerate(self._list(name))]

    def _list(self, name: str) -> list[Any]:
        value = self.values.get(name)
        if not isinstance(value, list | None):
            raise self._wrong(name, "a list")
        return value or []

    def _string(self, name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise UnreadableRow(f"{self.where}{name} must be text, not {value!r:.60}")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            # JSON can escape half a sign, which no file can be written with.
            raise UnreadableRow(f"{self.where}{name} holds half a sign at {error.start}") from error
        return value.strip()

    def _wrong(self, name: str, expected: str) -> UnreadableRow:
        return UnreadableRow(f"{self.where}{name} must be {expected}, not {self.values[name]!r:.60}")


def keys(names: str) -> frozenset[str]:
    """The keys of a row that a reader knows, given as words; the others are counted."""
    return frozenset(names.split())


def printable(text: str) -> str:
    """``text`` with half signs, which JSON can escape and no file can hold, written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def refuse_status(document: Document, subject: str) -> None:
    """Raise RefusedAnswer unless the source answered 200."""
    if document.status != 200:
        raise RefusedAnswer(f"answered {document.status}, not 200", subject=subject, url=document.url)


def answer(document: Document, subject: str) -> Any:
    """The JSON of an answer with status 200. Raises RefusedAnswer."""
    refuse_status(document, subject)
    try:
        return document.json()
    except SourceError as error:
        raise RefusedAnswer(error.reason, subject=subject, url=document.url) from error
    except (RecursionError, ValueError) as error:
        # JSON nested too deep, or a number of thousands of digits.
        raise RefusedAnswer(f"no usable JSON: {error}", subject=subject, url=document.url) from error


def listed(document: Document, subject: str, name: str) -> tuple[list[Any], dict[str, Any]]:
    """The list at ``name`` of an answer that is an object, and the whole object. Raises RefusedAnswer."""
    envelope = answer(document, subject)
    if not isinstance(envelope, dict) or not isinstance(envelope.get(name), list):
        raise RefusedAnswer(f"no object with a list named {name}", subject=subject, url=document.url)
    return envelope[name], envelope


def total_of(document: Document, subject: str, value: Any) -> int:
    """How many rows the source says it has over all pages. Raises RefusedAnswer: without it reading would end early."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise RefusedAnswer(f"the total must be a whole number, not {value!r:.60}", subject=subject, url=document.url)
    return value


def collect(
    rows: Iterable[Any],
    known: Collection[str],
    read: Callable[[Row], Posting | None],
    *,
    id_key: str = "id",
    total: int | None = None,
) -> Board:
    """A board of what ``read`` makes of each row; None stands for a row that the source does not offer.

    A row that cannot be read, or whose posting stands twice, is noted by its id, or by its place when it has none.
    """
    postings: dict[str, Posting] = {}
    unknown: Counter[str] = Counter()
    unreadable: list[str] = []
    for place, values in enumerate(rows):
        if not isinstance(values, dict):
            unreadable.append(f"row {place}: no object")
            continue
        unknown.update(printable(key) for key in values if key not in known)
        row = Row(values)
        try:
            posting = read(row)
            if posting is not None and posting.id in postings:
                raise UnreadableRow("stands twice")
        except UnreadableRow as error:
            unreadable.append(f"{_name(row, id_key, place)}: {error}")
        else:
            if posting is not None:
                postings[posting.id] = posting
    return Board(tuple(postings.values()), dict(sorted(unknown.items())), tuple(unreadable), total)


def _name(row: Row, id_key: str, place: int) -> str:
    try:
        return row.id(id_key)
    except UnreadableRow:
        return f"row {place}"
