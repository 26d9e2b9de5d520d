"""How well a posting fits the owner, by a model. The profile is private: it goes out anonymised or not at all."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from typing import Any

from votewatch.llm import prompts
from votewatch.llm.anonymise import Maker, Names, anonymise, restore
from votewatch.llm.ask import Ask, Request
from votewatch.model.posting import Posting

LONGEST_REASON = 200

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"score": {"type": "integer", "minimum": 0, "maximum": 100}, "reason": {"type": "string"}},
    "required": ["score", "reason"],
    "additionalProperties": False,
}


class RefusedScore(ValueError):
    """The reply is not a score and a line."""


def scorer(
    ask: Ask,
    model: str,
    base_url: str,
    timeout: float,
    profile: str,
    maker: Callable[[], Maker],
    names: Names = lambda _text: (),
) -> Callable[[Posting], tuple[int, str]]:
    """The function that scores one posting, 0 to 100 with a line of reason, at temperature 0.

    Profile and advert go out as one anonymised text; the real values come back into the reason. It raises AskError,
    RefusedScore, or ValueError when the text cannot be anonymised, and then nothing was sent.
    """
    prompt = prompts.load("fit")

    def score(posting: Posting) -> tuple[int, str]:
        places = "; ".join(posting.locations) or "not said"
        brief = f"PROFILE\n{profile}\n\nPOSTING\n{posting.title} at {posting.company}, {places}\n{posting.text}"
        made = anonymise(brief, maker(), names)
        messages = tuple((one["role"], one["content"]) for one in prompt.messages(made.text))
        answer = ask(Request(model, messages, SCHEMA, 0.0, 200, timeout, base_url))
        number, reason = taken(answer.text)
        return number, restore(reason, made.fakes).text

    return score


def taken(reply: str) -> tuple[int, str]:
    """The score and its reason on one line. Raises RefusedScore saying what is wrong."""
    try:
        value = json.loads(reply)
    except (ValueError, RecursionError) as error:
        raise RefusedScore("the reply is not JSON") from error
    if not isinstance(value, dict) or sorted(value) != ["reason", "score"]:
        raise RefusedScore("the reply must hold exactly score and reason")
    score, reason = value["score"], value["reason"]
    if not isinstance(score, int) or isinstance(score, bool) or not 0 <= score <= 100:
        raise RefusedScore(f"the score must be a whole number from 0 to 100, not {str(score)[:20]!r}")
    line = _line(reason) if isinstance(reason, str) else ""
    if not line or len(line) > LONGEST_REASON:
        raise RefusedScore(f"the reason must be one line of at most {LONGEST_REASON} characters")
    return score, line


def _line(text: str) -> str:
    """``text`` on one line, without controls and the half signs that JSON can escape and no file can hold."""
    return " ".join("".join(" " if unicodedata.category(one) in {"Cc", "Cs"} else one for one in text).split())
