"""The built site, served beside the API: what `make run` shows. Elsewhere a web server does it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from urllib.parse import quote

from starlette.datastructures import Headers as RequestHeaders
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

from poll_api.files import LARGEST_READ, File, Shelf, type_of
from poll_api.replies import API, FRAMED, Headers, error_body, reply, wrong_method
from poll_api.service import named

POLICY = (
    b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SITE: Headers = [*FRAMED, (b"content-security-policy", POLICY)]
# Pages made for frames on other people's sites: any site may frame them, and they may do less than the others.
EMBED = re.compile(r"/(sk|en)/embed/")
EMBED_POLICY = (
    b"default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; "
    b"frame-ancestors *"
)
EMBEDDED: Headers = [
    *((name, value) for name, value in FRAMED if name not in (b"x-frame-options", b"cross-origin-opener-policy")),
    (b"content-security-policy", EMBED_POLICY),
]
FOREVER = b"public, max-age=31536000, immutable"  # names under /assets/ hold a hash of the content
ASK_AGAIN = b"public, no-cache"  # kept, but its tag is compared each time


class Site:
    """The ASGI program for everything that is not the API's."""

    def __init__(self, root: Path) -> None:
        """``root`` may be a link that is set to another build later: it is followed at each request."""
        self._root = root
        self._shelf = Shelf()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request for a page or a file."""
        if scope["method"] not in ("GET", "HEAD"):
            refusal = wrong_method("GET", "HEAD")
            await reply(send, 405, [*API, *refusal.headers], error_body(refusal.code, refusal.message))
            return
        path: str = scope["path"]
        headers = RequestHeaders(scope=scope)
        if path == "/" and (lang := named(headers.get("accept-language", ""))):
            location = (b"location", f"/{lang}/".encode())
            await reply(
                send, 302, [*SITE, location, (b"vary", b"Accept-Language"), (b"cache-control", b"no-cache")], b""
            )
            return
        found = await asyncio.to_thread(self._find, path)
        if found is None:
            await self._not_found(send, path, headers)
        elif isinstance(found, str):
            query = scope["query_string"]
            location = (b"location", found.encode() + (b"?" + query if query else b""))
            await reply(send, 308, [*SITE, location, (b"cache-control", ASK_AGAIN)], b"")
        elif found.stat().st_size > LARGEST_READ:
            await self._stream(found, path, headers, scope, receive, send)
        else:
            file = await asyncio.to_thread(self._shelf.take, found)
            await self._send(send, 200, found, file, path, headers)

    def _find(self, path: str) -> Path | str | None:
        """The file for ``path``, or the address with the slash that a folder's has, or None."""
        names = path[1:].split("/")
        if not path.startswith("/") or any("\0" in name or "\\" in name or name.startswith(".") for name in names):
            return None
        if "" in names[:-1]:
            return None
        try:
            root = self._root.resolve(strict=True)
            target = root.joinpath(*names).resolve(strict=True)
            if not target.is_relative_to(root):
                return None
            if target.is_dir():
                index = target / "index.html"
                if not index.is_file():
                    return None
                return index if path.endswith("/") else quote(path) + "/"
            return target if target.is_file() and not path.endswith("/") else None
        except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
            # Missing, a name too long for the disk, a folder that may not be read: none of it is here.
            return None

    async def _send(self, send: Send, status: int, found: Path, file: File, path: str, headers: RequestHeaders) -> None:
        packed = file.packed is not None and accepts_gzip(headers.get("accept-encoding", ""))
        tag = f'"{file.tag}{"-gz" if packed else ""}"'
        out: Headers = [*framing(path, status), (b"etag", tag.encode())]
        out += [(b"cache-control", caching(path)), (b"vary", _vary(path, file))]
        if status == 200 and is_known(headers.get("if-none-match", ""), tag):
            await reply(send, 304, out, b"")
            return
        out.append((b"content-type", type_of(found).encode()))
        if packed:
            out.append((b"content-encoding", b"gzip"))
        await reply(send, status, out, file.packed if packed and file.packed is not None else file.plain)

    async def _stream(
        self, found: Path, path: str, headers: RequestHeaders, scope: Scope, receive: Receive, send: Send
    ) -> None:
        extra = {name.decode(): value.decode() for name, value in SITE} | {"cache-control": caching(path).decode()}
        response = FileResponse(found, headers=extra, media_type=type_of(found), stat_result=found.stat())
        if is_known(headers.get("if-none-match", ""), response.headers["etag"]):
            kept = {b"content-security-policy", b"etag", b"cache-control", b"x-content-type-options"}
            await reply(send, 304, [(name, value) for name, value in response.raw_headers if name in kept], b"")
            return
        await response(scope, receive, send)

    async def _not_found(self, send: Send, path: str, headers: RequestHeaders) -> None:
        lang = path[1:3] if path[:4] in ("/sk/", "/en/") else None
        for page in ([f"/{lang}/404.html"] if lang else []) + ["/404.html"]:
            found = await asyncio.to_thread(self._find, page)
            if isinstance(found, Path):
                await self._send(send, 404, found, await asyncio.to_thread(self._shelf.take, found), "/404", headers)
                return
        text = (b"content-type", b"text/plain; charset=utf-8")
        await reply(
            send, 404, [*SITE, text, (b"cache-control", ASK_AGAIN)], "Nič tu nie je. Nothing is here.\n".encode()
        )


def caching(path: str) -> bytes:
    """How long a browser may keep what is at ``path`` without asking."""
    return FOREVER if path.startswith("/assets/") else ASK_AGAIN


def framing(path: str, status: int) -> Headers:
    """Who may frame the page at ``path``: nobody, but for the pages that are made for it."""
    return EMBEDDED if status == 200 and EMBED.match(path) else SITE


def accepts_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header allows gzip."""
    for item in accepted.lower().split(","):
        name, _, quality = item.strip().partition(";")
        if name.strip() == "gzip":
            return quality.strip().removeprefix("q=").rstrip("0.") != "" or not quality
    return False


def is_known(known: str, tag: str) -> bool:
    """Whether an If-None-Match header names ``tag``."""
    return known.strip() == "*" or tag in (item.strip().removeprefix("W/") for item in known.split(","))


def _vary(path: str, file: File) -> bytes:
    names = [b"Accept-Language"] * (path == "/") + [b"Accept-Encoding"] * (file.packed is not None)
    return b", ".join(names) or b"Accept-Encoding"
