"""The log: one JSON object a line, of what the program says by itself. No request is logged.

The text of an error may hold what a reader sent, and so may the values of its frames: an error is told by its kind and
by the last line of code that it went through.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime


class Lines(logging.Formatter):
    """``at`` (UTC), ``level``, ``logger``, ``said`` and, of an error, ``error`` and ``place``."""

    def format(self, record: logging.LogRecord) -> str:
        """One line without its end."""
        said = record.getMessage()
        if said.startswith("Traceback "):  # Starlette tells of a start that failed in many lines: the last says why
            said = said.strip().rpartition("\n")[2]
        told = {
            "at": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": said,
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__name__
            if frames := traceback.extract_tb(record.exc_info[2]):
                told["place"] = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}"
        return json.dumps(told, ensure_ascii=False)


def begin() -> None:
    """Let everything from "info" on go to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
