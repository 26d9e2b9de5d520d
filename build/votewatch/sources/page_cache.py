"""Raw pages on disk, one file per address, so that none is fetched twice, not even after a kill."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import threading
import zlib
from pathlib import Path
from urllib.parse import urlsplit

from votewatch.sources.document import Document


class PageCache:
    """Documents under ``folder``/<host>/, each a line of JSON about the answer and then its body, compressed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, url: str, label: str = "", *, not_before: dt.datetime | None = None) -> Document | None:
        """The stored answer, unless there is none, it is older than ``not_before`` (UTC), or its file is damaged."""
        try:
            head, _, packed = self._path(url, label).read_bytes().partition(b"\n")
            about = json.loads(head)
            fetched = dt.datetime.fromisoformat(about["fetched"])
            body = zlib.decompress(packed)
        except (FileNotFoundError, ValueError, KeyError, zlib.error):
            return None
        if about["url"] != url or (not_before is not None and fetched < not_before):
            return None
        return Document(url, about["status"], body, about["content_type"], about["fetched"], from_cache=True)

    def store(self, document: Document, label: str = "") -> None:
        """Keep an answer: written beside its place, synced and renamed, so that a kill leaves all of it or none."""
        about = {
            "url": document.url, "label": label, "status": document.status,
            "content_type": document.content_type, "fetched": document.fetched,
        }  # fmt: skip
        path = self._path(document.url, label)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
        with part.open("wb") as handle:
            handle.write(json.dumps(about, ensure_ascii=False).encode() + b"\n" + zlib.compress(document.body))
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)

    def drop(self, url: str, label: str = "") -> None:
        """Forget an answer, if there is one."""
        self._path(url, label).unlink(missing_ok=True)

    def _path(self, url: str, label: str) -> Path:
        name = hashlib.sha256(f"{url}\n{label}".encode()).hexdigest()[:40]
        host = (urlsplit(url).netloc or "local").replace(":", "-")
        return self._folder / host / name[:2] / f"{name}.page"
