"""One document, from a file or an address, as the parsers read it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from votewatch.fetching.run import Outside, fetcher_for
from votewatch.model.errors import SourceError
from votewatch.settings import Settings
from votewatch.sources import inspecting
from votewatch.sources.document import Document


def inspect(settings: Settings, place: str, url: str | None = None, outside: Outside | None = None) -> dict[str, Any]:
    """What the parsers read from a file or an address; ``url`` says where a file came from.

    Without ``url`` the last number in a file's name stands for the vote's. Raises SourceError.
    """
    outside = outside or Outside()
    if place.startswith(("http://", "https://")):
        sources = settings.sources
        source = sources.eu if place.startswith(sources.eu.base_url) else sources.sk
        with fetcher_for(settings, source, None, outside) as fetcher:
            return inspecting.inspect(fetcher.get(place))
    path = Path(place)
    number = (re.findall(r"\d+", path.stem) or ["0"])[-1]
    fetched = outside.clock.now().isoformat(timespec="seconds")
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", subject=path.name, url=place) from error
    return inspecting.inspect(Document(url or f"file:{place}?ID={number}", 200, body, "", fetched))
