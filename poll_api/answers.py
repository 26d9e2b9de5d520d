"""One poll: GET its counts, POST an answer, DELETE it. A plain ASGI program, because most of the work passes here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter
from urllib.parse import quote

from starlette.types import Receive, Scope, Send

from poll_api import bodies, origins, pages
from poll_api.anomaly import hour_of
from poll_api.errors import StoreUnavailable
from poll_api.polls import Poll, bratislava_day
from poll_api.replies import API, PAGE, SECURITY, Headers, Refusal, error_body, reply, unavailable, wrong_method
from poll_api.service import Service, language, preferred

PREFIX = "/api/polls/"
WITHDRAW = "/withdraw"
COOKIE = "ballot"
COOKIE_DAYS = 365  # for a question that never closes
METHODS = ("GET", "HEAD", "POST", "DELETE")

Reply = tuple[int, Headers, bytes]


@dataclass(slots=True)
class Asked:
    """One request, as far as it has been read."""

    scope: Scope
    receive: Receive
    headers: dict[bytes, bytes]
    withdraws: bool  # whether its address is the one that forms withdraw at
    lang: str | None = None  # as its form said


class Answers:
    """The ASGI program behind /api/polls/{id} and /api/polls/{id}/withdraw."""

    def __init__(self, service: Service) -> None:
        """``service`` is shared with the other routes."""
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request; every refusal has the body of the contract, or is a page for a reader's form."""
        began = perf_counter()
        path: str = scope["path"]
        withdraws = path.endswith(WITHDRAW)
        asked = Asked(scope, receive, dict(scope["headers"]), withdraws)
        poll = path[len(PREFIX) : -len(WITHDRAW) if withdraws else None]
        try:
            status, headers, body = await self._handle(asked, poll)
        except Refusal as refusal:
            self._service.counts.refusals[refusal.code] += 1
            status, headers, body = self._refused(asked, poll, refusal)
        except StoreUnavailable as error:
            self._service.counts.refusals["unavailable"] += 1
            status, headers, body = self._refused(asked, poll, unavailable(str(error)))
        except bodies.ClientGone:
            return
        counts = self._service.counts
        counts.replies[status] += 1
        counts.request(asked.scope["method"] if asked.scope["method"] in METHODS else "other", perf_counter() - began)
        allowed = self._service.settings.allowed_origins
        cors = origins.cors(asked.headers.get(b"origin"), allowed) if allowed else []
        await reply(send, status, [*headers, *cors], body)

    async def _handle(self, asked: Asked, poll_id: str) -> Reply:
        method: str = asked.scope["method"]
        service = self._service
        if method == "OPTIONS" and (granted := origins.preflight(asked.headers, service.settings.allowed_origins)):
            return 204, [*SECURITY, *granted], b""
        poll = service.find(poll_id)
        if method in ("GET", "HEAD") and not asked.withdraws:
            service.check_read(asked.scope)
            [tally] = await service.store.tallies([poll.id])
            body = service.tally(poll, tally, service.clock())
            return 200, API, body.encode()
        if method == "POST":
            return await (self._withdraw(asked, poll) if asked.withdraws else self._record(asked, poll))
        if method == "DELETE" and not asked.withdraws:
            return await self._withdraw(asked, poll)
        raise wrong_method("POST") if asked.withdraws else wrong_method(*METHODS)

    async def _said(self, asked: Asked, poll: Poll, allowed: tuple[str, ...]) -> bodies.Said:
        service = self._service
        origins.refuse_foreign(asked.headers, service.settings.allowed_origins)
        service.check_write(asked.scope, poll.id)
        kind = bodies.content_type(asked.headers)
        body = await bodies.read(asked.receive, asked.headers)
        said = bodies.understand(body, kind, (*allowed, "lang") if kind == bodies.FORM else allowed)
        asked.lang = said.lang
        return said

    async def _record(self, asked: Asked, poll: Poll) -> Reply:
        said = await self._said(asked, poll, ("choice", "ballot"))
        if said.choice is None:
            raise Refusal("wrong_value", 'choice must be "yes" or "no"')
        if said.ballot is None and not said.is_form:
            raise Refusal("wrong_value", "ballot is missing")
        # A wrong language is refused before anything is written.
        lang = language(said.lang, asked.scope["query_string"], asked.headers)
        moment = self._service.clock()
        today = bratislava_day(moment)
        self._service.check_window(poll, today)
        ballot = said.ballot or held(asked.headers) or secrets.token_urlsafe(16)
        tally = await self._service.store.record(poll.id, ballot, said.choice, today, hour_of(moment))
        self._service.counts.answers["recorded"] += 1
        if said.ballot is None:
            return self._to_result(asked, poll, lang, ballot, _days(poll, today))
        moment = self._service.clock()
        return 200, API, self._service.tally(poll, tally, moment, "yes" if said.choice else "no").encode()

    async def _withdraw(self, asked: Asked, poll: Poll) -> Reply:
        said = await self._said(asked, poll, ("ballot",))
        by_cookie = said.ballot is None and said.is_form and asked.withdraws
        ballot = held(asked.headers) if by_cookie else said.ballot
        if ballot is None and not by_cookie:
            raise Refusal("wrong_value", "ballot is missing")
        lang = language(said.lang, asked.scope["query_string"], asked.headers)
        self._service.check_window(poll, self._service.today())
        [tally] = await self._service.store.tallies([poll.id])
        if ballot is not None:
            tally = await self._service.store.withdraw(poll.id, ballot)
            self._service.counts.answers["withdrawn"] += 1
        if by_cookie:
            return self._to_result(asked, poll, lang, "", 0)
        return 200, API, self._service.tally(poll, tally, self._service.clock()).encode()

    def _to_result(self, asked: Asked, poll: Poll, lang: str, ballot: str, days: int) -> Reply:
        # One cookie for each poll, sent to that poll alone: nothing joins two of a reader's answers.
        here = PREFIX + quote(poll.id, safe=":")
        secure = "; Secure" if self._service.is_https(asked.scope) else ""
        cookie = f"{COOKIE}={ballot}; Path={here}; Max-Age={days * 86_400}; HttpOnly; SameSite=Strict{secure}"
        location = f"{here}/result?lang={lang}"
        return 303, [*PAGE, (b"location", location.encode()), (b"set-cookie", cookie.encode())], b""

    def _refused(self, asked: Asked, poll: str, refusal: Refusal) -> Reply:
        if not _is_readers_form(asked):
            return refusal.status, [*API, *refusal.headers], error_body(refusal.code, refusal.message)
        try:
            lang = language(asked.lang, asked.scope["query_string"], asked.headers)
        except Refusal:
            lang = preferred("")
        known = self._service.polls.by_id.get(poll)
        page = pages.problem(refusal.code, lang, known, self._service.settings.site_url)
        return refusal.status, [*PAGE, *refusal.headers], page.encode()


def held(headers: dict[bytes, bytes]) -> str | None:
    """The ballot in the poll's own cookie, None when there is none or it is not one of ours."""
    for pair in headers.get(b"cookie", b"").decode("latin-1").split(";"):
        name, _, value = pair.strip().partition("=")
        if name == COOKIE and bodies.BALLOT.fullmatch(value):
            return value
    return None


def _days(poll: Poll, today: date) -> int:
    """How long the reader's browser keeps the ballot."""
    return COOKIE_DAYS if poll.closes is None else (poll.closes + timedelta(days=1) - today).days


def _is_readers_form(asked: Asked) -> bool:
    """Whether a browser sent this from a form, so that a person will read the reply."""
    form = asked.headers.get(b"content-type", b"").lower().startswith(bodies.FORM)
    return form and asked.scope["method"] == "POST" and b"text/html" in asked.headers.get(b"accept", b"")
