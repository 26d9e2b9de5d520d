"""A page that holds one question, and a poll API that keeps its answers in memory and fails at will."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from markupsafe import Markup
from playwright.sync_api import Locator, Page

from poll_api.site import POLICY
from votewatch.render import assets
from votewatch.render.ask import Asked
from votewatch.render.look import Look
from votewatch.render.templates import environment
from votewatch.render.words import Words, day

POLL = "sk:9:733"
PAGE = """<!doctype html><html lang="{{ lang }}"><head><meta charset="utf-8"><title>?</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="{{ look.css }}"><script defer src="{{ look.js }}"></script></head>
<body>{% include "hatches.html" %}<main class="page"><h1>{{ lang }}</h1>
{% from "question.html" import question %}
<section class="question-section" id="question"><h2>{{ t("decision.question") }}</h2>{{ question(q, t, n) }}</section>
{% from "members_filter.html" import members_filter %}
<section class="members"><h2>{{ t("decision.members") }}</h2>{{ members_filter(t) }}
<details class="club" data-club="sk-ps"><summary class="club__name">PS <span class="club__size">3</span></summary>
<div class="club__votes" data-position="F"><h4 class="position">Za</h4><ul class="names"><li>A<li>B</ul></div>
<div class="club__votes" data-position="0"><h4 class="position">–</h4><ul class="names"><li>C</ul></div></details>
<details class="club" data-club="sk-sas"><summary class="club__name">SaS <span class="club__size">1</span></summary>
<div class="club__votes" data-position="F"><h4 class="position">Za</h4><ul class="names"><li>D</ul></div></details>
</section></main></body></html>"""


@dataclass
class Stand:
    """What the stand shows and what it was told. ``failure`` is a status to refuse with, 0 to hang up, None to work."""

    root: Path
    opened: str = "2026-11-01"
    closes: str | None = "2027-01-29"
    decision: str = "passed"
    open: bool = True
    failure: int | None = None
    seeded: dict[str, int] = field(default_factory=lambda: {"yes": 0, "no": 0})
    answers: dict[str, str] = field(default_factory=dict)
    told: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    def seed(self, yes: int, no: int) -> None:
        """Set how other readers answered."""
        self.seeded = {"yes": yes, "no": no}

    def tally(self) -> dict[str, object]:
        """The counts as the API gives them."""
        yes, no = (self.seeded[c] + list(self.answers.values()).count(c) for c in ("yes", "no"))
        return {"id": POLL, "open": self.open, "yes": yes, "no": no, "n": yes + no, "as_of": "2026-11-23T12:00:00Z"}

    def page(self, lang: str) -> str:
        """The page in ``lang``, rendered by the component itself."""
        words = Words.read(self.root / "site_src" / "words", lang)
        look = Look("/site.css", "/site.js", "", "", 10, 90)
        text = {"sk": "Mala Národná rada schváliť zmenu Ústavy", "en": "Should the Council have adopted"}[lang]
        question = Asked(
            id=POLL, text=Markup('{} <span lang="en">{}</span>?').format(text, "R&D"), opened=self.opened,
            closes=self.closes, opened_text=day(self.opened, lang), closes_text=day(self.closes or "2026-01-01", lang),
            replaces="",
            archive=self.closes is None, months_after=14, decision=self.decision, action=f"/api/polls/{POLL}",
            lang=lang, declaration=False, for_means_line=words["for_means.sk.adopt"],
            parliament_for=90, parliament_against=7,
            parliament_abstained=0, parliament_present=99, parliament_name=words["parliament.sk.short"],
            verdict_min_answers=10,
        )  # fmt: skip
        return environment(self.root / "site_src", words, look).from_string(PAGE).render(q=question)


class Handler(BaseHTTPRequestHandler):
    """Pages under /sk/ and /en/, their style and script, and one poll."""

    def __init__(self, stand: Stand, *arguments: object) -> None:
        self.stand = stand
        super().__init__(*arguments)  # type: ignore[arg-type]

    def log_message(self, format: str, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.endswith("/result"):
            self._send(200, f"<!doctype html><title>.</title><p>{self.stand.answers}".encode(), "text/html")
        elif path.startswith("/api/"):
            self._counts({})
        elif path in ("/sk/", "/en/"):
            self._send(200, self.stand.page(path[1:3]).encode(), "text/html; charset=utf-8")
        else:
            files = assets.collect(self.stand.root / "site_src").files
            found = [name for name in files if name.startswith("assets/") and Path(name).suffix == Path(path).suffix]
            kind = {".css": "text/css", ".js": "text/javascript"}.get(Path(path).suffix, "text/plain")
            self._send(200 if found else 404, files[found[0]] if found else b"", f"{kind}; charset=utf-8")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.headers["Content-Type"] != "application/json":
            said = {key: values[0] for key, values in parse_qs(body).items()}
            self.stand.told.append(("FORM", said))
            self.stand.answers["cookie"] = said["choice"]
            self.send_response(303)
            self.send_header("Location", f"{self.path}/result?lang={said['lang']}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        said = json.loads(body)
        self.stand.told.append((self.command, said))
        if self.stand.failure is None and self.command == "POST":
            self.stand.answers[said["ballot"]] = said["choice"]
        elif self.stand.failure is None:
            self.stand.answers.pop(said["ballot"], None)
        self._counts({"choice": said["choice"]} if self.command == "POST" else {})

    do_DELETE = do_POST

    def _counts(self, added: dict[str, str]) -> None:
        failure = self.stand.failure
        if failure == 0:
            self.close_connection = True
        elif failure:
            error = {"error": {"code": "x", "message": "as told"}}
            self._send(failure, json.dumps(error).encode(), "application/json", {"Retry-After": "7"})
        else:
            self._send(200, json.dumps({**self.stand.tally(), **added}).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        sent = {"Content-Type": kind, "Content-Length": str(len(body)), "Content-Security-Policy": POLICY.decode()}
        for name, value in (sent | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def standing(root: Path) -> Iterator[Stand]:
    """The stand on a port of its own, until the end of the block."""
    stand = Stand(root)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, stand)) as server:
        server.daemon_threads = True
        stand.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield stand
        finally:
            server.shutdown()
            thread.join()


def visit(page: Page, stand: Stand, lang: str = "en") -> Locator:
    """Open the page; the section with the question."""
    page.goto(f"{stand.address}/{lang}/")
    return page.locator("#question")


def press(page: Page, name: str) -> None:
    """Press the button of exactly that name."""
    page.get_by_role("button", name=name, exact=True).click()
