"""Small job boards on this machine in rough weather: a few made-up postings in the boards' own shapes."""

from __future__ import annotations

import html
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

DAY = 1_700_000_000  # 14 November 2023, in seconds
FEED = 25


def greenhouse(number: int, title: str, place: str, text: str) -> dict[str, Any]:
    """One posting of a Greenhouse board, its advert as escaped HTML."""
    return {
        "id": number,
        "title": title,
        "absolute_url": f"https://boards.example/{number}",
        "location": {"name": place},
        "first_published": "2026-05-04T10:00:00-04:00",
        "offices": [],
        "metadata": None,
        "content": html.escape(f"<p>{text}</p>"),
    }


def lever(number: int, title: str, places: list[str], text: str) -> dict[str, Any]:
    """One posting of a Lever site, its requirements in a list."""
    return {
        "id": f"l{number}",
        "text": title,
        "hostedUrl": f"https://lever.example/{number}",
        "createdAt": DAY * 1000,
        "categories": {"location": places[0], "allLocations": places},
        "workplaceType": "remote",
        "descriptionPlain": "We build things.",
        "lists": [{"text": "Requirements", "content": f"<li>{text}</li>"}],
    }


def himalayas(number: int) -> dict[str, Any]:
    """One posting of the feed; each is in Poland alone but the last, which is open worldwide."""
    return {
        "guid": f"https://himalayas.example/f{number}",
        "title": f"DevOps Engineer {number}",
        "companyName": f"Feed Firm {number}",
        "companySlug": f"feed-firm-{number}",
        "applicationLink": f"https://himalayas.example/f{number}",
        "locationRestrictions": ["Poland"] if number < FEED - 1 else [],
        "pubDate": DAY,
        "description": "<p>Kubernetes and Prometheus.</p>",
    }


ACME = [
    greenhouse(1, "Senior Platform Engineer", "Remote, EMEA", "You run Kubernetes with Terraform. Rust is a plus."),
    greenhouse(2, "Platform Engineer", "Denver, Colorado", "Kubernetes in the mountains."),
    greenhouse(3, "Accountant", "Bratislava, Slovakia", "Kubernetes is not needed."),
    greenhouse(4, "Site Reliability Engineer", "Košice", "Linux, Prometheus and Python every day."),
]
ORBIT = [
    lever(1, "Backend Engineer", ["Europe", "Toronto"], "Python and PostgreSQL"),
    lever(2, "Backend Engineer, Berlin", ["Berlin"], "Python"),
]


@dataclass
class JobsStandin:
    """What the server saw. ``rough`` answers every third request with 503 or by hanging up."""

    base_url: str = ""
    rough: bool = True
    asked: int = 0
    answered: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, path: str, query: dict[str, list[str]]) -> object | None:
        """The document of a path, None for a board that is not there."""
        if path == "/greenhouse/v1/boards/acme/jobs":
            return {"jobs": ACME, "meta": {"total": len(ACME)}}
        if path == "/lever/v0/postings/orbit":
            return ORBIT
        if path == "/himalayas/jobs/api":
            offset = int(query["offset"][0])
            rows = [himalayas(number) for number in range(offset, min(offset + 20, FEED))]
            return {"jobs": rows, "offset": offset, "limit": 20, "totalCount": FEED, "updatedAt": DAY}
        return None


@contextmanager
def serve_jobs(rough: bool = True) -> Iterator[JobsStandin]:
    """The server on a port of the system's choice, until the block ends."""
    standin = JobsStandin(rough=rough)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"standin": standin}))
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
    standin: JobsStandin

    def log_message(self, *_: object) -> None:
        """Say nothing on the tests' output."""

    def do_GET(self) -> None:
        place, standin = urlsplit(self.path), self.standin
        with standin.lock:
            standin.asked += 1
            weather = standin.asked % 6 if standin.rough else 1
        if weather == 0:
            self.close_connection = True
            return
        document = standin.answer(place.path, parse_qs(place.query))
        status = 503 if weather == 3 else 404 if document is None else 200
        with standin.lock:
            standin.answered[f"{status} {place.path}"] += 1
        body = json.dumps(document if status == 200 else {"error": "no"}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status == 503:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(body)
