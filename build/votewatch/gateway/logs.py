"""The gateway's log: one JSON object a line, of what the program says by itself. No request is logged.

The text of an error may hold what a client sent, and so may the values of its frames: an error is told by its kind and
by the last line of code that it went through. The poll API's log has the same form (poll_api/logs.py).
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime

# litellm prints what went wrong with the words of the request; what matters of it the gateway says itself.
_QUOTING = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy")


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
    """Let what the service says from "info" on, and what libraries say from "warning" on, go to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for name in ("uvicorn", "votewatch"):
        logging.getLogger(name).setLevel(logging.INFO)
    for name in _QUOTING:
        logging.getLogger(name).disabled = True
