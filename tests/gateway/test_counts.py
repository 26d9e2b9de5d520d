"""What the gateway tells Prometheus."""

from __future__ import annotations

from votewatch.gateway.counts import Counts


def test_tokens_are_counted_by_kind_and_a_server_that_says_none_changes_nothing() -> None:
    counts = Counts()
    counts.used(
        "llm-local", {"prompt_tokens": 9, "completion_tokens": 4, "prompt_tokens_details": {"cached_tokens": 7}}
    )
    counts.used("llm-local", None)
    counts.used("llm-local", {"prompt_tokens": "many"})
    text = counts.text()
    assert 'gateway_tokens_total{route="llm-local",kind="prompt"} 9' in text
    assert 'gateway_tokens_total{route="llm-local",kind="completion"} 4' in text
    assert 'gateway_tokens_total{route="llm-local",kind="cached"} 7' in text


def test_the_buckets_of_the_seconds_add_up() -> None:
    counts = Counts()
    for seconds in (0.04, 0.05, 3.0, 500.0):
        counts.took("llm-local", seconds)
    text = counts.text()
    assert 'gateway_request_duration_seconds_bucket{route="llm-local",le="0.05"} 2' in text
    assert 'gateway_request_duration_seconds_bucket{route="llm-local",le="5.0"} 3' in text
    assert 'gateway_request_duration_seconds_bucket{route="llm-local",le="+Inf"} 4' in text
    assert 'gateway_request_duration_seconds_sum{route="llm-local"} 503.09' in text
    assert 'gateway_request_duration_seconds_count{route="llm-local"} 4' in text
