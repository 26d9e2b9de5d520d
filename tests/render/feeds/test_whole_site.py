"""Every feed, calendar and sitemap of the committed record, read as its readers read it."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from lxml import etree

from tests.render.feeds import validity
from votewatch.ledger import files, people
from votewatch.model.vocabulary import Parliament

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HERE = "http://127.0.0.1:8000/"


def feeds(built_site: Path) -> list[Path]:
    return sorted(built_site.glob("*/feeds/**/*.atom"))


def sample(paths: list[Path]) -> list[Path]:
    """All but members', and of those the largest, the smallest and some others, always the same."""
    members = sorted((p for p in paths if p.parent.name == "m"), key=lambda p: p.stat().st_size)
    others = [p for p in paths if p.parent.name != "m"]
    return [*others, *members[:10], *members[-10:], *random.Random(11).sample(members, 150)]


def test_the_feeds_are_valid_and_both_formats_have_the_same_entries(built_site: Path) -> None:
    for path in sample(feeds(built_site)):
        entries = validity.entries(validity.atom(path.read_bytes()))
        items = validity.json_feed(path.with_suffix(".json").read_bytes())["items"]
        assert [e["id"] for e in entries] == [i["id"] for i in items], path
        assert 0 < len(entries) <= (30 if path.parent.name == "m" else 50), path


def test_every_link_of_a_feed_leads_to_a_page(built_site: Path) -> None:
    for path in sample(feeds(built_site)):
        for entry in validity.entries(validity.atom(path.read_bytes())):
            to = entry["link"].removeprefix(HERE).partition("#")[0]
            assert (built_site / to / "index.html").is_file(), (path, entry["link"])


def test_everybody_who_voted_by_name_has_a_feed_and_a_small_one(built_site: Path) -> None:
    data = ROOT / "data"
    named = {m.id for m in people.load(data, Parliament.SK).values()}
    found = {int(p.stem.removeprefix("sk-m")) for p in (built_site / "sk/feeds/m").glob("sk-m*.atom")}
    assert found <= named
    assert len(found) >= 180
    assert max(p.stat().st_size for p in (built_site / "sk/feeds/m").iterdir()) < 25_000


def test_a_feed_is_dated_within_the_record(built_site: Path) -> None:
    last = max(r.day for r in files.load(ROOT / "data"))
    for name in ("sk", "eu"):
        tree = validity.atom((built_site / f"sk/feeds/{name}.atom").read_bytes())
        days = [e.get("published", e["updated"])[:10] for e in validity.entries(tree)]
        assert days == sorted(days, reverse=True)
        assert days[0] <= last


@pytest.mark.parametrize("parliament", list(Parliament))
def test_the_calendar_has_every_day_on_which_votes_were_held_and_no_other(
    built_site: Path, parliament: Parliament
) -> None:
    held = {r.day for r in files.load(ROOT / "data") if r.parliament is parliament}
    for lang in ("sk", "en"):
        found = validity.calendar((built_site / f"{lang}/feeds/sittings-{parliament}.ics").read_bytes())
        days: list[dt.date] = [event["DTSTART"].dt for event in found.walk("VEVENT")]
        assert [day.isoformat() for day in days] == sorted(held)
        for event in found.walk("VEVENT"):
            assert (built_site / str(event["URL"]).removeprefix(HERE) / "index.html").is_file()


def test_the_sitemaps_name_every_page_and_nothing_else(built_site: Path) -> None:
    index = etree.parse(built_site / "sitemap.xml").getroot()
    parts = [built_site / loc.text.removeprefix(HERE) for loc in index.iter(f"{SITEMAP}loc")]
    named = []
    for part in parts:
        assert part.stat().st_size < 50 * 2**20
        urls = etree.parse(part).getroot().findall(f"{SITEMAP}url")
        assert 0 < len(urls) <= 50_000
        named += [url.findtext(f"{SITEMAP}loc").removeprefix(HERE) for url in urls]
    moved = {f"{lang}/{old}/" for lang in ("sk", "en") for old in ("d", "v", "p")}
    pages = {p.relative_to(built_site).as_posix().removesuffix("index.html") for p in built_site.rglob("*.html")}
    assert len(named) == len(set(named))
    # Frames for pages of others ask not to be found.
    assert set(named) == {page for page in pages - moved - {"404.html"} if "/embed/" not in page}
    assert sorted(p.name for p in parts) == sorted(p.name for p in (built_site / "sitemaps").iterdir())


def test_a_page_and_the_sitemap_name_the_same_addresses_for_each_language(built_site: Path) -> None:
    urls = etree.parse(built_site / "sitemaps/decision-1.xml").getroot().findall(f"{SITEMAP}url")
    for url in random.Random(13).sample(urls, 40):
        where = url.findtext(f"{SITEMAP}loc")
        page = (built_site / where.removeprefix(HERE) / "index.html").read_text(encoding="utf-8")
        for link in url.findall(LINK):
            assert f'<link rel="alternate" hreflang="{link.get("hreflang")}" href="{link.get("href")}">' in page
        assert f'<link rel="canonical" href="{where}">' in page
