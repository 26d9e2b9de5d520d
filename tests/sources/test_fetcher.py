"""The way out: few at once, not too fast, patient, and never the same page twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from tests.sources.weather import START, FakeClock, fetcher_to
from votewatch.model.errors import SourceError
from votewatch.sources.document import Document
from votewatch.sources.fetcher import BudgetSpent, RefusedByServer, Stopped, Unreachable

Answer = Callable[[httpx.Request], httpx.Response]
URL = "https://nrsr.example/web/Default.aspx?ID=1"
PAGES = [f"https://nrsr.example/web/Default.aspx?ID={n}" for n in range(12)]


def fine(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, text=f"page {request.url}", headers={"Content-Type": "text/html"})


def after(*first: httpx.Response | Exception) -> tuple[list[httpx.Request], Answer]:
    """The requests seen, and a server whose first answers are given; then all is fine."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if len(seen) > len(first):
            return fine(request)
        outcome = first[len(seen) - 1]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return seen, answer


def test_a_document_says_what_came_from_where_and_when(tmp_path: Path) -> None:
    with fetcher_to(fine, tmp_path) as fetcher:
        found = fetcher.get(URL)
    assert found == Document(URL, 200, f"page {URL}".encode(), "text/html", "2026-01-24T09:30:00+00:00")
    assert found.day == "2026-01-24"


def test_every_request_carries_our_name(tmp_path: Path) -> None:
    seen, answer = after(httpx.Response(503))
    with fetcher_to(answer, tmp_path) as fetcher:
        fetcher.get(URL)
    assert [request.headers["User-Agent"] for request in seen] == ["VoteWatch/test"] * 2


def test_a_page_is_never_asked_for_twice_not_even_by_the_next_run(tmp_path: Path) -> None:
    seen, answer = after()
    for from_cache in (False, True):
        with fetcher_to(answer, tmp_path) as fetcher:
            assert fetcher.get(URL).from_cache is from_cache
    assert len(seen) == 1


def test_an_index_is_asked_for_again_when_it_is_older_than_allowed(tmp_path: Path) -> None:
    seen, answer = after()
    clock = FakeClock()
    with fetcher_to(answer, tmp_path, clock) as fetcher:
        fetcher.get(URL, fresh_hours=1)
        clock.passed += 3500
        assert fetcher.get(URL, fresh_hours=1).from_cache
        clock.passed += 200
        assert not fetcher.get(URL, fresh_hours=1).from_cache
    assert len(seen) == 2


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"url":', b'{"url":1,"fetched":"2026-01-24T09:30:00+00:00"}\nx'])
def test_a_damaged_file_on_disk_is_a_page_not_yet_read(tmp_path: Path, damage: bytes) -> None:
    with fetcher_to(fine, tmp_path) as fetcher:
        fetcher.get(URL)
        (page,) = tmp_path.rglob("*.page")
        page.write_bytes(damage)
        assert not fetcher.get(URL).from_cache
        assert fetcher.get(URL).from_cache


def test_two_requests_a_second_and_no_more(tmp_path: Path) -> None:
    clock, moments = FakeClock(), []

    def answer(request: httpx.Request) -> httpx.Response:
        moments.append(clock.passed)
        return fine(request)

    with fetcher_to(answer, tmp_path, clock) as fetcher:
        for page in PAGES:
            fetcher.get(page)
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.5


def test_two_at_once_and_never_three(tmp_path: Path) -> None:
    lock, now, most = threading.Lock(), 0, 0
    both = threading.Barrier(2)

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        both.wait(timeout=20)  # nobody goes on alone: two really are on their way together
        with lock:
            now -= 1
        return fine(request)

    with fetcher_to(answer, tmp_path) as fetcher:
        assert [url for url, _ in fetcher.get_all(PAGES)] == PAGES
    assert most == 2


def test_one_failure_among_many_stops_nobody(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404) if request.url.params["ID"] == "3" else fine(request)

    with fetcher_to(answer, tmp_path) as fetcher:
        outcomes = dict(fetcher.get_all(PAGES))
    failed = [url for url, outcome in outcomes.items() if isinstance(outcome, SourceError)]
    assert failed == [PAGES[3]]


