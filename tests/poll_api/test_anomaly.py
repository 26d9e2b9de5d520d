"""An hour far above the norm withdraws the verdict of its poll, and of no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from poll_api.anomaly import HOURS, LEAST, TIMES, Hours
from tests.poll_api.conftest import Clock, Serve

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
POLL = "sk:9:1"


def answered(hours: Hours, poll: str, count: int, moment: datetime) -> None:
    for _ in range(count):
        hours.seen(poll, moment)


def test_fewer_than_three_hundred_an_hour_are_never_odd() -> None:
    hours = Hours()
    answered(hours, POLL, LEAST - 1, NOON)
    assert not hours.flagged(POLL, NOON)


def test_three_hundred_after_silence_are_odd_and_flag_that_poll_alone() -> None:
    hours = Hours()
    answered(hours, "sk:9:2", 10, NOON)
    answered(hours, POLL, LEAST, NOON)
    assert hours.all_flagged(NOON) == [POLL]


def test_a_busy_day_raises_the_norm_for_every_poll() -> None:
    hours = Hours()
    answered(hours, "sk:9:2", LEAST - 1, NOON)
    answered(hours, POLL, TIMES * (LEAST - 1) - 1, NOON + timedelta(hours=1))
    assert hours.all_flagged(NOON + timedelta(hours=1)) == []
    hours.seen(POLL, NOON + timedelta(hours=1))
    assert hours.all_flagged(NOON + timedelta(hours=1)) == [POLL]


def test_the_verdict_comes_back_after_a_quiet_day() -> None:
    hours = Hours()
    answered(hours, POLL, LEAST, NOON)
    assert hours.flagged(POLL, NOON + timedelta(hours=HOURS - 1))
    assert not hours.flagged(POLL, NOON + timedelta(hours=HOURS))


def test_what_is_two_days_old_is_forgotten() -> None:
    hours = Hours()
    answered(hours, POLL, LEAST, NOON)
    hours.seen("sk:9:2", NOON + timedelta(hours=HOURS + 1))
    assert len(hours._counts) == 1


def flooded(serve: Serve) -> TestClient:
    client = serve()
    service = client.app.service  # type: ignore[attr-defined]
    answered(service.hours, POLL, LEAST, service.clock())
    return client


def test_the_counts_stay_and_say_that_the_verdict_is_withdrawn(serve: Serve, clock: Clock) -> None:
    client = flooded(serve)
    assert client.get(f"/api/polls/{POLL}").json()["flagged"] is True
    assert "flagged" not in client.get("/api/polls/eu:2021-0106-COD").json()
    clock.moment += timedelta(days=1)
    assert "flagged" not in client.get(f"/api/polls/{POLL}").json()


@pytest.mark.parametrize(("lang", "said"), [("sk", "nezvyčajne veľa odpovedí"), ("en", "Unusually many answers")])
def test_the_page_without_script_says_it_in_place_of_the_verdict(serve: Serve, lang: str, said: str) -> None:
    client = flooded(serve)
    for i in range(12):
        client.post(f"/api/polls/{POLL}", json={"choice": "yes", "ballot": f"reader-{i:04}"})
    page = client.get(f"/api/polls/{POLL}/result?lang={lang}").text
    assert said in page
    assert "rovnako ako rozhodnutie" not in page
    assert "same way" not in page


def test_the_alarm_names_the_poll(serve: Serve) -> None:
    text = flooded(serve).get("/metrics").text
    assert 'poll_api_flagged{poll="sk:9:1"} 1.0' in text
    assert "poll_api_flagged_polls 1.0" in text


def test_requests_refusals_and_batches_are_measured(serve: Serve) -> None:
    client = serve()
    client.post(f"/api/polls/{POLL}", json={"choice": "yes", "ballot": "12345678"})
    client.post(f"/api/polls/{POLL}", json={"choice": "maybe", "ballot": "12345678"})
    client.post("/api/polls/sk:9:404", json={"choice": "yes", "ballot": "12345678"})
    text = client.get("/metrics").text
    assert 'poll_api_request_duration_seconds_count{method="POST"} 3.0' in text
    assert 'poll_api_refusals_total{code="wrong_value"} 1.0' in text
    assert 'poll_api_refusals_total{code="unknown_poll"} 1.0' in text
    assert 'poll_api_batch_size_bucket{le="1.0"} 1.0' in text
    assert "poll_api_queue 0.0" in text
