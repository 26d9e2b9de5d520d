"""The feeds of a small record: valid, complete, dated by the record, and never the same id for two things."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.render.feeds import validity
from tests.render.small_record import ADVERTS, WHOLE, record, record_of, sk_vote
from votewatch.facts.topics import assign
from votewatch.model.errors import FactError
from votewatch.model.topic import Topic, TopicTable
from votewatch.model.vocabulary import Parliament, Result
from votewatch.render.build import BuildReport, Shown
from votewatch.render.feeds.feed import Entry, Feed
from votewatch.render.feeds.formats import atom, json_feed
from votewatch.render.feeds.instants import instant, latest, tag

Build = Callable[..., BuildReport]
HERE = Shown(site_url="https://votes.example.org")
ENTRY = Entry(
    "tag:votes.example.org,2026:sk:9:1/sk",
    "https://votes.example.org/sk/d/sk-9-1/",
    'Zákon „<a> & "b"“',
    "Schválené: 5 < 6 && ]]> .",
    "2025-09-26T11:02:00+02:00",
    "2025-09-26T11:02:00+02:00",
)
FEED = Feed(
    "tag:votes.example.org,2026:feeds/sk/sk",
    "sk",
    "VoteWatch: A & B",
    "Čo rozhodli <dnes>",
    ENTRY.updated,
    "https://votes.example.org/sk/p/sk/?a=1&b=2",
    "https://votes.example.org/sk/feeds/sk.atom",
    "https://votes.example.org/sk/feeds/sk.json",
    "https://votes.example.org/sk/",
    "Práva",
    (ENTRY,),
)


@pytest.fixture
def site(built_in: Build, tmp_path: Path) -> Path:
    built_in(record(), shown=HERE)
    return tmp_path / "public"


def test_what_markup_means_in_a_title_is_read_back_as_it_was() -> None:
    [entry] = validity.entries(validity.atom(atom(FEED)))
    assert (entry["title"], entry["content"]) == (ENTRY.title, ENTRY.text)


def test_a_character_that_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(FactError, match=r"XML cannot hold '\\x0b'"):
        atom(replace(FEED, entries=(replace(ENTRY, text="a\x0bb"),)))


def test_an_entry_that_was_corrected_says_both_when_it_was_decided_and_when_corrected() -> None:
    corrected = replace(FEED, entries=(replace(ENTRY, updated="2026-01-02T00:00:00+01:00"),))
    [entry] = validity.entries(validity.atom(atom(corrected)))
    assert (entry["published"], entry["updated"]) == (ENTRY.published, "2026-01-02T00:00:00+01:00")
    [item] = validity.json_feed(json_feed(corrected))["items"]
    assert (item["date_published"], item["date_modified"]) == (ENTRY.published, "2026-01-02T00:00:00+01:00")


def test_a_feed_without_entries_is_valid() -> None:
    empty = replace(FEED, entries=())
    assert validity.entries(validity.atom(atom(empty))) == []
    assert validity.json_feed(json_feed(empty))["items"] == []


@pytest.mark.parametrize(
    "broken",
    [
        b"<author><name>VoteWatch</name><uri>https://votes.example.org/sk/</uri></author>",
        b"<updated>2025-09-26T11:02:00+02:00</updated>",
        b"+02:00",
        b"tag:votes.example.org,2026:",
    ],
)
def test_the_validator_sees_what_is_missing(broken: bytes) -> None:
    with pytest.raises((AssertionError, etree.DocumentInvalid)):
        validity.atom(atom(FEED).replace(broken, b""))


@pytest.mark.parametrize(
    ("when", "parliament", "said"),
    [
        ("2025-09-26T11:02", Parliament.SK, "2025-09-26T11:02:00+02:00"),
        ("2026-01-29T20:23", Parliament.SK, "2026-01-29T20:23:00+01:00"),
        ("2025-07-08T12:41:23", Parliament.EU, "2025-07-08T12:41:23+02:00"),
        ("2023-10-25T00:00", Parliament.SK, "2023-10-25T00:00:00+02:00"),
    ],
)
def test_an_instant_has_the_offset_of_its_day(when: str, parliament: Parliament, said: str) -> None:
    assert instant(when, parliament) == said


def test_the_later_of_two_instants_is_told_by_their_offsets() -> None:
    assert latest(["2025-10-26T02:30:00+02:00", "2025-10-26T02:10:00+01:00"]) == "2025-10-26T02:10:00+01:00"


def test_an_id_names_the_host_and_nothing_of_the_address_before_or_after_it() -> None:
    assert tag("https://votes.example.org:8443", "sk:9:733/sk") == "tag:votes.example.org,2026:sk:9:733/sk"


@pytest.mark.slow
def test_every_feed_is_valid_in_both_formats_and_both_say_the_same(site: Path) -> None:
    found = sorted(site.glob("*/feeds/**/*.atom"))
    assert len(found) == len(sorted(site.glob("*/feeds/**/*.json"))) == 2 * (4 + 2 + 2 + 128 + 6)
    for path in found:
        entries = validity.entries(validity.atom(path.read_bytes()))
        items = validity.json_feed(path.with_suffix(".json").read_bytes())["items"]
        assert [(e["id"], e["link"], e["title"], e["content"]) for e in entries] == [
            (i["id"], i["url"], i["title"], i["content_text"]) for i in items
        ]


def test_a_parliaments_feed_has_its_decisions_newest_first_at_the_time_of_the_vote(site: Path) -> None:
    entries = validity.entries(validity.atom((site / "sk/feeds/sk.atom").read_bytes()))
    assert [(e["id"], e.get("published", e["updated"])) for e in entries] == [
        ("tag:votes.example.org,2026:sk:9:21/sk", "2025-09-26T11:43:00+02:00"),
        ("tag:votes.example.org,2026:sk:9:20/sk", "2025-09-26T11:42:00+02:00"),
    ]
    assert entries[1]["link"] == "https://votes.example.org/sk/d/sk-9-20/"
    assert entries[1]["title"] == "Pravidlá pre reklamu"
    assert "za hlasovalo 64 zo 112 prítomných, potrebných bolo 57" in entries[1]["content"]
    assert "Hlas za znamenal: schváliť návrh." in entries[1]["content"]


def test_a_correction_moves_the_entry_of_the_decision_that_it_concerns(site: Path) -> None:
    tree = validity.atom((site / "sk/feeds/sk.atom").read_bytes())
    assert validity.entries(tree)[0]["updated"] == "2025-10-03T00:00:00+02:00"
    assert tree.findtext(f"{validity.ATOM}updated") == "2025-10-03T00:00:00+02:00"


@pytest.mark.parametrize(
    ("member", "lang", "said"),
    [
        ("sk-m1", "sk", [("Zákon o lesoch – proti", "Hlas: proti."), ("Pravidlá pre reklamu – za", "Hlas: za.")]),
        ("sk-m128", "sk", [("… – neprítomnosť", "Hlas: neprítomnosť."), ("… – neprítomnosť", "Hlas: neprítomnosť.")]),
        ("eu-m50", "en", [("… – for", "Vote: for."), ("Trade in glass – did not vote", "Vote: did not vote.")]),
    ],
)
def test_a_members_feed_has_the_vote_and_the_outcome(
    site: Path, member: str, lang: str, said: list[tuple[str, str]]
) -> None:
    items = json.loads((site / f"{lang}/feeds/m/{member}.json").read_bytes())["items"]
    assert len(items) == len(said)
    for item, (title, vote) in zip(items, said, strict=True):
        assert item["title"].replace("\N{NO-BREAK SPACE}", " ").endswith(title.removeprefix("…"))
        assert item["content_text"].startswith(vote)
        assert item["id"].endswith(f"/{member}/{lang}")


def test_a_clubs_feed_has_its_position_with_counts_and_members_without_a_club_have_none(site: Path) -> None:
    items = json.loads((site / "en/feeds/c/sk-c.json").read_bytes())["items"]
    assert [i["content_text"].partition(".")[0] for i in items] == ["Č: all for", "Č: all against"]
    assert sorted(p.stem for p in (site / "en/feeds/c").glob("*.atom")) == ["eu-epp", "eu-sd", "sk-a", "sk-c"]


def test_a_topics_feed_has_its_decisions_of_both_parliaments_under_its_name(built_in: Build, tmp_path: Path) -> None:
    names = {"sk": "Hospodárstvo", "en": "Economy"}
    table = TopicTable((Topic("economy", names, names, ("Economy and budget",), ("reklam",)),), {})
    made = record()
    decisions = tuple(
        replace(d, topics=("Economy and budget",)) if d.id == "eu:2025-0001-COD" else d for d in made.decisions
    )
    built_in(replace(made, decisions=decisions, topic_table=table, topics=assign(decisions, table)))
    public = tmp_path / "public"
    tree = validity.atom((public / "sk/feeds/t/economy.atom").read_bytes())
    assert tree.findtext(f"{validity.ATOM}title") == "VoteWatch: Hospodárstvo"
    assert [e["link"].rpartition("/d/")[2] for e in validity.entries(tree)] == ["sk-9-20/", "eu-2025-0001-COD/"]
    assert 'title="VoteWatch: Economy" href="/en/feeds/t/economy.atom"' in (
        public / "en/t/economy/index.html"
    ).read_text(encoding="utf-8")


def test_a_member_who_was_not_sworn_in_has_no_entry_for_that_day(built_in: Build, tmp_path: Path) -> None:
    votes = (
        sk_vote(101, "20", f"{ADVERTS} - tretie čítanie.\n{WHOLE}", "FFFFFABF", Result.PASSED, "2025-09-10"),
        sk_vote(102, "22", f"{ADVERTS.replace('20', '22')} - tretie čítanie.\n{WHOLE}", "FFFFFAB-", Result.PASSED),
    )
    built_in(record_of(votes))
    items = json.loads((tmp_path / "public/sk/feeds/m/sk-m128.json").read_bytes())["items"]
    assert [i["url"].rpartition("/d/")[2] for i in items] == ["sk-9-20/"]


@pytest.mark.parametrize(
    ("page", "feed"),
    [("sk/m/sk-m1", "sk/feeds/m/sk-m1"), ("en/c/sk-c", "en/feeds/c/sk-c"), ("sk/questions", "sk/feeds/questions")],
)
def test_a_page_and_its_feed_lead_to_each_other(site: Path, page: str, feed: str) -> None:
    html = (site / page / "index.html").read_text(encoding="utf-8")
    tree = validity.atom((site / f"{feed}.atom").read_bytes())
    for ending in ("atom", "json"):
        assert html.count(f'href="/{feed}.{ending}"') == 2  # for the browser, and for the eye
    assert f'href="https://votes.example.org/{page}/"' in etree.tostring(tree).decode()


def test_who_has_no_common_feed_is_offered_none(site: Path) -> None:
    assert "/feeds/c/" not in (site / "sk/c/sk-none/index.html").read_text(encoding="utf-8")


def test_the_questions_that_can_be_answered_are_a_feed_with_their_last_day(site: Path) -> None:
    entries = validity.entries(validity.atom((site / "sk/feeds/questions.atom").read_bytes()))
    assert [e["id"].partition("2026:")[2] for e in entries] == [
        "question/sk:9:21/sk",
        "question/sk:9:20/sk",
        "question/eu:2025-2002-RSP/sk",
        "question/eu:2025-0001-COD/sk",
    ]
    assert all(e["link"].endswith("#question") for e in entries)
    assert all(e["updated"] == "2026-01-31T00:00:00+01:00" for e in entries)
    assert entries[0]["content"].startswith("Archívna otázka, neuzatvára sa.")


def test_the_log_of_corrections_is_a_feed(site: Path) -> None:
    [entry] = validity.entries(validity.atom((site / "en/feeds/corrections.atom").read_bytes()))
    assert entry["id"] == "tag:votes.example.org,2026:correction/2025-10-03-sk-9-v103-title/en"
    assert entry["link"] == "https://votes.example.org/en/corrections/#2025-10-03-sk-9-v103-title"
    assert "Reason: The page had another title." in entry["content"]


@pytest.mark.slow
def test_no_feed_knows_the_day_of_the_build(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), "one", today="2026-01-31")
    build_in(record(), "two", today="2026-11-23")
    for path in sorted((tmp_path / "one").glob("*/feeds/**/*.*")):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
