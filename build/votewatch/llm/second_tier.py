"""The second tier of the guard: a local model's one word, SAFE or SENSITIVE, on what the first tier found clean."""

from __future__ import annotations

from votewatch.llm import prompts
from votewatch.llm.ask import Ask, Request
from votewatch.llm.guard import Second

MOST = 12_000  # characters at once: a longer text is asked about in pieces, and one sensitive piece is enough
TOKENS = 30


class NoVerdict(Exception):
    """The model said neither word, or both. The policy decides what holds then."""


def second_tier(ask: Ask, model: str, base_url: str, timeout: float) -> Second:
    """The question to ``model`` behind ``base_url``, at temperature 0. The function raises AskError or NoVerdict."""
    prompt = prompts.load("guard")

    def sensitive(text: str) -> bool:
        return any(_one(text[place : place + MOST]) for place in range(0, max(len(text), 1), MOST))

    def _one(text: str) -> bool:
        messages = tuple((message["role"], message["content"]) for message in prompt.messages(text))
        answer = ask(Request(model, messages, None, 0.0, TOKENS, timeout, base_url))
        return verdict(answer.text)

    return sensitive


def verdict(answer: str) -> bool:
    """Whether an answer says SENSITIVE. Raises NoVerdict for one that says neither word or both; it names no text."""
    said = {word for word in ("SENSITIVE", "SAFE") if word in answer.upper().replace("UNSAFE", "SENSITIVE")}
    if len(said) != 1:
        raise NoVerdict("neither SAFE nor SENSITIVE" if not said else "both SAFE and SENSITIVE")
    return said == {"SENSITIVE"}
