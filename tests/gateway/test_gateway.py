"""The service from outside: what reaches the upstream, what comes back, and what is said when it does not."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from votewatch.gateway.app import Upstream, create_app
from votewatch.gateway.door import Door
from votewatch.llm.anonymise import Entity
from votewatch.llm.ask import AskError
from votewatch.llm.fakes import Fakes
from votewatch.llm.guard import Policy, Then

IBAN = "SK31 1200 0000 1987 4263 7541"
KEY = "sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8t"
LETTER = f"Volám sa Peter Novák, účet {IBAN}."
Answer = Callable[[dict[str, Any]], httpx.Response]


class Sky:
    """The upstream: notes what reaches it and answers as the test says."""

    def __init__(self) -> None:
        self.seen: list[httpx.Request] = []
        self.answer: Answer = lambda body: said(body["messages"][-1]["content"])

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        return self.answer(json.loads(request.content))

    @property
    def words(self) -> str:
        """All that ever reached it."""
        return "\n".join(request.content.decode() + str(request.headers) for request in self.seen)


def said(text: str) -> httpx.Response:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return httpx.Response(200, json={"id": "1", "object": "chat.completion", "created": 1, "choices": [choice]})


class Pieces(httpx.AsyncByteStream):
    """A stream of bytes cut where the test says; after the last one it breaks off if told so."""

    def __init__(self, *pieces: bytes, breaks: bool = False) -> None:
        self._pieces, self._breaks = pieces, breaks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece
        if self._breaks:
            raise httpx.ReadError("gone")


def streamed(*texts: str, breaks: bool = False, done: bool = True) -> httpx.Response:
    events = [
        b"data: " + json.dumps({"choices": [{"index": 0, "delta": {"content": text}}]}).encode() + b"\n\n"
        for text in texts
    ]
    end = [b"data: [DONE]\n\n"] if done else []
    return httpx.Response(
        200, headers={"content-type": "text/event-stream"}, stream=Pieces(*events, *end, breaks=breaks)
    )


@pytest.fixture
def sky() -> Sky:
    return Sky()


@pytest.fixture
def client(sky: Sky) -> Iterator[TestClient]:
    upstream = Upstream("https://models.example/v1", "big", key="upstream-secret", timeout=5)
    people = [Entity("person", "Peter Novák")]

    def maker() -> Fakes:
        return Fakes("sk", seed=5)

    doors = {
        "plain": (Door("plain", None, maker), upstream),
        "guarded": (Door("guarded", Policy(Then.BLOCK), maker), upstream),
        "anonymised": (Door("anonymised", Policy(Then.ANONYMISE), maker, lambda _text: people), upstream),
    }
    app = create_app(doors, maker, lambda _text: people, httpx.MockTransport(sky))
    with TestClient(app) as running:
        yield running


def ask(client: TestClient, route: str, text: str, **more: Any) -> Any:
    """What the service answers to one question; the client brings a key of its own."""
    body = {"model": route, "messages": [{"role": "user", "content": text}], **more}
    return client.post("/v1/chat/completions", json=body, headers={"authorization": "Bearer the-clients-own"})


def content(reply: Any) -> str:
    return str(reply.json()["choices"][0]["message"]["content"])


def test_a_plain_route_sends_the_text_as_it_is_with_our_key_and_model(client: TestClient, sky: Sky) -> None:
    assert content(ask(client, "plain", LETTER)) == LETTER
    [request] = sky.seen
    assert request.headers["authorization"] == "Bearer upstream-secret"
    assert json.loads(request.content)["model"] == "big"
    assert "the-clients-own" not in sky.words


@pytest.mark.parametrize("secret", [IBAN, KEY])
def test_a_guarded_route_blocks_with_the_class_and_nothing_reaches_the_upstream(
    client: TestClient, sky: Sky, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        reply = ask(client, "guarded", f"Hľa: {secret}")
    assert (reply.status_code, reply.json()["error"]["code"]) == (400, "content_policy_violation")
    assert reply.json()["error"]["message"].startswith("not sent: the message holds ")
    assert sky.seen == []
    assert secret not in caplog.text + reply.text
    assert ask(client, "guarded", "zákon č. 300/2005 Z. z.").status_code == 200


def test_an_anonymised_route_sends_fakes_and_gives_the_real_values_back(client: TestClient, sky: Sky) -> None:
    assert content(ask(client, "anonymised", LETTER)) == LETTER
    assert IBAN not in sky.words
    assert "Novák" not in sky.words
    assert "účet SK" in json.loads(sky.seen[0].content)["messages"][0]["content"]


def test_a_name_alone_is_replaced_too(client: TestClient, sky: Sky) -> None:
    assert content(ask(client, "anonymised", "Poznáš Petra? Peter Novák ho pozná.")).startswith("Poznáš Petra? Peter")
    assert "Novák" not in sky.words


def failing(_text: str) -> Any:
    raise AskError("the local model is away", status=503)


@pytest.mark.parametrize(("open_on_error", "status"), [(False, 400), (True, 200)])
def test_when_nobody_can_look_for_names_the_policy_says_what_holds(sky: Sky, open_on_error: bool, status: int) -> None:
    policy = Policy(Then.ANONYMISE, open_on_error=open_on_error)
    door = Door("anonymised", policy, lambda: Fakes("sk", 5), failing)
    app = create_app(
        {"anonymised": (door, Upstream("https://models.example/v1", "big"))},
        lambda: Fakes("sk", 5),
        failing,
        httpx.MockTransport(sky),
    )
    with TestClient(app) as client:
        reply = ask(client, "anonymised", LETTER)
        alone = client.post("/anonymize", json={"text": LETTER})
    assert reply.status_code == status
    assert len(sky.seen) == (status == 200)
    assert IBAN not in sky.words
    assert (alone.status_code, alone.json()["error"]["message"]) == (
        422,
        "the text holds names that nobody could look for",
    )


def test_a_stream_that_splits_a_fake_in_two_is_restored_across_the_cut(client: TestClient, sky: Sky) -> None:
    def letter_by_letter(body: dict[str, Any]) -> httpx.Response:
        return streamed(*body["messages"][-1]["content"])

    sky.answer = letter_by_letter
    reply = ask(client, "anonymised", LETTER, stream=True)
    events = [line[6:] for line in reply.text.splitlines() if line.startswith("data: ")]
    assert events[-1] == "[DONE]"
    assert "".join(json.loads(e)["choices"][0]["delta"]["content"] for e in events[:-1]) == LETTER
    assert "Novák" not in sky.words


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (httpx.Response(429, json={"error": {"code": "slow_down"}}, headers={"retry-after": "7"}), 429, "slow_down"),
        (httpx.Response(500, json={"error": {"code": "boom"}}), 500, "boom"),
        (httpx.Response(200, content=b"{broken"), 502, "upstream_error"),
    ],
)
def test_what_the_upstream_says_of_itself_passes_through(
    client: TestClient, sky: Sky, answer: httpx.Response, status: int, code: str
) -> None:
    sky.answer = lambda _body: answer
    reply = ask(client, "guarded", "ahoj")
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)
    assert reply.headers.get("retry-after") == answer.headers.get("retry-after")


@pytest.mark.parametrize(("error", "status"), [(httpx.ReadTimeout("late"), 504), (httpx.ConnectError("no"), 502)])
def test_an_upstream_that_is_late_or_away_is_an_error_of_its_own(
    client: TestClient, sky: Sky, error: Exception, status: int
) -> None:
    def fail(_body: dict[str, Any]) -> httpx.Response:
        raise error

    sky.answer = fail
    reply = ask(client, "plain", "ahoj")
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, "upstream_error")
    assert "gateway_failed_total" in client.get("/metrics").text


@pytest.mark.parametrize("broken", [streamed("a", breaks=True, done=False), streamed("a")])
def test_a_stream_that_breaks_off_says_so_and_one_that_ends_does_not(
    client: TestClient, sky: Sky, broken: httpx.Response
) -> None:
    sky.answer = lambda _body: broken
    text = ask(client, "anonymised", LETTER, stream=True).text
    assert ("broke off" in text) is not ("[DONE]" in text)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"messages":1}', 400),
        (b'{"model":"other","messages":[]}', 404),
        (b"x" * 4_000_001, 413),
    ],
)
def test_a_request_that_is_none_is_told_why(client: TestClient, body: bytes, status: int) -> None:
    reply = client.post("/v1/chat/completions", content=body)
    assert reply.status_code == status
    assert set(reply.json()["error"]) == {"message", "type", "code", "param"}


def test_the_routes_are_listed_as_models(client: TestClient) -> None:
    assert [row["id"] for row in client.get("/v1/models").json()["data"]] == ["anonymised", "guarded", "plain"]


def test_a_text_is_anonymised_and_back_with_the_mapping_in_the_callers_hands(client: TestClient) -> None:
    made = client.post("/anonymize", json={"text": LETTER}).json()
    assert "Novák" not in made["text"]
    assert made["kinds"] == ["iban", "person"]
    back = client.post("/deanonymize", json={"text": made["text"], "fakes": made["fakes"]}).json()
    assert back == {"text": LETTER, "missing": 0, "inflected": 0}
    assert client.post("/deanonymize", json={"text": "x", "fakes": {"": "y"}}).status_code == 400


def test_values_with_quotes_and_line_ends_leave_no_trace_either(client: TestClient, sky: Sky) -> None:
    pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\n-----END PRIVATE KEY-----"
    text = f'heslo: Zi"ma2024! a {pem} a "{IBAN}"'
    assert content(ask(client, "anonymised", text)) == text
    for real in ("MIIEvQIBADANBgkqhkiG", IBAN):
        assert real not in sky.words


def test_tools_and_earlier_turns_are_guarded_like_the_question(client: TestClient, sky: Sky) -> None:
    body = {
        "model": "guarded",
        "messages": [{"role": "assistant", "content": f"Účet je {IBAN}."}, {"role": "user", "content": "Ďakujem."}],
    }
    assert client.post("/v1/chat/completions", json=body).status_code == 400
    tools = [{"type": "function", "function": {"name": "pay", "description": f"pays from {IBAN}"}}]
    assert ask(client, "guarded", "ahoj", tools=tools).status_code == 400
    assert sky.seen == []
