"""A folder over HTTP as a good static server gives it: packed with gzip -9, kept for good. Counts what it sends."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

# Pagefind compiles WebAssembly, which our own policy forbids: it is measured without one.
TYPES = {".wasm": "application/wasm", ".pf_index": "application/octet-stream"}


class Sent:
    """Bytes of bodies by path, since the last ``clear``."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.bodies: dict[str, int] = {}

    def add(self, path: str, size: int) -> None:
        """Note one answer."""
        with self._lock:
            self.bodies[path] = self.bodies.get(path, 0) + size

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self.bodies = {}


@cache
def packed(path: Path) -> bytes:
    """The file packed, or as it is where that is smaller."""
    plain = path.read_bytes()
    return min(gzip.compress(plain, 9, mtime=0), plain, key=len)


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, Sent]]:
    """The address of ``root`` and what is sent from there."""
    sent = Sent()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            file = root / path[1:] / ("index.html" if path.endswith("/") else "")
            if not file.is_file():
                self.send_error(404)
                return
            body = packed(file)
            sent.add(path, len(body))
            self.send_response(200)
            kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", kind)
            if body[:2] == b"\x1f\x8b" and file.read_bytes()[:2] != b"\x1f\x8b":
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()
