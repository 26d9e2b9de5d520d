"""The logs of gateway and poll API: programs that share no code write lines of one form."""

from __future__ import annotations

import logging
import sys

from poll_api import logs as of_polls
from votewatch.gateway import logs as of_gateway


def test_both_write_the_same_line_of_a_message_and_of_an_error() -> None:
    message = logging.makeLogRecord({"name": "uvicorn.error", "levelname": "INFO", "created": 1.5, "msg": "began"})
    try:
        raise ValueError("what a reader sent")
    except ValueError:
        error = logging.makeLogRecord({"name": "asyncio", "msg": "an exception", "exc_info": sys.exc_info()})
    trace = logging.makeLogRecord({"msg": "Traceback (most recent call last):\n  File\nValueError: no route\n"})
    for record in (message, error, trace):
        assert of_gateway.Lines().format(record) == of_polls.Lines().format(record)
