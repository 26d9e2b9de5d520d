"""Readers who ask for the same pages again and again, and note what failed and what was going on just then."""

from __future__ import annotations

import http.client
import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType

READERS = 3
PAUSE = 0.02  # seconds between two requests of one reader
PATIENCE = 120.0  # seconds until all is well again


class Stream:
    """A constant stream of requests to ``port`` on this machine for ``paths``, for as long as the block lasts.

    A request failed when its answer is none of 2xx and 3xx, or is not whole. It counts to what was going on when that
    was seen (``during``): what breaks it may have begun after it, and is not over before every reader had its answer.
    """

    def __init__(self, port: int, paths: Sequence[str]) -> None:
        self._port, self._paths = port, paths
        self._threads = [threading.Thread(target=self._read, args=(n,), daemon=True) for n in range(READERS)]
        self._over = threading.Event()
        self._changed = threading.Condition()
        self._phase = "at rest"
        self._moment = 0
        self._calm = [0] * READERS  # by reader: the moment at which a whole round without a failure began
        self._awaited: dict[str, bool] = {}  # by path, whether it was there already
        self.asked: Counter[str] = Counter()
        self.failures: dict[str, list[str]] = defaultdict(list)

    def __enter__(self) -> Stream:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(60)

    @contextmanager
    def during(self, phase: str) -> Iterator[None]:
        """What fails until, after the block, every reader had a round without a failure, fails in ``phase``."""
        self._phase = phase
        yield
        with self._changed:
            self._moment += 1
            moment = self._moment
            calm = self._changed.wait_for(lambda: min(self._calm) >= moment, PATIENCE)
        assert calm, f"{phase}: {self.failures[phase][-5:]}"
        self._phase = "at rest"

    def see(self, paths: Collection[str]) -> None:
        """Return once each of ``paths`` was there, which may not be there yet, and from then on must be."""
        with self._changed:
            self._awaited |= dict.fromkeys(paths, False)
            assert self._changed.wait_for(lambda: all(self._awaited.values()), PATIENCE), self._awaited

    def _read(self, number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        while not self._over.is_set():
            with self._changed:
                moment, awaited = self._moment, dict(self._awaited)
            clean = all([self._asked(connection, path, awaited.get(path, True)) for path in (*self._paths, *awaited)])
            with self._changed:
                self._calm[number] = moment if clean else self._calm[number]
                self._changed.notify_all()
        connection.close()

    def _asked(self, connection: http.client.HTTPConnection, path: str, there: bool) -> bool:
        self._over.wait(PAUSE)
        self.asked[self._phase] += 1
        try:
            connection.request("GET", path, headers={"Accept-Language": "sk"})
            reply = connection.getresponse()
            reply.read()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            self.failures[self._phase].append(f"{path}: {type(error).__name__}")
            return False
        if 200 <= reply.status < 400:
            if path in self._awaited:
                self._awaited[path] = True
            return True
        if reply.status == 404 and not there:
            return True
        self.failures[self._phase].append(f"{path}: {reply.status}")
        return False
