"""A bigger stand-in that somebody else runs, as it was on an earlier day: what came later is held back.

``python -m tests.standin.relay --upstream URL --port 9100 --until 2025-04-01``. The weather is that of the other one.
"""

from __future__ import annotations

import argparse
import http.client
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.standin.server import listed_until

PASSED_ON = ("User-Agent", "Content-Type", "Accept")
PASSED_BACK = ("Content-Type", "Retry-After")


class Relay(BaseHTTPRequestHandler):
    """Hands requests on to ``upstream``, and answers back up to the ISO day ``until``."""

    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    upstream = ""
    until = ""

    def log_message(self, *_: object) -> None:
        """Say nothing on the tests' output."""

    def do_GET(self) -> None:
        """Ask for the same; a connection that breaks there breaks here."""
        path = self.path
        if path.startswith("/htv/api/votes?"):
            path += f"&date[lte]={self.until}"
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        connection = http.client.HTTPConnection(self.upstream, timeout=60)
        try:
            headers = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
            connection.request(self.command, path, sent or None, headers)
            reply = connection.getresponse()
            body = reply.read()
        except (OSError, http.client.HTTPException):
            self.close_connection = True
            return
        finally:
            connection.close()
        self._answer(reply, self._as_it_was(body) if reply.status == 200 else body)

    do_POST = do_GET

    def _as_it_was(self, body: bytes) -> bytes:
        if "/Voting/Votings" in self.path:
            return json.dumps([vote for vote in json.loads(body) if vote["date"][:10] <= self.until]).encode()
        return listed_until(body, self.until) if self.path.startswith("/nrsr/web/") else body

    def _answer(self, reply: http.client.HTTPResponse, body: bytes) -> None:
        self.send_response(reply.status)
        for name in PASSED_BACK:
            if value := reply.getheader(name):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--weather", help="is not ours to make")
    parser.add_argument("--until", required=True, help="ISO day, included")
    given = parser.parse_args()
    Relay.upstream, Relay.until = urlsplit(given.upstream).netloc, given.until
    server = ThreadingHTTPServer(("127.0.0.1", given.port), Relay)
    print(f"stand-ins on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
