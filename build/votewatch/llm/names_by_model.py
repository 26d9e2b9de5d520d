"""Names of people, companies and places in a text, found by a local model that calls ``replace_entities``.

What it names is taken only where it stands in the text letter by letter, so that a model can miss a name and cannot
invent one. The believable fake is not the model's: ``votewatch.llm.fakes`` makes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from votewatch.llm import prompts
from votewatch.llm.anonymise import Entity, Names
from votewatch.llm.ask import Ask, Request

KINDS = ("person", "company", "city", "address")
MOST = 6_000  # characters at once; pieces overlap, so that a name on a border stands whole in one of them
OVERLAP = 200
TOKENS = 1_000

_ENTITIES = {
    "type": "object",
    "properties": {
        "entities": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"value": {"type": "string"}, "kind": {"type": "string", "enum": list(KINDS)}},
                "required": ["value", "kind"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["entities"],
    "additionalProperties": False,
}
TOOL = {
    "type": "function",
    "function": {
        "name": "replace_entities",
        "description": "Replace these names in the text before it leaves the house.",
        "parameters": _ENTITIES,
    },
}


class NoNames(ValueError):
    """The model gave no usable answer, so nobody knows which names the text holds: it must not leave."""


def names_by_model(ask: Ask, model: str, base_url: str, timeout: float, *, native: bool = True) -> Names:
    """The finder that asks ``model`` behind ``base_url``, at temperature 0. It raises AskError or NoNames.

    ``native`` false binds the answer by JSON schema, for models that were not taught tool calls.
    """
    prompt = prompts.load("names")

    def names(text: str) -> Iterator[Entity]:
        for start in range(0, max(len(text), 1), MOST - OVERLAP):
            yield from _standing(text, _asked(text[start : start + MOST]))

    def _asked(piece: str) -> Any:
        messages = tuple((message["role"], message["content"]) for message in prompt.messages(piece))
        schema, tools = (None, (TOOL,)) if native else (_ENTITIES, ())
        answer = ask(Request(model, messages, schema, 0.0, TOKENS, timeout, base_url, tools))
        if not native:
            return _read(answer.text)
        written = [call.arguments for call in answer.calls if call.name == "replace_entities"]
        if not written:
            raise NoNames("the local model did not call replace_entities")
        return [row for one in written for row in _read(one)]

    return names


def _read(written: str) -> list[Any]:
    try:
        rows = json.loads(written)["entities"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NoNames("the local model's entities are no JSON") from error
    if not isinstance(rows, list):
        raise NoNames("the local model's entities are no list")
    return rows


def _standing(text: str, rows: list[Any]) -> Iterator[Entity]:
    for row in rows:
        value = row.get("value") if isinstance(row, dict) else None
        if not isinstance(value, str) or not _like_a_name(value.strip()):
            continue
        if re.search(rf"(?<!\w){re.escape(value.strip())}(?!\w)", text):
            yield Entity(row["kind"] if row.get("kind") in KINDS else "person", value.strip())


def _like_a_name(value: str) -> bool:
    """A small model also names "the" and single letters: a name has three letters, one of them large, or a number."""
    return len(value) > 2 and any(letter.isupper() or letter.isdigit() for letter in value)
