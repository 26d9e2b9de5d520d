"""The write tools: drafts that a person reads before anything comes of them. Only the trusted brain is given these."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from votewatch.brains.tools import Parameter, Tool, ToolError
from votewatch.ledger.atomic import write_text
from votewatch.ledger.corrections import CORRECTABLE
from votewatch.model.ids import path_name

LONGEST = 2000  # characters of one text


def write_tools(drafts: Path, known: Callable[[str], bool], today: str) -> tuple[Tool, ...]:
    """The two tools; they write JSON files into ``drafts`` and nowhere else.

    ``known`` says whether an id is one of a decision or a roll call of the record; ``today`` is an ISO day.
    """

    def kept(kind: str, id: str, draft: dict[str, str]) -> dict[str, str]:
        if not known(id):
            raise ToolError(f"there is no decision or roll call {id!r}")
        if long := next((name for name, text in draft.items() if len(text) > LONGEST), None):
            raise ToolError(f"{long} is longer than {LONGEST} characters")
        text = json.dumps({"id": id, **draft, "date": today}, ensure_ascii=False, indent=1) + "\n"
        name = f"{kind}-{path_name(id)}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
        write_text(drafts / name, text)
        return {"draft": name, "note": "kept for a person to read; nothing is published by it"}

    def correction(id: str, field: str, value: str, reason: str, link: str) -> Any:
        if not link.startswith(("https://", "http://")):
            raise ToolError("link must be the address of a page that shows it")
        return kept("correction", id, {"field": field, "value": value, "reason": reason, "link": link})

    def note(id: str, text: str) -> Any:
        return kept("note", id, {"text": text})

    return (
        Tool(
            "draft_correction",
            "Draft a correction of one field of a roll call, for a person to check. Never of who voted how.",
            (
                Parameter("id", "string", "id of a roll call, such as sk:9:v56965"),
                Parameter("field", "string", "the field that is wrong", True, CORRECTABLE),
                Parameter("value", "string", "what it should hold"),
                Parameter("reason", "string", "why, in a sentence"),
                Parameter("link", "string", "address of the official page that shows it"),
            ),
            correction,
        ),
        Tool(
            "note_on_decision",
            "Write a private note on a decision, for a person to read.",
            (Parameter("id", "string", "id of the decision"), Parameter("text", "string", "the note")),
            note,
        ),
    )
