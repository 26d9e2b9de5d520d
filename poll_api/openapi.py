"""The OpenAPI document, written by hand so that it says what the API does and not what a framework guesses."""

from __future__ import annotations

from typing import Any

from poll_api.bodies import BALLOT_PATTERN, LARGEST
from poll_api.replies import STATUSES

Json = dict[str, Any]

MEANINGS = {
    400: "The body is not JSON, or not a form, though its type says so.",
    403: "A page of a foreign origin sent this.",
    404: "There is no such poll.",
    405: "The address does not take this method.",
    409: "The poll is not open yet.",
    410: "The poll has closed.",
    413: f"The body is over {LARGEST} bytes.",
    415: "The body is neither JSON nor a plain form, in UTF-8.",
    422: "A value is missing, unknown or wrong.",
    429: "Too many requests of one address.",
    503: "The answer could not be written; nothing was counted and asking again is safe.",
}
BALLOT: Json = {
    "type": "string",
    "pattern": BALLOT_PATTERN,
    "minLength": 8,
    "maxLength": 128,
    "description": "A random token that the browser drew for this poll alone.",
}
CHOICE: Json = {"type": "string", "enum": ["yes", "no"]}
LANG: Json = {"type": "string", "enum": ["sk", "en"]}
ID: Json = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "sk:9:733"}
LANG_IN_QUERY: Json = {"name": "lang", "in": "query", "schema": LANG, "description": "Else as the browser prefers."}
_COUNT: Json = {"type": "integer", "minimum": 0}
_TALLY: Json = {
    "id": {"type": "string"},
    "open": {"type": "boolean", "description": "Whether the poll can be answered today, in Europe/Bratislava."},
    "yes": _COUNT,
    "no": _COUNT,
    "n": _COUNT,
    "as_of": {"type": "string", "format": "date-time"},
}
_SHOWN: Json = {
    **_TALLY,
    "flagged": {
        "type": "boolean",
        "description": "True while an hour far above the norm, or a person, withdraws the verdict; else not there.",
    },
}


def document() -> Json:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "VoteWatch poll API",
            "version": "1",
            "description": "Counts readers' yes and no. An indicative signal, not a secured ballot.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            "/api/polls": {"get": _several()},
            "/api/polls/{id}": {"parameters": [ID], "get": _one(), "post": _answer(), "delete": _withdraw_json()},
            "/api/polls/{id}/withdraw": {"parameters": [ID], "post": _withdraw_form()},
            "/api/polls/{id}/result": {"parameters": [ID, LANG_IN_QUERY], "get": _result()},
            "/api/result.css": {"get": _plain("style", "The look of the API's own pages.", "text/css")},
            "/api/openapi.json": {"get": _plain("openapi", "This document.", "application/json")},
            "/healthz": {"get": _plain("health", "The process answers.", "application/json")},
            "/readyz": {
                "get": _plain("ready", "Polls are loaded and answers can be written.", "application/json", 503)
            },
            "/metrics": {"get": _plain("metrics", "What Prometheus collects.", "text/plain")},
        },
        "components": {
            "schemas": {
                "Tally": _object(_SHOWN, *_TALLY),
                "Answered": _object({**_SHOWN, "choice": CHOICE}, *_TALLY, "choice"),
                "Tallies": _object({"polls": {"type": "array", "items": _ref("Tally")}}, "polls"),
                "Error": _object({"error": _object({"code": _CODE, "message": _TEXT}, "code", "message")}, "error"),
            }
        },
    }


_CODE: Json = {"type": "string", "enum": sorted(STATUSES)}
_TEXT: Json = {"type": "string"}


def _object(properties: Json, *required: str) -> Json:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _content(kind: str, schema: Json) -> Json:
    return {kind: {"schema": schema}}


def _errors(*statuses: int, page: bool = False) -> Json:
    """The refusals of an operation; a reader's form (Accept: text/html) gets them as a page."""
    made: Json = {}
    for status in statuses:
        content = _content("application/json", _ref("Error"))
        if page:
            content |= _content("text/html", {"type": "string"})
        made[str(status)] = {"description": MEANINGS[status], "content": content}
        if status in (429, 503):
            seconds = {"schema": {"type": "integer", "minimum": 1}, "description": "Seconds."}
            made[str(status)]["headers"] = {"Retry-After": {"required": True, **seconds}}
    return made


