"""A poll API that tells readers that their answers are kept before they are: what the kill test must find out."""

from __future__ import annotations

import os
import sys
from typing import Any

import uvicorn

from poll_api import secret, settings
from poll_api.app import create_app
from poll_api.ballots import Ballots
from poll_api.writer import Writer

BATCHES_HELD_BACK = 40


class EarlyWriter(Writer):
    """Acknowledges every batch at once and commits forty of them together."""

    late: list[tuple[Any, ...]]

    def _write(self, *batch: Any) -> None:
        self.late = [*getattr(self, "late", []), batch]
        if len(self.late) >= BATCHES_HELD_BACK:
            for held_back in self.late:
                super()._write(*held_back)
            self.late = []


def main() -> None:
    """Serve with the arguments that the real program takes."""
    given = dict(part.removeprefix("--").split("=", 1) for part in sys.argv[1:] if "=" in part)
    pairs = [part for part in sys.argv[1:] if "=" not in part]
    given |= {name.removeprefix("--"): value for name, value in zip(pairs[::2], pairs[1::2], strict=True)}
    arguments = {name.replace("-", "_"): value for name, value in given.items()}
    loaded = settings.load(arguments, os.environ, secret.read_or_create)
    assert loaded.db is not None
    store = Ballots(loaded.db, loaded.secret, writer=EarlyWriter)
    config = uvicorn.Config(create_app(loaded, store=store), host="127.0.0.1", port=0, log_config=None, lifespan="on")

    class Server(uvicorn.Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            port = self.servers[0].sockets[0].getsockname()[1]
            sys.stdout.write(f"listening on http://127.0.0.1:{port}\n")
            sys.stdout.flush()

    Server(config).run()


if __name__ == "__main__":
    main()
