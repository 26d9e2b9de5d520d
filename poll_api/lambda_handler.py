"""The poll API as a function: AWS Lambda behind an HTTP API (payload 2.0) or a function URL.

`poll_api.lambda_handler.handler` is the function's handler. Like __main__ it reads the environment: the same POLL_API_*
variables, DATABASE_URL and POLL_API_SECRET. What a function writes beside itself is lost, so PostgreSQL is needed.
Limits count what one instance saw, and polls.json is the one that the function was deployed with.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from poll_api import settings
from poll_api.app import Application, create_app
from poll_api.errors import SettingsError

Json = dict[str, Any]
Function = Callable[[Json, Any], Json]


def handler(event: Json, context: Any) -> Json:
    """Answer one event. The first of an instance opens the database; SettingsError or StoreError end the instance."""
    return _of_this_instance()(event, context)


def adapted(application: Application) -> Function:
    """``application`` as a function of events, its store opened. What runs in its loop rests between two events."""
    from mangum import Mangum

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    # Not by Mangum's lifespan, which would open and close the database around every single event.
    service = application.service
    loop.run_until_complete(service.store.open())
    loop.run_until_complete(service.hours.look(service.store, service.clock()))
    program = Mangum(application, lifespan="off")

    def answer(event: Json, context: Any) -> Json:
        reply = program(event, context)
        # What the server does once a second; here time passes with events alone.
        loop.run_until_complete(service.store.note_refusals())
        loop.run_until_complete(service.hours.look_when_due(service.store, service.clock()))
        return reply

    return answer


@cache
def _of_this_instance() -> Function:
    return adapted(create_app(settings.load({}, os.environ, _no_secret_file)))


def _no_secret_file(_beside: Path) -> bytes:
    raise SettingsError(f"a function needs {settings.DATABASE_URL} and {settings.SECRET}: it keeps no files")
