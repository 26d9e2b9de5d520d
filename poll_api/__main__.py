"""`python -m poll_api`: the server, and the verbs beside it. Only here are arguments and environment read."""

from __future__ import annotations

import argparse
import logging
import os
import resource
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from poll_api import logs, secret, settings, verbs
from poll_api.errors import PollApiError

if TYPE_CHECKING:
    from poll_api.settings import Settings

REFUSED = 2
# The writer hands the interpreter over and back at every commit; at Python's 5 ms it would wait longer for its turn
# than for the disk.
SWITCH_SECONDS = 0.0005
# Idle ones are cut after request_seconds; until then each takes a file and some 10 kB.
MOST_CONNECTIONS = 4_000


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the verb; the exit code: 0, or 2 when something given is wrong."""
    try:
        if arguments and arguments[0] in verbs.VERBS:
            return verbs.run(arguments, environment)
        return _serve(arguments, environment)
    except PollApiError as error:
        sys.stderr.write(f"poll_api: {error}\n")
    except ModuleNotFoundError as error:
        if error.name not in ("psycopg", "psycopg_pool"):
            raise
        sys.stderr.write(f"poll_api: {error.name} is not installed: make setup-postgres (requirements/postgres.lock)\n")
    return REFUSED


def _serve(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m poll_api",
        description="Count readers' answers. Beside the server: `export`, `backup`, `restore` and `migrate`, each with "
        "--help.",
        epilog="Example: python -m poll_api --polls public/polls.json --db .state/polls.db --port 8000 --site public. "
        "Each option is also an environment variable (POLL_API_POLLS, ...); the secret is POLL_API_SECRET, or a file "
        "made once beside the database.",
    )
    for option in settings.OPTIONS:
        parser.add_argument(option.flag, dest=option.name, metavar="VALUE", help=option.meaning)
    given = settings.load(vars(parser.parse_args(arguments)), environment, secret.read_or_create)
    logs.begin()
    if len(given.secret) < secret.SHORTEST:
        logging.getLogger("poll_api").warning("the secret is shorter than %d characters", secret.SHORTEST)
    _run(given)
    return 0


def _run(given: Settings) -> None:
    # Imported here, so that --help and export do not wait for a web server.
    import uvicorn

    from poll_api.app import create_app
    from poll_api.connections import within

    sys.setswitchinterval(SWITCH_SECONDS)
    _allow_files(MOST_CONNECTIONS + 200)
    config = uvicorn.Config(
        create_app(given),
        host=given.host,
        port=given.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # ours believes configured networks alone
        timeout_graceful_shutdown=given.shutdown_grace,
        timeout_keep_alive=30,
        limit_concurrency=MOST_CONNECTIONS,
        http=within(given.request_seconds),
        ws="none",
        lifespan="on",
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            for server in self.servers:
                for listening in server.sockets:
                    host, port = listening.getsockname()[:2]
                    shown = f"[{host}]" if ":" in host else host
                    sys.stdout.write(f"listening on http://{shown}:{port}\n")
            sys.stdout.flush()

    # Once stopped, uvicorn raises the signal again for whoever started it: that is us, and we are done.
    signal.signal(signal.SIGTERM, lambda _signal, _frame: None)
    with suppress(KeyboardInterrupt):
        Server(config).run()


def _allow_files(count: int) -> None:
    """Let this process open so many files, as far as the system's hard limit goes; many systems begin with 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
