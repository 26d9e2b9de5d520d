"""The poll API as a function: events of API Gateway in payload format 2.0, made after AWS's description of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from poll_api import lambda_handler
from poll_api.app import create_app
from poll_api.errors import SettingsError
from poll_api.settings import Limits, Settings
from tests.poll_api.conftest import Clock

Json = dict[str, Any]
EVENTS = Path(__file__).parent / "lambda_events"


def event(name: str, **replaced: str) -> Json:
    text = (EVENTS / f"{name}.json").read_text(encoding="utf-8")
    for old, new in replaced.items():
        text = text.replace(old, new)
    found: Json = json.loads(text)
    return found


@pytest.fixture
def function(tmp_path: Path, polls_file: Path, clock: Clock) -> Iterator[Callable[[Json], Json]]:
    """The function over a SQLite store, called without a context."""
    limits = Limits(writes_per_minute=60, write_burst=5)
    settings = Settings(polls=polls_file, db=tmp_path / "polls.db", secret=b"s" * 32, limits=limits)
    application = create_app(settings, clock=clock)
    answer = lambda_handler.adapted(application)
    yield lambda given: answer(given, None)
    loop = asyncio.get_event_loop()
    loop.run_until_complete(application.service.store.close())
    loop.close()
    asyncio.set_event_loop(None)


def test_an_answer_is_counted_changed_and_withdrawn(function: Callable[[Json], Json]) -> None:
    said = function(event("post_json"))
    assert (said["statusCode"], json.loads(said["body"])["choice"]) == (200, "yes")
    assert json.loads(function(event("get_one"))["body"])["yes"] == 1
    function(event("post_json", yes="no"))
    counted = json.loads(function(event("get_one"))["body"])
    assert (counted["yes"], counted["no"], counted["as_of"]) == (0, 1, "2026-11-23T12:00:00Z")
    assert json.loads(function(event("delete"))["body"])["n"] == 0


def test_a_form_is_led_to_its_result_by_a_cookie_of_its_poll(function: Callable[[Json], Json]) -> None:
    said = function(event("post_form"))
    assert (said["statusCode"], said["headers"]["location"]) == (303, "/api/polls/sk:9:1/result?lang=sk")
    [cookie] = said["cookies"]
    assert "Path=/api/polls/sk:9:1; " in cookie
    assert cookie.endswith("HttpOnly; SameSite=Strict; Secure")
    page = function(event("get_result", BALLOT=cookie.removeprefix("ballot=").partition(";")[0]))
    assert page["headers"]["content-type"] == "text/html; charset=utf-8"
    assert "Odpovedali ste: nie." in page["body"]
    assert page["isBase64Encoded"] is False


def test_several_polls_are_answered_in_the_order_asked(function: Callable[[Json], Json]) -> None:
    said = json.loads(function(event("get_several"))["body"])
    assert [poll["id"] for poll in said["polls"]] == ["sk:9:1", "eu:2021-0106-COD"]


@pytest.mark.parametrize(
    ("name", "status", "code"), [("post_not_json", 400, "not_json"), ("get_unknown", 404, "not_found")]
)
def test_a_refusal_is_the_contracts(function: Callable[[Json], Json], name: str, status: int, code: str) -> None:
    said = function(event(name))
    assert (said["statusCode"], json.loads(said["body"])["error"]["code"]) == (status, code)


def test_one_address_is_limited_by_the_address_that_the_gateway_saw(function: Callable[[Json], Json]) -> None:
    statuses = [function(event("post_json"))["statusCode"] for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    other = event("post_json")
    other["requestContext"]["http"]["sourceIp"] = "198.51.100.2"
    assert function(other)["statusCode"] == 200


def test_without_a_database_the_function_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, polls_file: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("POLL_API_POLLS", str(polls_file))
    monkeypatch.setenv("POLL_API_DB", "/tmp/polls.db")
    with pytest.raises(SettingsError, match="a function needs DATABASE_URL and POLL_API_SECRET"):
        lambda_handler.handler(event("get_one"), None)
