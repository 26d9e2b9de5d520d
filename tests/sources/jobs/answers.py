"""Answers of job boards in miniature, with invented firms."""

from __future__ import annotations

import json
from typing import Any

from votewatch.sources.document import Document

URL = "http://127.0.0.1:9/jobs"


def raw(body: str, status: int = 200, url: str = URL) -> Document:
    """An answer as the source sent it."""
    return Document(url, status, body.encode(), "text/plain", "2026-08-04T10:00:00+00:00")


def answer(value: Any, status: int = 200, url: str = URL) -> Document:
    """An answer in JSON."""
    return raw(json.dumps(value), status, url)
