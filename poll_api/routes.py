"""Everything of the API that is not one poll's counts: several polls, the result page, and what operators ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from poll_api import answers, metrics, openapi, origins, pages
from poll_api.errors import StoreUnavailable
from poll_api.replies import API, PAGE, SECURITY, Headers, Refusal, as_json, error_body, unavailable
from poll_api.service import Service, language

MOST_IDS = 100

Handler = Callable[[Service, Request], Awaitable[Response]]


def raw(status: int, headers: Headers, body: bytes) -> Response:
    """A response with exactly these headers and its length."""
    response = Response(body, status)
    response.raw_headers = [*headers, (b"content-length", str(len(body)).encode())]
    return response


def routes(service: Service) -> list[Route]:
    """The routes of the API apart from /api/polls/{id} itself."""

    def route(path: str, handler: Handler) -> Route:
        return Route(path, partial(_answered, service, handler), methods=["GET"])

    return [
        route("/api/polls", several),
        route("/api/polls/{id}/result", result),
        route("/api/result.css", stylesheet),
        route("/api/openapi.json", document),
        route("/healthz", healthy),
        route("/readyz", ready),
        route("/metrics", numbers),
    ]


async def _answered(service: Service, handler: Handler, request: Request) -> Response:
    try:
        response = await handler(service, request)
    except Refusal as refusal:
        response = refused(refusal)
    except StoreUnavailable as error:
        response = refused(unavailable(str(error)))
    origin = request.headers.get("origin")
    allowed = service.settings.allowed_origins
    response.raw_headers += origins.cors(origin.encode("latin-1") if origin is not None else None, allowed)
    service.counts.replies[response.status_code] += 1
    return response


def refused(refusal: Refusal) -> Response:
    """The contract's body for ``refusal``."""
    return raw(refusal.status, [*API, *refusal.headers], error_body(refusal.code, refusal.message))


async def several(service: Service, request: Request) -> Response:
    """The counts of up to 100 polls, in the order asked, each once."""
    service.check_read(request.scope)
    given = request.query_params.getlist("ids")
    if len(given) != 1 or not given[0]:
        raise Refusal("wrong_value", "ids must be given once: poll ids with commas between")
    ids = list(dict.fromkeys(given[0].split(",")))
    if len(ids) > MOST_IDS:
        raise Refusal("wrong_value", f"ids may name at most {MOST_IDS} polls, not {len(ids)}")
    polls = [service.find(poll) for poll in ids]
    moment = service.clock()
    counted = await service.store.tallies(ids)
    tallies = ",".join(service.tally(poll, tally, moment) for poll, tally in zip(polls, counted, strict=True))
    return raw(200, API, f'{{"polls":[{tallies}]}}'.encode())


async def result(service: Service, request: Request) -> Response:
    """The page for readers without script."""
    service.check_read(request.scope)
    poll = service.find(request.path_params["id"])
    headers = dict(request.scope["headers"])
    lang = language(None, request.scope["query_string"], headers)
    ballot = answers.held(headers)
    own = await service.store.choice(poll.id, ballot) if ballot else None
    settings = service.settings
    [tally] = await service.store.tallies([poll.id])
    moment = service.clock()
    shown = pages.Shown(poll, tally, own, service.hours.flagged(poll.id, moment))
    page = pages.result(shown, service.today(), lang, settings.verdict_min_answers, settings.site_url)
    return raw(200, PAGE, page.encode())


async def stylesheet(_service: Service, _request: Request) -> Response:
    """The look of the API's own pages."""
    kind = (b"content-type", b"text/css; charset=utf-8")
    return raw(200, [*SECURITY, kind, (b"cache-control", b"max-age=3600")], _CSS.read_bytes())


async def document(_service: Service, _request: Request) -> Response:
    """The OpenAPI document."""
    return raw(200, API, as_json(openapi.document()))


async def healthy(_service: Service, _request: Request) -> Response:
    """The process answers."""
    return raw(200, API, as_json({"ok": True}))


async def ready(service: Service, _request: Request) -> Response:
    """Polls are loaded and answers can be written."""
    state = {"polls": len(service.polls.by_id), "writer": service.store.alive}
    if not service.store.alive:
        raise unavailable("answers cannot be written")
    return raw(200, API, as_json(state))


async def numbers(service: Service, _request: Request) -> Response:
    """What Prometheus collects."""
    store = service.store
    flagged = service.hours.all_flagged(service.clock())
    state = metrics.State(len(service.polls.by_id), store.alive, store.waiting, flagged, service.hours.busiest)
    text = metrics.exposition(service.counts, state)
    kind = (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")
    return raw(200, [*SECURITY, kind, (b"cache-control", b"no-store")], text)


_CSS = Path(__file__).with_name("result.css")
