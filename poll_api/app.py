"""The program, put together: one ASGI application out of its parts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from poll_api.answers import PREFIX, WITHDRAW, Answers
from poll_api.ballots import Ballots
from poll_api.errors import SettingsError
from poll_api.guard import Guard
from poll_api.limits import Buckets
from poll_api.metrics import Counts
from poll_api.polls import Polls, utc_now
from poll_api.replies import Refusal, wrong_method
from poll_api.routes import refused, routes
from poll_api.service import Service
from poll_api.settings import Settings
from poll_api.store import Store

LOOK_EVERY = 1.0  # seconds between looks at polls.json, and between writing down refusals

log = logging.getLogger(__name__)


class Application:
    """The ASGI application. ``service`` is what it works with."""

    def __init__(self, service: Service, site: ASGIApp | None) -> None:
        """``site`` answers whatever is not the API's; None refuses it."""
        self.service = service
        self._answers = Answers(service)
        router = Router(routes(service), redirect_slashes=False, lifespan=self._lifespan)
        self._refuse, self._site = router.default, site
        router.default = self._elsewhere
        self._rest = ExceptionMiddleware(router, handlers={HTTPException: _http_error})
        self._guarded = Guard(self._dispatch, service.counts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection or the program's life."""
        await self._guarded(scope, receive, send)

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path: str = scope["path"]
            if path.startswith(PREFIX) and "/" not in path[len(PREFIX) :].removesuffix(WITHDRAW):
                await self._answers(scope, receive, send)
                return
        # Starlette raises its refusals, so that they get our body, only inside an "app".
        scope["app"] = self
        await self._rest(scope, receive, send)

    async def _elsewhere(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_ours = scope["path"].startswith("/api/") or scope["type"] != "http"
        await (self._refuse if is_ours or self._site is None else self._site)(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _app: object) -> AsyncIterator[None]:
        await self.service.store.open()
        await self.service.hours.look(self.service.store, self.service.clock())
        housekeeping = asyncio.create_task(self._keep_house())
        try:
            yield
        finally:
            housekeeping.cancel()
            with suppress(asyncio.CancelledError):
                await housekeeping
            await self.service.store.close()

    async def _keep_house(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                # In a thread: reading thousands of polls takes longer than an answer may wait.
                await asyncio.to_thread(self.service.polls.refresh)
                await self.service.store.note_refusals()
                await self.service.hours.look_when_due(self.service.store, self.service.clock())
            except Exception:
                self.service.counts.unexpected += 1
                log.exception("housekeeping failed")


def create_app(
    settings: Settings,
    *,
    store: Store | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Application:
    """The application of ``settings``; it closes its store when it ends. Raises PollsError or StoreError.

    ``store`` takes the place of the one that the settings name; ``clock`` gives the moment with its zone.
    """
    counts = Counts()
    polls = Polls(settings.polls, on_change=counts.reload)
    limits = settings.limits
    factors = (limits.times_56, limits.times_48)
    service = Service(
        settings=settings,
        polls=polls,
        store=_store(settings, counts) if store is None else store,
        reads=Buckets(limits.reads_per_minute, limits.read_burst, factors=factors, remembered=limits.remembered),
        writes=Buckets(limits.writes_per_minute, limits.write_burst, factors=factors, remembered=limits.remembered),
        counts=counts,
        clock=clock,
    )
    site: ASGIApp | None = None
    if settings.site is not None:
        from poll_api.site import Site

        site = Site(settings.site)
    return Application(service, site)


def _store(settings: Settings, counts: Counts) -> Store:
    if settings.database_url:
        from poll_api.postgres.store import PostgresBallots

        return PostgresBallots(settings.database_url, settings.secret, on_batch=counts.batch)
    if settings.db is None:
        raise SettingsError("neither a file of answers nor a database is set")
    return Ballots(settings.db, settings.secret, on_batch=counts.batch)


async def _http_error(_request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "GET, HEAD")
        return refused(wrong_method(*sorted(allowed.split(", "))))
    return refused(Refusal("not_found", "there is nothing at this address"))
