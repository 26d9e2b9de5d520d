"""One call to a model: when it is repeated, when it is not, and what a failure may say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from votewatch.llm.ask import Answer, AskError, OutOfTime, Patience, Request, first_of, patiently

REQUEST = Request("m", (("user", "?"),), {"type": "object"}, 0.2, 100, 60.0)


@dataclass
class Weather:
    """A model that fails as told, call by call, and then answers; with a clock of its own."""

    ahead: list[AskError]
    asked: list[Request] = field(default_factory=list)
    paused: list[float] = field(default_factory=list)
    time: float = 0.0
    takes: float = 1.0

    def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        self.time += self.takes
        if self.ahead:
            raise self.ahead.pop(0)
        return Answer(request.model, "{}", 10, 5)

    def sleep(self, seconds: float) -> None:
        self.paused.append(seconds)
        self.time += seconds

    def patience(self, retries: int = 4, deadline: float = float("inf")) -> Patience:
        return Patience(retries, deadline, lambda: self.time, self.sleep)


def failing(*statuses: int, pause: float | None = None) -> Weather:
    return Weather([AskError(f"status {status}", status=status, pause=pause) for status in statuses])


def test_busy_broken_and_slow_servers_are_asked_again_after_growing_pauses() -> None:
    weather = failing(429, 500, 408, 503)
    assert patiently(weather.ask, REQUEST, weather.patience()).text == "{}"
    assert weather.paused == [2.0, 8.0, 30.0, 60.0]


def test_a_pause_that_the_server_names_is_kept_within_bounds() -> None:
    weather = failing(429, 429, pause=7.0)
    patiently(weather.ask, REQUEST, weather.patience())
    assert weather.paused == [7.0, 7.0]
    weather = failing(429, pause=86400.0)
    patiently(weather.ask, REQUEST, weather.patience())
    assert weather.paused == [120.0]


def test_the_last_failure_is_raised_when_the_retries_are_used_up() -> None:
    weather = failing(500, 500, 502)
    with pytest.raises(AskError, match="status 502"):
        patiently(weather.ask, REQUEST, weather.patience(retries=2))
    assert len(weather.asked) == 3


@pytest.mark.parametrize("status", [401, 403, 404, 0])
def test_what_will_not_change_is_asked_once(status: int) -> None:
    weather = failing(status)
    with pytest.raises(AskError):
        patiently(weather.ask, REQUEST, weather.patience())
    assert (len(weather.asked), weather.paused) == (1, [])


def test_a_server_that_refuses_the_schema_is_asked_without_it() -> None:
    weather = failing(400)
    patiently(weather.ask, REQUEST, weather.patience())
    assert [request.schema is None for request in weather.asked] == [False, True]


def test_no_pause_reaches_past_the_deadline() -> None:
    weather = failing(429, pause=100.0)
    with pytest.raises(OutOfTime):
        patiently(weather.ask, REQUEST, weather.patience(deadline=50.0))
    assert weather.paused == []


def test_one_call_waits_no_longer_than_what_is_left() -> None:
    weather = failing()
    patiently(weather.ask, REQUEST, weather.patience(deadline=20.0))
    assert weather.asked[0].timeout == 20.0


def test_nothing_is_asked_after_the_deadline() -> None:
    weather = failing()
    with pytest.raises(OutOfTime):
        patiently(weather.ask, REQUEST, weather.patience(deadline=0.0))
    assert weather.asked == []


def models(*names: str) -> Sequence[Request]:
    return [replace(REQUEST, model=name) for name in names]


def test_the_next_model_is_asked_when_one_fails() -> None:
    weather = failing(404)
    assert first_of(weather.ask, models("a", "b", "c"), weather.patience()).model == "b"


def test_when_all_models_fail_the_first_one_s_failure_is_told() -> None:
    weather = failing(401, 404)
    with pytest.raises(AskError, match="status 401"):
        first_of(weather.ask, models("a", "b"), weather.patience())


@pytest.mark.parametrize(
    ("status", "header", "pause"), [(429, "7", 7.0), (429, "Wed, 21 Oct 2026 07:28:00 GMT", None), (None, "", None)]
)
def test_a_provider_s_error_tells_status_and_pause_but_never_its_words(
    status: int | None, header: str, pause: float | None
) -> None:
    # A litellm of our own making: what it raises repeats the key, as some providers do.
    script = f"""
import sys, types
class Response: headers = {{"retry-after": {header!r}}}
class RateLimitError(Exception):
    status_code = {status!r}
    response = Response()
fake = types.ModuleType("litellm")
def completion(**given): raise RateLimitError("wrong key sk-secret")
fake.completion = completion
fake.validate_environment = lambda model: {{"keys_in_environment": True, "missing_keys": []}}
sys.modules["litellm"] = fake
from votewatch.llm.ask import AskError, Request, through_litellm
try: through_litellm(Request("m", (("user", "?"),), None, 0.0, 10, 1.0))
except AskError as error: print(repr((str(error), error.status, error.pause, error.__cause__)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    told = f"RateLimitError ({status or 'no status'})"
    assert done.stdout.strip() == repr((told, status or 0, pause, None))
    assert "secret" not in done.stdout + done.stderr


def test_importing_the_door_imports_no_litellm() -> None:
    script = "import sys, votewatch.llm.ask; print('litellm' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
