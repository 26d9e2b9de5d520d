"""The shape of an answer, as JSON schema: both languages, three texts each.

Types, lengths and required names only: llama.cpp turns a ``pattern`` into a grammar that breaks.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

# Characters; generous, because the rules of validate measure what is kept.
_LENGTHS = {"headline": (10, 120), "summary": (40, 500), "question": (15, 200)}


def _texts() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            name: {"type": "string", "minLength": low, "maxLength": high} for name, (low, high) in _LENGTHS.items()
        },
        "required": list(_LENGTHS),
        "additionalProperties": False,
    }


EXPLANATION: dict[str, Any] = {
    "type": "object",
    "properties": {"sk": _texts(), "en": _texts()},
    "required": ["sk", "en"],
    "additionalProperties": False,
}


def version(schema: dict[str, Any]) -> str:
    """A short fingerprint of ``schema``: it changes when the shape does."""
    return hashlib.sha256(json.dumps(schema, sort_keys=True).encode()).hexdigest()[:12]
