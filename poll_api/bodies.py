"""What comes in: a body of at most 4 kB, as JSON or as a plain form, and what it may say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.types import Receive

from poll_api.replies import Refusal
from poll_api.words import LANGUAGES

LARGEST = 4096  # bytes
JSON = b"application/json"
FORM = b"application/x-www-form-urlencoded"
# A browser's random token. Letters that need no escape anywhere, and enough of them to be drawn by lot.
BALLOT_PATTERN = "^[A-Za-z0-9._~-]{8,128}$"
BALLOT = re.compile(BALLOT_PATTERN.removeprefix("^").removesuffix("$"))
CHOICES = {"yes": True, "no": False}


class ClientGone(Exception):
    """The client went away before its request was whole; nobody is left to answer."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a body said: None where it said nothing."""

    choice: bool | None
    ballot: str | None
    lang: str | None
    is_form: bool


def content_type(headers: dict[bytes, bytes]) -> bytes:
    """JSON or FORM. Raises Refusal for any other type or for a character set that is not UTF-8."""
    kind, _, parameters = headers.get(b"content-type", b"").lower().partition(b";")
    kind = kind.strip()
    charset = parameters.strip().removeprefix(b"charset=").strip(b'"')
    if kind not in (JSON, FORM) or (b"charset=" in parameters and charset != b"utf-8"):
        raise Refusal("wrong_type", "the body must be application/json or application/x-www-form-urlencoded, in UTF-8")
    return kind


async def read(receive: Receive, headers: dict[bytes, bytes]) -> bytes:
    """The whole body. Raises Refusal above 4 kB without reading on, ClientGone when it never came."""
    declared = headers.get(b"content-length", b"0")
    if not declared.isdigit() or len(declared) > 9 or int(declared) > LARGEST:
        raise _too_large()
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        piece: bytes = message.get("body", b"")
        body += piece
        if len(body) > LARGEST:
            raise _too_large()
        if not message.get("more_body", False):
            return body


def _too_large() -> Refusal:
    # The rest of the body would otherwise be read as far as it goes.
    return Refusal("too_large", f"the body must not be over {LARGEST} bytes", (b"connection", b"close"))


def understand(body: bytes, kind: bytes, allowed: tuple[str, ...]) -> Said:
    """What ``body`` says, with no key but those in ``allowed``.

    Raises Refusal: 400 when it is not what its type says, 422 for wrong values.
    """
    fields = _form(body) if kind == FORM else _json(body)
    for key in fields:
        if key not in allowed:
            raise Refusal("wrong_value", f"unknown key {key[:40]!r}; expected {', '.join(allowed)}")
    choice, ballot, lang = fields.get("choice"), fields.get("ballot"), fields.get("lang")
    if "choice" in fields and (not isinstance(choice, str) or choice not in CHOICES):
        raise Refusal("wrong_value", 'choice must be "yes" or "no"')
    if "ballot" in fields and (not isinstance(ballot, str) or not BALLOT.fullmatch(ballot)):
        raise Refusal("wrong_value", "ballot must be 8 to 128 letters, digits or any of . _ ~ -")
    if "lang" in fields and lang not in LANGUAGES:
        raise Refusal("wrong_value", "lang must be sk or en")
    return Said(CHOICES[choice] if choice is not None else None, ballot, lang, kind == FORM)


def _json(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body.decode(), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refusal("not_json", "the body is not JSON") from error
    if not isinstance(value, dict):
        raise Refusal("wrong_value", "the body must be an object")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Refusal("wrong_value", "a key of the body is there twice")
    return fields


def _form(body: bytes) -> dict[str, Any]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(body), errors="strict", max_num_fields=8
        )
    except ValueError as error:
        raise Refusal("not_json", "the body is not a form") from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Refusal("wrong_value", "a field of the form is there twice")
    return fields
