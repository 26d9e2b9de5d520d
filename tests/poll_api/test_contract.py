"""What the API says to one poll's GET, POST and DELETE, status by status."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from poll_api.polls import Counts, read

Serve = Callable[..., TestClient]
POLL = "/api/polls/sk:9:1"
BALLOT = "ballot-of-one-reader"


def answer(client: TestClient, choice: str, ballot: str = BALLOT, poll: str = POLL) -> Any:
    return client.post(poll, json={"choice": choice, "ballot": ballot})


def test_both_sides_of_the_contract_read_the_same_polls(root: Path) -> None:
    polls = read(root / "tests/contract/polls.json")
    assert sorted(polls) == ["eu:2021-0106-COD", "sk:9:733"]
    assert polls["sk:9:733"].passed
    assert polls["sk:9:733"].counts == Counts(for_=90, against=7, abstained=0, present=99)


def test_an_answer_is_acknowledged_with_the_exact_counts(serve: Serve) -> None:
    reply = answer(serve(), "yes")
    assert reply.status_code == 200
    assert reply.json() == {
        "id": "sk:9:1", "open": True, "yes": 1, "no": 0, "n": 1, "as_of": "2026-11-23T12:00:00Z", "choice": "yes",
    }  # fmt: skip
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_a_changed_answer_replaces_the_old_one(serve: Serve) -> None:
    client = serve()
    answer(client, "yes")
    assert answer(client, "no").json()["n"] == 1
    tally = client.get(POLL).json()
    assert (tally["yes"], tally["no"], "choice" in tally) == (0, 1, False)


def test_a_withdrawn_answer_no_longer_counts_and_withdrawing_again_changes_nothing(serve: Serve) -> None:
    client = serve()
    answer(client, "yes")
    for _ in range(2):
        reply = client.request("DELETE", POLL, json={"ballot": BALLOT})
        assert (reply.status_code, reply.json()["n"]) == (200, 0)


def test_one_token_in_two_polls_gives_two_rows_that_nothing_joins(serve: Serve, tmp_path: Path) -> None:
    client = serve()
    answer(client, "yes")
    answer(client, "no", poll="/api/polls/eu:2021-0106-COD")
    with closing(sqlite3.connect(tmp_path / "polls.db")) as database:
        rows = database.execute("SELECT * FROM answers").fetchall()
        columns = [row[1] for row in database.execute("PRAGMA table_info(answers)")]
    assert columns == ["poll", "ballot", "yes", "day"]
    assert len({row[1] for row in rows}) == 2
    assert {row[3] for row in rows} == {"2026-11-23"}
    assert not any(BALLOT.encode() in file.read_bytes() for file in tmp_path.glob("polls.db*"))


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "not_json"),
        (b"\xff\xfe\xfd", "application/json", 400, "not_json"),
        (b"[" * 4000, "application/json", 400, "not_json"),
        (b"a%ff=%ff", "application/x-www-form-urlencoded", 400, "not_json"),
        (b"[]", "application/json", 422, "wrong_value"),
        (b"{}", "application/json", 422, "wrong_value"),
        (b'{"choice":"maybe","ballot":"12345678"}', "application/json", 422, "wrong_value"),
        (b'{"choice":true,"ballot":"12345678"}', "application/json", 422, "wrong_value"),
        (b'{"choice":"yes"}', "application/json", 422, "wrong_value"),
        (b'{"choice":"yes","ballot":"short"}', "application/json", 422, "wrong_value"),
        (b'{"choice":"yes","ballot":"\\ud800bcdefgh"}', "application/json", 422, "wrong_value"),
        (b'{"choice":"yes","ballot":"12345678","more":1}', "application/json", 422, "wrong_value"),
        (b'{"choice":"yes","choice":"no","ballot":"12345678"}', "application/json", 422, "wrong_value"),
        ('{"choice":"yes","ballot":"12345678"}'.encode("utf-16"), "application/json", 400, "not_json"),
        (b"choice=yes&choice=no", "application/x-www-form-urlencoded", 422, "wrong_value"),
        (b"choice=yes&ballot=", "application/x-www-form-urlencoded", 422, "wrong_value"),
        (b"choice=yes&lang=de", "application/x-www-form-urlencoded", 422, "wrong_value"),
        (b"x" * 4097, "application/json", 413, "too_large"),
        (b"{}", "text/plain", 415, "wrong_type"),
        (b"{}", "application/json; charset=latin-1", 415, "wrong_type"),
        (b"{}", "multipart/form-data; boundary=x", 415, "wrong_type"),
    ],
)
def test_a_body_that_is_no_answer_is_refused_by_kind(
    serve: Serve, body: bytes, kind: str, status: int, code: str
) -> None:
    client = serve()
    reply = client.post(POLL, content=body, headers={"content-type": kind})
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)
    assert set(reply.json()["error"]) == {"code", "message"}
    assert client.get(POLL).json()["n"] == 0


def test_a_body_that_grows_over_4_kb_without_saying_so_is_refused(serve: Serve) -> None:
    pieces = (b"x" * 1000 for _ in range(5))
    reply = serve().post(POLL, content=pieces, headers={"content-type": "application/json"})
    assert reply.status_code == 413


def test_a_poll_that_is_not_in_the_file_is_unknown_to_every_method(serve: Serve) -> None:
    client = serve()
    for name in ("sk:9:4", "SK:9:1", "us:1", "sk:9:1%00", "sk:9:1 "):
        for method in ("GET", "POST", "DELETE"):
            reply = client.request(method, f"/api/polls/{name}", json={"choice": "yes", "ballot": BALLOT})
            assert (reply.status_code, reply.json()["error"]["code"]) == (404, "unknown_poll")


def test_a_wrong_method_is_told_which_ones_would_do(serve: Serve) -> None:
    client = serve()
    for method, path, allowed in (
        ("PUT", POLL, "GET, HEAD, POST, DELETE"),
        ("GET", f"{POLL}/withdraw", "POST"),
        ("POST", "/api/polls", "GET, HEAD"),
        ("POST", f"{POLL}/result", "GET, HEAD"),
        ("OPTIONS", POLL, "GET, HEAD, POST, DELETE"),
    ):
        reply = client.request(method, path)
        assert (reply.status_code, reply.headers["allow"]) == (405, allowed)
        assert reply.json()["error"]["code"] == "wrong_method"


def test_several_polls_come_in_the_order_asked_and_each_once(serve: Serve) -> None:
    client = serve()
    answer(client, "no")
    reply = client.get("/api/polls", params={"ids": "eu:2021-0106-COD,sk:9:1,sk:9:1"})
    assert [(poll["id"], poll["n"]) for poll in reply.json()["polls"]] == [("eu:2021-0106-COD", 0), ("sk:9:1", 1)]


@pytest.mark.parametrize(
    ("query", "status"), [("", 422), ("ids=", 422), ("ids=sk:9:1&ids=sk:9:1", 422), ("ids=sk:9:1,sk:9:9", 404)]
)
def test_a_question_about_several_polls_must_name_known_ones(serve: Serve, query: str, status: int) -> None:
    assert serve().get(f"/api/polls?{query}").status_code == status


def test_a_wrong_language_is_refused_before_anything_is_written(serve: Serve) -> None:
    client = serve()
    assert answer(client, "yes", poll=f"{POLL}?lang=de").status_code == 422
    assert client.get(POLL).json()["n"] == 0


def test_at_most_a_hundred_polls_may_be_asked_about(serve: Serve, polls_file: Path) -> None:
    content = json.loads(polls_file.read_text())
    template = content["polls"][0]
    content["polls"] = [{**template, "id": f"sk:9:{number}"} for number in range(101)]
    polls_file.write_text(json.dumps(content))
    client = serve()
    ids = [f"sk:9:{number}" for number in range(101)]
    assert len(client.get("/api/polls", params={"ids": ",".join(ids[:100])}).json()["polls"]) == 100
    assert client.get("/api/polls", params={"ids": ",".join(ids)}).status_code == 422


def test_head_says_what_get_says_without_a_body(serve: Serve) -> None:
    client = serve()
    for path in (POLL, "/api/polls?ids=sk:9:1", "/healthz"):
        assert client.head(path).headers["content-length"] == client.get(path).headers["content-length"]
