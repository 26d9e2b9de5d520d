"""A model's server that answers at once: what is left of a request's time is the way there and back."""

from __future__ import annotations

import json
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

MESSAGE = {"role": "assistant", "content": "The record does not tell."}
ANSWER = json.dumps(
    {"id": "1", "object": "chat.completion", "created": 1, "choices": [{"index": 0, "message": MESSAGE}]}
).encode()


async def completions(request: Request) -> Response:
    """The same answer to everything, after the whole question was read."""
    await request.body()
    return Response(ANSWER, media_type="application/json")


if __name__ == "__main__":
    app = Starlette(routes=[Route("/v1/chat/completions", completions, methods=["POST"])])
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error", access_log=False)
