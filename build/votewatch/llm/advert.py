"""What an advert asks for, read by a model and checked against the advert. Adverts are public and go out plain."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from votewatch.facts.radar.skills import SkillTable
from votewatch.llm import prompts
from votewatch.llm.ask import Ask, Request
from votewatch.model.posting import Posting
from votewatch.model.skill import Importance, Named

SENIORITY = ("junior", "mid", "senior", "lead", "unknown")
MOST = 60  # skills; more is a model that copies the advert word by word

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "seniority": {"type": "string", "enum": list(SENIORITY)},
        "skills": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "importance": {"type": "string", "enum": ["must", "nice"]}},
                "required": ["name", "importance"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["seniority", "skills"],
    "additionalProperties": False,
}


class RefusedReading(ValueError):
    """The reply is not what was asked for, or names what the advert does not; nothing of it is used."""


def reader(
    ask: Ask, model: str, base_url: str, timeout: float, max_tokens: int, table: SkillTable
) -> Callable[[Posting], tuple[Named, ...]]:
    """The function that reads one posting with ``model``, at temperature 0. It raises AskError or RefusedReading."""
    prompt = prompts.load("advert")

    def read(posting: Posting) -> tuple[Named, ...]:
        text = f"{posting.title}\n\n{posting.text}"
        messages = tuple((one["role"], one["content"]) for one in prompt.messages(text))
        answer = ask(Request(model, messages, SCHEMA, 0.0, max_tokens, timeout, base_url))
        return taken(answer.text, text, table)

    return read


def taken(reply: str, advert: str, table: SkillTable) -> tuple[Named, ...]:
    """The skills of a reply by canonical name, a must before a nice. Raises RefusedReading saying what is wrong."""
    try:
        value = json.loads(reply)
    except (ValueError, RecursionError) as error:
        raise RefusedReading("the reply is not JSON") from error
    if not isinstance(value, dict) or sorted(value) != ["seniority", "skills"] or not isinstance(value["skills"], list):
        raise RefusedReading("the reply must hold exactly seniority and a list of skills")
    if value["seniority"] not in SENIORITY:
        raise RefusedReading(f"seniority is {str(value['seniority'])[:40]!r}: the reply echoes the form")
    if len(value["skills"]) > MOST:
        raise RefusedReading(f"{len(value['skills'])} skills are more than an advert asks for")
    found: dict[str, Importance] = {}
    for row in value["skills"]:
        if not isinstance(row, dict) or sorted(row) != ["importance", "name"] or not isinstance(row["name"], str):
            raise RefusedReading("a skill must hold exactly name and importance")
        if row["importance"] not in ("must", "nice"):
            raise RefusedReading(f"importance is {str(row['importance'])[:40]!r}: the reply echoes the form")
        name = row["name"].strip()
        if not name or not table.stands_in(advert, name):
            raise RefusedReading(f"the advert does not name {name[:60]!r}")
        canonical, importance = table.canonical(name), Importance(row["importance"])
        if importance is Importance.MUST or canonical not in found:
            found[canonical] = importance
    return tuple(Named(name, found[name]) for name in sorted(found))