def _ok(description: str, schema: str) -> Json:
    return {"200": {"description": description, "content": _content("application/json", _ref(schema))}}


def _several() -> Json:
    ids = {
        "name": "ids",
        "in": "query",
        "required": True,
        "description": "Up to 100 poll ids.",
        "style": "form",
        "explode": False,
        "schema": {"type": "array", "minItems": 1, "maxItems": 100, "items": {"type": "string", "minLength": 1}},
        "example": ["sk:9:733"],
    }
    responses = {**_ok("The counts, in the order asked, each poll once.", "Tallies"), **_errors(404, 422, 429, 503)}
    return {"operationId": "several", "summary": "Counts of several polls", "parameters": [ids], "responses": responses}


def _one() -> Json:
    responses = {**_ok("Exact counts as of the last commit.", "Tally"), **_errors(404, 429, 503)}
    return {"operationId": "one", "summary": "Counts of one poll", "responses": responses}


def _answer() -> Json:
    body = _object({"choice": CHOICE, "ballot": BALLOT}, "choice", "ballot")
    form = _object({"choice": CHOICE, "ballot": BALLOT, "lang": LANG}, "choice")
    return {
        "operationId": "answer",
        "summary": "Answer, or change the answer of the same ballot",
        "description": "A form without a ballot gets a random one in a cookie of this poll, and is led to the result.",
        "parameters": [LANG_IN_QUERY],
        "requestBody": {"required": True, "content": _bodies(body, form)},
        "responses": {
            **_ok("Written to the disk; the counts hold it.", "Answered"),
            "303": _led(),
            **_errors(400, 403, 404, 409, 410, 413, 415, 422, 429, 503, page=True),
        },
    }


def _withdraw_json() -> Json:
    body = _object({"ballot": BALLOT}, "ballot")
    form = _object({"ballot": BALLOT, "lang": LANG}, "ballot")
    return {
        "operationId": "withdraw",
        "summary": "Withdraw the answer of a ballot, if it has one",
        "requestBody": {"required": True, "content": _bodies(body, form)},
        "responses": {
            **_ok("Removed from the store; the counts no longer hold it.", "Tally"),
            **_errors(400, 403, 404, 409, 410, 413, 415, 422, 429, 503),
        },
    }


def _withdraw_form() -> Json:
    body = _object({"ballot": BALLOT}, "ballot")
    form = _object({"ballot": BALLOT, "lang": LANG})
    return {
        "operationId": "withdrawByForm",
        "summary": "Withdraw, for a form: the ballot may come in this poll's cookie",
        "parameters": [LANG_IN_QUERY],
        "requestBody": {"required": True, "content": _bodies(body, form)},
        "responses": {
            **_ok("Removed from the store; the counts no longer hold it.", "Tally"),
            "303": _led(),
            **_errors(400, 403, 404, 409, 410, 413, 415, 422, 429, 503, page=True),
        },
    }


def _bodies(body: Json, form: Json) -> Json:
    return {**_content("application/json", body), **_content("application/x-www-form-urlencoded", form)}


def _led() -> Json:
    headers = {name: {"required": True, "schema": {"type": "string"}} for name in ("Location", "Set-Cookie")}
    content = _content("text/html", {"type": "string"})
    return {"description": "Written; the browser is led to the result page.", "headers": headers, "content": content}


def _result() -> Json:
    page = {"200": {"description": "A page for readers.", "content": _content("text/html", {"type": "string"})}}
    responses = {**page, **_errors(404, 422, 429, 503)}
    return {"operationId": "result", "summary": "The result as a page, without script", "responses": responses}


def _plain(name: str, summary: str, kind: str, *errors: int) -> Json:
    schema: Json = {"type": "object"} if kind == "application/json" else {"type": "string"}
    responses = {"200": {"description": summary, "content": _content(kind, schema)}, **_errors(*errors)}
    return {"operationId": name, "summary": summary, "responses": responses}
