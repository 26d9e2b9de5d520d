"""What an outside server answered, apart from how it was got: all that a parser sees."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from votewatch.model.errors import SourceError


class UnreadableDocument(SourceError):
    """The bytes are no UTF-8 text, or no JSON where JSON was promised."""


@dataclass(frozen=True, slots=True)
class Document:
    """One answer. ``fetched`` is the moment at which the source sent it, ISO in UTC (``2026-01-24T09:30:00+00:00``)."""

    url: str
    status: int
    body: bytes
    content_type: str
    fetched: str
    from_cache: bool = False

    @property
    def day(self) -> str:
        """ISO day (UTC) on which the source sent this."""
        return self.fetched[:10]

    @property
    def text(self) -> str:
        """The body as UTF-8, a byte order mark dropped. Raises UnreadableDocument."""
        try:
            return self.body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableDocument(f"no UTF-8 text: {error}", subject="document", url=self.url) from error

    def json(self) -> Any:
        """The body as JSON. Raises UnreadableDocument."""
        try:
            return json.loads(self.text)
        except json.JSONDecodeError as error:
            raise UnreadableDocument(f"no JSON: {error}", subject="document", url=self.url) from error
