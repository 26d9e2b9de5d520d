"""The service: OpenAI's chat completions, with the upstream's key kept here and the client's ignored."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from votewatch.gateway.counts import Counts
from votewatch.gateway.door import Back, Blocked, Door
from votewatch.llm.anonymise import Maker, Names, restore
from votewatch.llm.guard import Policy, Then

log = logging.getLogger(__name__)
LARGEST = 4_000_000  # bytes of a request
# What of an upstream's reply is handed on besides status and body.
HANDED_ON = ("content-type", "retry-after")


@dataclass(frozen=True, slots=True)
class Upstream:
    """An OpenAI-compatible server. ``key`` is "" when it wants none; it is in no printed form."""

    base_url: str
    model: str
    key: str = field(repr=False, default="")
    timeout: float = 120.0


def create_app(
    doors: Mapping[str, tuple[Door, Upstream]],
    maker: Callable[[], Maker],
    names: Names = lambda _text: (),
    transport: httpx.AsyncBaseTransport | None = None,
) -> Starlette:
    """The service with these routes; a client names one as its model. ``maker`` and ``names`` are what /anonymize uses,
    ``transport`` is a test's own.
    """
    counts = Counts.of(door.name for door, _ in doors.values())
    replacing = Door("anonymize", Policy(Then.ANONYMISE), maker, names)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with httpx.AsyncClient(transport=transport) as client:
            app.state.client = client
            yield

    async def completions(request: Request) -> Response:
        body = await _body(request, "messages")
        if isinstance(body, Response):
            return body
        name = str(body.get("model"))
        if name not in doors:
            return _error(404, "model_not_found", f"no route {name!r}; there are {', '.join(sorted(doors))}")
        door, upstream = doors[name]
        counts.asked[door.name] += 1
        began = perf_counter()
        try:
            # In a thread of its own: the second tier asks a model and waits for it.
            leaving, fakes = await run_in_threadpool(door.out, {**body, "model": upstream.model})
        except Blocked as reason:
            counts.blocked[door.name] += 1
            return _error(400, "content_policy_violation", f"not sent: the message holds {reason}")
        try:
            reply = await _forward(
                request.app.state.client, upstream, leaving, Back(fakes), partial(counts.used, door.name)
            )
            counts.took(door.name, perf_counter() - began)
            return reply
        except httpx.HTTPError as error:
            counts.failed[door.name] += 1
            late = isinstance(error, httpx.TimeoutException)
            return _error(504 if late else 502, "upstream_error", f"the model's server: {type(error).__name__}")

    async def anonymize(request: Request) -> Response:
        body = await _body(request, "text")
        if isinstance(body, Response):
            return body
        try:
            made = await run_in_threadpool(replacing.anonymised, body["text"])
        except Blocked as reason:
            return _error(422, "not_anonymised", f"the text holds {reason}")
        return JSONResponse({"text": made.text, "fakes": dict(made.fakes), "kinds": list(made.kinds)})

    async def deanonymize(request: Request) -> Response:
        body = await _body(request, "text")
        if isinstance(body, Response):
            return body
        fakes = body.get("fakes")
        if not isinstance(fakes, dict) or not all(isinstance(one, str) and key for key, one in fakes.items()):
            return _error(400, "invalid_request_error", "fakes must be an object of texts, as /anonymize gave it")
        back = restore(body["text"], fakes)
        return JSONResponse({"text": back.text, "missing": back.missing, "inflected": back.inflected})

    async def models(_request: Request) -> Response:
        rows = [{"id": name, "object": "model", "created": 0, "owned_by": "votewatch"} for name in sorted(doors)]
        return JSONResponse({"object": "list", "data": rows})

    async def healthy(_request: Request) -> Response:
        return JSONResponse({"ok": True})

    async def metrics(_request: Request) -> Response:
        return PlainTextResponse(counts.text(), media_type="text/plain; version=0.0.4")

    routes = [
        Route("/v1/chat/completions", completions, methods=["POST"]),
        Route("/v1/models", models),
        Route("/anonymize", anonymize, methods=["POST"]),
        Route("/deanonymize", deanonymize, methods=["POST"]),
        Route("/healthz", healthy),
        Route("/metrics", metrics),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


async def _body(request: Request, needed: str) -> dict[str, Any] | Response:
    raw = bytearray()
    async for piece in request.stream():
        raw += piece
        if len(raw) > LARGEST:
            return _error(413, "too_large", f"a request may have {LARGEST} bytes")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return _error(400, "invalid_request_error", "the body is not JSON")
    kind = list if needed == "messages" else str
    if not isinstance(body, dict) or not isinstance(body.get(needed), kind):
        told = "a list of messages" if kind is list else f"a {needed}"
        return _error(400, "invalid_request_error", f"the body must be an object with {told}")
    return body


async def _forward(
    client: httpx.AsyncClient, upstream: Upstream, body: dict[str, Any], back: Back, used: Callable[[Any], None]
) -> Response:
    headers = {"authorization": f"Bearer {upstream.key}"} if upstream.key else {}
    request = client.build_request(
        "POST", f"{upstream.base_url}/chat/completions", json=body, headers=headers, timeout=upstream.timeout
    )
    reply = await client.send(request, stream=True)
    handed = {name: reply.headers[name] for name in HANDED_ON if name in reply.headers}
    if reply.is_success and body.get("stream"):
        return StreamingResponse(_pieces(reply, back, used), reply.status_code, handed)
    try:
        raw = await reply.aread()
    finally:
        await reply.aclose()
    if not reply.is_success:
        return Response(raw, reply.status_code, handed)
    try:
        said = json.loads(raw)
        used(said.get("usage") if isinstance(said, dict) else None)
        answer = back.whole(said)
    except ValueError:
        return _error(502, "upstream_error", "the model's server answered something that is not JSON")
    return JSONResponse(answer, reply.status_code)


async def _pieces(reply: httpx.Response, back: Back, used: Callable[[Any], None]) -> AsyncIterator[bytes]:
    """The events of a stream with the real values back; a stream that breaks off ends with an error event."""
    try:
        async for line in reply.aiter_lines():
            if not line.startswith("data:"):
                continue
            data = line[5:].strip()
            if data == "[DONE]":
                break
            try:
                said = json.loads(data)
                used(said.get("usage") if isinstance(said, dict) else None)
                event = back.piece(said)
            except ValueError:
                yield _event({"error": {"code": "upstream_error", "message": "a piece of the answer is not JSON"}})
                return
            yield _event(event)
        if rest := back.rest():
            yield _event({"choices": [{"index": 0, "delta": {"content": rest}, "finish_reason": None}]})
        yield b"data: [DONE]\n\n"
    except httpx.HTTPError as error:
        log.warning("the upstream broke off: %s", type(error).__name__)
        yield _event({"error": {"code": "upstream_error", "message": "the model's server broke off"}})
    finally:
        await reply.aclose()


def _event(value: Any) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"


def _error(status: int, code: str, message: str) -> JSONResponse:
    kind = "invalid_request_error" if status < 500 else "api_error"
    return JSONResponse({"error": {"message": message, "type": kind, "code": code, "param": None}}, status)
