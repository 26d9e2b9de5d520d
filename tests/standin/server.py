"""A small nrsr.sk on this machine: a handful of typed documents in the site's shapes, and some of its weather."""

from __future__ import annotations

import datetime as dt
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

from tests.standin.parliament import eu_answer

DOCUMENTS = Path(__file__).parent / "documents"
SLOW = 1.5  # seconds to the first byte
LISTED = re.compile(rb'<tr class="tab_zoznam_(?:non)?alt"><td>(\d+)\.(\d+)\.(\d{4})<.*?</tr>\n?', re.DOTALL)


@dataclass
class Standin:
    """What the server does and what it saw.

    ``down`` holds beginnings of paths that answer 503; ``hiccups`` is how many requests get 503 with Retry-After first;
    ``drops`` how many connections are cut without an answer. ``changed`` maps the name of a document to another text.
    ``until`` is the ISO day up to which the indexes tell of votes. ``rough``: of twelve requests one is asked to come
    back, one is refused as one too many, one gets half of its answer and one waits for its first byte.
    """

    base_url: str = ""
    until: str = "9999-12-31"
    rough: bool = False
    down: tuple[str, ...] = ()
    hiccups: int = 0
    drops: int = 0
    changed: dict[str, bytes] = field(default_factory=dict)
    answered: Counter[str] = field(default_factory=Counter)
    agents: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    # Released once for each document sent; a test that waits for the n-th acquires it n times.
    sent: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def document(self, path: str, query: dict[str, list[str]], form: dict[str, str]) -> str | None:
        """The name of the document that answers a request, None for what the site does not know."""
        sid = query.get("sid", [""])[0]
        if path.startswith("/opendata/1/sk/"):
            name = path.rpartition("/")[2] + ".json"
            return name if (DOCUMENTS / name).exists() else None
        if path != "/web/Default.aspx":
            return None
        if sid.endswith("hlasovanie/hlasklub"):
            name = f"hlasklub-{query['ID'][0]}.html"
            return name if (DOCUMENTS / name).exists() else "hlasklub-none.html"
        if sid.endswith("vyhladavanie_vysledok"):
            page = form.get("__EVENTARGUMENT", "").removeprefix("Page$")
            name = f"listing-{query['CisSchodze'][0]}{'-' + page if page else ''}.html"
            return name if (DOCUMENTS / name).exists() else "listing-none.html"
        return None

    def content(self, name: str) -> bytes:
        """A document as it was on the day ``until``."""
        text = self.changed.get(name) or (DOCUMENTS / name).read_bytes()
        if name == "Votings.json" and name not in self.changed:
            return json.dumps([vote for vote in json.loads(text) if vote["date"][:10] <= self.until]).encode()
        if name.startswith("listing-"):
            return listed_until(text, self.until)
        return text


def listed_until(listing: bytes, until: str) -> bytes:
    """A listing of votes without the rows of days after the ISO day ``until``."""

    def day(row: re.Match[bytes]) -> str:
        number, month, year = map(int, row.groups())
        return dt.date(year, month, number).isoformat()

    return LISTED.sub(lambda row: row[0] if day(row) <= until else b"", listing)


def bound(standin: Standin) -> type[BaseHTTPRequestHandler]:
    """The handler of requests that behaves as ``standin`` says."""
    return type("Bound", (_Handler,), {"standin": standin})


@contextmanager
def serve() -> Iterator[Standin]:
    """The server on a port of the system's choice, until the block ends."""
    standin = Standin()
    server = ThreadingHTTPServer(("127.0.0.1", 0), bound(standin))
    standin.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield standin
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet: two would wait for each other for 40 ms
    standin: Standin

    def log_message(self, *_: object) -> None:
        """Say nothing on the tests' output."""

    def do_GET(self) -> None:
        self.answer({})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.answer(dict(parse_qsl(raw, keep_blank_values=True)))

    def answer(self, form: dict[str, str]) -> None:
        place, standin = urlsplit(self.path), self.standin
        path = place.path.removeprefix("/nrsr")
        agent = self.headers.get("User-Agent", "")
        with standin.lock:
            standin.agents[agent] += 1
            standin.asked += 1
            weather = standin.asked % 12 if standin.rough else 0
            standin.drops -= (dropped := standin.drops > 0)
            standin.hiccups -= (hiccup := not dropped and standin.hiccups > 0)
        if dropped:
            self.close_connection = True
        elif not agent or agent.startswith(("curl/", "python-httpx/")):
            self.send(403, b"<h1>403 Forbidden</h1>")
        elif hiccup or weather == 3 or path.startswith(standin.down or "none"):
            self.send(503, b"<h1>Service Unavailable</h1>", retry_after="1" if hiccup or weather else "")
        elif weather == 6:
            self.send(429, b"Too Many Requests", retry_after="1")
        elif path.startswith("/htv/"):
            answer = eu_answer(path.removeprefix("/htv"), standin.until)
            self.send(200 if answer else 404, answer or b'{"error": "404 Not Found"}', whole=weather != 9)
        elif name := standin.document(path, parse_qs(place.query), form):
            with standin.lock:
                standin.answered[f"{self.path} {form.get('__EVENTARGUMENT', '')}".strip()] += 1
            threading.Event().wait(SLOW if weather == 11 else 0)
            self.send(200, standin.content(name), whole=weather != 9)
            standin.sent.release()
        else:
            self.send(404, b'{"Message": "No HTTP resource was found."}')

    def send(self, status: int, body: bytes, retry_after: str = "", whole: bool = True) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(body if whole else body[: len(body) // 2])
        self.close_connection = not whole or self.close_connection
