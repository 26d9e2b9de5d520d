"""A model that says what a test wrote down, and a book of the small record to look things up in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tests.render.small_record import record
from votewatch.brains.book import Book
from votewatch.brains.loop import Brain
from votewatch.brains.read_tools import read_tools
from votewatch.brains.tools import Toolset
from votewatch.llm.ask import Answer, AskError, Call, Request


class Script:
    """An Ask that gives ``replies`` one after the other and keeps what it was asked."""

    def __init__(self, *replies: Answer | AskError) -> None:
        self.replies = list(replies)
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> Answer:
        self.asked.append(request)
        reply = self.replies.pop(0)
        if isinstance(reply, AskError):
            raise reply
        return reply


def says(text: str) -> Answer:
    return Answer("m", text, 10, 5)


def calls(name: str, **arguments: Any) -> Answer:
    return Answer("m", "", 10, 5, calls=(Call("c1", name, json.dumps(arguments)),))


def book() -> Book:
    return Book(record())


def reader(
    script: Script, *, native: bool = True, rounds: int = 4, tools: Sequence[Any] = (), name: str = "cloud"
) -> Brain:
    request = Request("m", (), None, 0.0, 100, 5.0)
    return Brain(name, request, Toolset((*read_tools(book()), *tools)), script, native, rounds)
