"""One JSON object of HowTheyVote.eu, read field by field: what is missing or of another type makes noise at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from votewatch.model.errors import SourceError

# Some evenings of 2020 and 2021 are recorded to the millisecond.
_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?")


class UnreadableField(SourceError):
    """A field is missing, or its value is not of the type or shape we know."""


@dataclass(frozen=True, slots=True)
class Fields:
    """An object inside a document: ``where`` is its place (``stats.total.``), ``subject`` and ``url`` name the whole.

    Every method raises UnreadableField naming the field and the value found. A field that may be null must still be
    there: a renamed one would otherwise read as empty for ever.
    """

    values: dict[str, Any]
    subject: str
    url: str
    where: str = ""

    @classmethod
    def of(cls, value: Any, *, subject: str, url: str, where: str = "") -> Fields:
        """The fields of ``value``, which must be a JSON object."""
        if not isinstance(value, dict):
            raise UnreadableField(f"{where.rstrip('.') or 'the answer'} is no object", subject=subject, url=url)
        return cls(value, subject, url, where)

    def number(self, name: str) -> int:
        """A whole number, never negative."""
        value = self._get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.wrong(name, "a whole number")
        return value

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._get(name)
        if not isinstance(value, bool):
            raise self.wrong(name, "true or false")
        return value

    def text(self, name: str) -> str:
        """Text, possibly empty."""
        value = self._get(name)
        if not isinstance(value, str):
            raise self.wrong(name, "text")
        return value

    def text_or_none(self, name: str) -> str | None:
        """Text, or None for null and for empty text."""
        return None if self._get(name) is None else self.text(name) or None

    def local_time(self, name: str) -> str:
        """Brussels time, ISO without zone, to the second or finer."""
        value = self.text(name)
        if not _LOCAL.fullmatch(value):
            raise self.wrong(name, "local time such as 2024-10-10T12:23:40")
        return value

    def inside(self, name: str) -> Fields:
        """The object at ``name``."""
        return Fields.of(self._get(name), subject=self.subject, url=self.url, where=f"{self.where}{name}.")

    def inside_or_none(self, name: str) -> Fields | None:
        """The object at ``name``, or None for null."""
        return None if self._get(name) is None else self.inside(name)

    def each(self, name: str) -> Iterator[Fields]:
        """The objects of the list at ``name``, in order."""
        values = self._get(name)
        if not isinstance(values, list):
            raise self.wrong(name, "a list")
        for place, value in enumerate(values):
            yield Fields.of(value, subject=self.subject, url=self.url, where=f"{self.where}{name}[{place}].")

    def wrong(self, name: str, expected: str) -> UnreadableField:
        """The error for a value that is not as expected."""
        shown = repr(self.values.get(name))[:80]
        return UnreadableField(
            f"{self.where}{name} must be {expected}, not {shown}", subject=self.subject, url=self.url
        )

    def _get(self, name: str) -> Any:
        if name not in self.values:
            raise UnreadableField(f"{self.where}{name} is missing", subject=self.subject, url=self.url)
        return self.values[name]
