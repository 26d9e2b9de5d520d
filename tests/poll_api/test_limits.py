"""How often one address may ask, and whose address it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from ipaddress import ip_network
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from poll_api.addresses import client, networks, packed
from poll_api.limits import DAY, Buckets
from poll_api.settings import Limits

Serve = Callable[..., TestClient]
POLL = "/api/polls/sk:9:1"
PROXIES = (ip_network("10.0.0.0/8"), ip_network("2001:db8:ffff::/48"))


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_lets_its_burst_pass_and_then_fills_evenly() -> None:
    clock = Seconds()
    buckets = Buckets(30, 3, clock=clock)
    address = packed("192.0.2.1")
    assert [buckets.take(address) for _ in range(4)] == [0, 0, 0, 2]
    clock.now = 1.9
    assert buckets.take(address) == 1
    clock.now = 2.0
    assert buckets.take(address) == 0


def test_one_address_does_not_use_up_anothers_allowance() -> None:
    buckets = Buckets(30, 1, clock=Seconds())
    assert [buckets.take(packed(address)) for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1")] == [0, 0, 2]


def test_an_ipv6_64_shares_one_allowance_and_its_56_and_48_have_larger_ones() -> None:
    buckets = Buckets(60, 1, clock=Seconds())
    assert buckets.take(packed("2001:db8:0:1::1")) == 0
    assert buckets.take(packed("2001:db8:0:1:ffff::2")) == 1
    others = [buckets.take(packed(f"2001:db8:0:{number:x}::1")) for number in range(2, 6)]
    assert others == [0, 0, 0, 1]  # the /56 lets four pass
    across = [buckets.take(packed(f"2001:db8:0:{number << 8:x}::1")) for number in range(1, 20)]
    assert across.count(0) == 12  # the /48 lets sixteen pass, four of them above


def test_no_address_is_remembered_and_the_key_changes_daily() -> None:
    clock = Seconds()
    buckets = Buckets(30, 1, clock=clock)
    buckets.take(packed("192.0.2.1"))
    assert packed("192.0.2.1") not in buckets._buckets
    before = set(buckets._buckets)
    clock.now = DAY
    assert buckets.take(packed("192.0.2.1")) == 0
    assert before.isdisjoint(buckets._buckets)


def test_only_so_many_networks_are_remembered() -> None:
    buckets = Buckets(30, 1, remembered=10, clock=Seconds())
    for number in range(50):
        buckets.take(packed(f"192.0.2.{number}"))
    assert len(buckets) == 10


def test_an_ipv4_address_written_as_ipv6_is_the_same_address() -> None:
    assert packed("::ffff:192.0.2.1") == packed("192.0.2.1")
    assert len(networks(packed("fe80::1%eth0"))) == 3
    assert packed("unix") == b""


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("10.0.0.1", ["192.0.2.7:4711"], "192.0.2.7"),  # some proxies add the port
        ("10.0.0.1", ["[2001:db8:1::1]:4711"], "2001:db8:1::1"),
        ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),  # nobody's proxy: not believed
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["203.0.113.9, 198.51.100.7"], "198.51.100.7"),  # the left one was invented
        ("10.0.0.1", ["203.0.113.9", "198.51.100.7, 10.0.0.2"], "198.51.100.7"),
        ("10.0.0.1", ["198.51.100.7, nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("2001:db8:ffff::1", ["[2001:db8:1::7]"], "2001:db8:1::7"),
    ],
)
def test_forwarded_addresses_are_believed_as_far_as_our_proxies_wrote_them(
    peer: str, forwarded: list[str], expected: str
) -> None:
    assert client(peer, forwarded, PROXIES) == packed(expected)


def test_forwarded_addresses_mean_nothing_when_no_proxy_is_ours() -> None:
    assert client("10.0.0.1", ["198.51.100.7"], ()) == packed("10.0.0.1")


def test_too_many_answers_are_refused_with_the_time_to_wait_and_counted(serve: Serve, tmp_path: Path) -> None:
    reader = serve(limits=Limits(writes_per_minute=1, write_burst=2))
    replies = [
        reader.post(
            POLL, json={"choice": "yes", "ballot": f"reader-{number}"}, headers={"x-forwarded-for": f"1.1.1.{number}"}
        )
        for number in range(3)
    ]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert 1 <= int(replies[2].headers["retry-after"]) <= 60
    assert replies[2].json()["error"]["code"] == "too_many"
    assert reader.get(POLL).json()["n"] == 2
    assert 'poll_api_refused_total{poll="sk:9:1"} 1.0' in reader.get("/metrics").text
    reader.__exit__()
    with closing(sqlite3.connect(tmp_path / "polls.db")) as database:
        assert database.execute("SELECT * FROM refusals").fetchall() == [("sk:9:1", "2026-11-23", 1)]


def test_a_reader_behind_our_proxy_has_an_allowance_of_his_own(serve: Serve) -> None:
    proxied = serve(address="10.0.0.1", trusted_proxies=PROXIES, limits=Limits(writes_per_minute=1, write_burst=1))
    statuses = [
        proxied.post(
            POLL, json={"choice": "yes", "ballot": "12345678"}, headers={"x-forwarded-for": reader}
        ).status_code
        for reader in ("198.51.100.1", "198.51.100.2", "198.51.100.1")
    ]
    assert statuses == [200, 200, 429]


def test_reads_have_a_limit_of_their_own(serve: Serve) -> None:
    reader = serve(limits=Limits(reads_per_minute=1, read_burst=1))
    assert [reader.get(POLL).status_code for _ in range(2)] == [200, 429]
    assert reader.get(f"{POLL}/result").status_code == 429
    assert reader.get("/api/polls?ids=sk:9:1").status_code == 429
    assert reader.get("/healthz").status_code == 200
