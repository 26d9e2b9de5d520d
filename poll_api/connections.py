"""One connection: how long it may take to send a request, and how large its head may be."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD = 16_384  # bytes


class Connection(HttpToolsProtocol):
    """uvicorn's own, which lets a client send forever: a few thousand silent ones would shut everybody else out.

    ``seconds`` may pass from a connection, or a request's first byte, to the request's last.
    """

    seconds = 15.0

    def __init__(self, *args: Any, **named: Any) -> None:
        """As uvicorn calls it."""
        super().__init__(*args, **named)
        self._until: float | None = None  # by the loop's clock, while a request is awaited
        self._timer: asyncio.TimerHandle | None = None
        self._head = 0  # bytes since the last whole head
        self._in_body = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._done()
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what is not body."""
        self._expect()
        if not self._in_body:
            self._head += len(data)
        super().data_received(data)
        # Counted in pieces as they are read: a head that came whole has set this to 0.
        if self._head > LARGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("The head of the request is too large.")

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        self._expect()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._head, self._in_body = 0, True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._in_body = False
        self._done()
        super().on_message_complete()

    def _expect(self) -> None:
        """The request must be whole by then; one under way keeps its own limit."""
        if self._until is None:
            self._until = self.loop.time() + self.seconds
            if self._timer is None:
                self._timer = self.loop.call_later(self.seconds, self._look)

    def _done(self) -> None:
        self._until = None

    def _look(self) -> None:
        # One timer a connection, set again when it fires: one a request would cost a tenth of the answers a second.
        self._timer = None
        if self._until is None:
            return
        left = self._until - self.loop.time()
        if left > 0:
            self._timer = self.loop.call_later(left, self._look)
        elif not self.transport.is_closing():
            self.transport.close()


def within(seconds: float) -> type[Connection]:
    """Connections whose clients may take ``seconds`` to send a request."""

    class Timed(Connection):
        pass

    Timed.seconds = seconds
    return Timed