@pytest.mark.parametrize(
    "first", [httpx.Response(503), httpx.Response(429), httpx.ReadTimeout("slow"), httpx.ConnectError("no")]
)
def test_bad_weather_is_waited_out(tmp_path: Path, first: httpx.Response | Exception) -> None:
    seen, answer = after(first, first)
    with fetcher_to(answer, tmp_path) as fetcher:
        assert fetcher.get(URL).status == 200
    assert len(seen) == 3


def test_pauses_grow_and_the_error_names_the_address(tmp_path: Path) -> None:
    clock, moments = FakeClock(), []

    def answer(_: httpx.Request) -> httpx.Response:
        moments.append(clock.passed)
        return httpx.Response(503)

    with fetcher_to(answer, tmp_path, clock) as fetcher, pytest.raises(Unreachable, match="status 503") as caught:
        fetcher.get(URL)
    assert [later - earlier for earlier, later in pairwise(moments)] == [1, 2, 4]
    assert caught.value.url == URL


@pytest.mark.parametrize("wish", ["30", format_datetime(START.replace(second=30), usegmt=True)])
def test_nobody_asks_before_the_moment_that_the_source_named(tmp_path: Path, wish: str) -> None:
    clock = FakeClock()
    _, answer = after(httpx.Response(429, headers={"Retry-After": wish}))
    with fetcher_to(answer, tmp_path, clock) as fetcher:
        fetcher.get(URL)
    assert 30 <= clock.passed < 32


def test_a_source_that_wants_to_be_left_alone_for_hours_is(tmp_path: Path) -> None:
    clock = FakeClock()
    _, answer = after(httpx.Response(503, headers={"Retry-After": "86400"}))
    with fetcher_to(answer, tmp_path, clock) as fetcher, pytest.raises(Unreachable, match="86400 s"):
        fetcher.get(URL)
    assert clock.passed == 0


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_refusal_is_not_asked_again(tmp_path: Path, status: int) -> None:
    seen, answer = after(httpx.Response(status))
    with fetcher_to(answer, tmp_path) as fetcher, pytest.raises(RefusedByServer, match=str(status)):
        fetcher.get(URL)
    assert len(seen) == 1


def test_a_page_that_moved_is_followed_and_kept_under_its_old_address(tmp_path: Path) -> None:
    seen, answer = after(httpx.Response(302, headers={"Location": "/elsewhere"}))
    with fetcher_to(answer, tmp_path) as fetcher:
        assert fetcher.get(URL).url == URL
    assert [request.url.path for request in seen] == ["/web/Default.aspx", "/elsewhere"]


def test_a_run_ends_when_its_minutes_are_over(tmp_path: Path) -> None:
    seen, answer = after()
    with fetcher_to(answer, tmp_path, budget_minutes=0.04) as fetcher:  # 2.4 seconds: five turns
        for page in PAGES[:5]:
            fetcher.get(page)
        with pytest.raises(BudgetSpent):
            fetcher.get(PAGES[5])
    assert len(seen) == 5


def test_after_a_stop_nothing_more_is_sent(tmp_path: Path) -> None:
    seen, answer = after()
    with fetcher_to(answer, tmp_path) as fetcher:
        fetcher.get(URL)
        fetcher.stop()
        with pytest.raises(Stopped):
            fetcher.get(PAGES[2])
    assert len(seen) == 1


def test_a_posted_form_is_known_by_its_label_because_the_form_changes(tmp_path: Path) -> None:
    seen, answer = after()
    with fetcher_to(answer, tmp_path) as fetcher:
        first = fetcher.post(URL, {"__VIEWSTATE": "a"}, label="Page$2")
        again = fetcher.post(URL, {"__VIEWSTATE": "b"}, label="Page$2")
        other = fetcher.post(URL, {"__VIEWSTATE": "b"}, label="Page$3")
    assert (first.from_cache, again.from_cache, other.from_cache) == (False, True, False)
    assert [request.content for request in seen] == [b"__VIEWSTATE=a", b"__VIEWSTATE=b"]
