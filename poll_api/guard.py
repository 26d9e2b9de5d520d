"""The outermost layer: whatever goes wrong inside, a caller gets 503 and the contract's body, never a trace."""

from __future__ import annotations

import asyncio
import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from poll_api.metrics import Counts
from poll_api.replies import API, error_body, reply

log = logging.getLogger(__name__)


class Guard:
    """Wraps ``app``. The log names the kind of error and the place, not what the caller sent."""

    def __init__(self, app: ASGIApp, counts: Counts) -> None:
        """``counts`` is told of every unexpected error."""
        self.app = app
        self._counts = counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only HTTP requests are guarded."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except asyncio.CancelledError:
            # Stopped while it waited (the grace is over): uvicorn would say 500 and log a trace.
            if not started:
                body = error_body("unavailable", "the server is stopping; try again in a moment")
                await reply(send, 503, [*API, (b"retry-after", b"2")], body)
        except Exception as error:
            # Its text and its frames' values may hold a ballot; its type and its last line of code do not.
            self._counts.unexpected += 1
            log.error("unexpected %s in %s", type(error).__name__, _place(error))
            if not started:
                body = error_body("unavailable", "this did not work; try again in a moment")
                await reply(send, 503, [*API, (b"retry-after", b"2")], body)


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "nowhere" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
