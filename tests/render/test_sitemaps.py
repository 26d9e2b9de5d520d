"""Sitemaps of a small site: whole, paired by language, and dated where the record knows a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tests.render.small_record import record
from votewatch.model.redirect import Redirect
from votewatch.render.build import BuildReport, Shown
from votewatch.render.registry import PAGE_TYPES
from votewatch.render.sitemaps import PAGES, urlset

Build = Callable[..., BuildReport]
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
BOTH = ("sk", "en")


def alternates(xml: str) -> dict[str, dict[str, str]]:
    urls = etree.fromstring(xml.encode()).findall("s:url", SPACES)
    return {
        url.findtext("s:loc", namespaces=SPACES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SPACES)
        }
        for url in urls
    }


def test_each_language_names_itself_the_other_and_the_one_for_everybody_else() -> None:
    found = alternates(urlset([("d/sk-9-20/", BOTH, "")], "https://votes.example.org"))
    same = {
        "sk": "https://votes.example.org/sk/d/sk-9-20/",
        "en": "https://votes.example.org/en/d/sk-9-20/",
        "x-default": "https://votes.example.org/en/d/sk-9-20/",
    }
    assert found == {same["sk"]: same, same["en"]: same}


def test_whoever_reads_neither_language_chooses_at_the_home() -> None:
    found = alternates(urlset([("", BOTH, ""), ("", ("",), "")], "https://votes.example.org"))
    assert found["https://votes.example.org/sk/"]["x-default"] == "https://votes.example.org/"
    assert found["https://votes.example.org/"] == {}


def test_a_day_is_given_where_it_is_known_and_nowhere_else() -> None:
    xml = urlset([("a/", BOTH, "2025-10-01"), ("b/", BOTH, "")], "https://votes.example.org")
    assert xml.count("<lastmod>2025-10-01</lastmod>") == 2
    assert xml.count("<lastmod>") == 2


def test_a_part_is_far_below_what_the_protocol_allows() -> None:
    rows = [(f"d/eu-2025-{n:04}-COD/votes/", BOTH, "2025-10-01") for n in range(PAGES)]
    xml = urlset(rows, "https://a-rather-long-name-of-a-host.example.org")
    assert xml.count("<loc>") <= 50_000
    assert len(xml.encode()) < 25 * 2**20


def test_every_page_but_those_that_should_not_be_found_is_in_a_sitemap(built_in: Build, tmp_path: Path) -> None:
    moved = Redirect("d/sk-9-2/", "d/sk-9-20/", "Misprint.", "2026-01-02")
    built_in(replace(record(), redirects=(moved,)), shown=Shown(site_url="https://votes.example.org"))
    public = tmp_path / "public"
    index = etree.parse(public / "sitemap.xml").getroot()
    locs = [loc.text for loc in index.iterfind("s:sitemap/s:loc", SPACES)]
    named = set[str]()
    for loc in locs:
        xml = (public / loc.removeprefix("https://votes.example.org/")).read_text(encoding="utf-8")
        named |= {url.removeprefix("https://votes.example.org/") for url in alternates(xml)}
    pages = {p.relative_to(public).as_posix().removesuffix("index.html") for p in public.rglob("*.html")}
    embedded = {page for page in pages if "/embed/" in page}
    assert embedded
    assert pages - named == {"404.html", "sk/d/sk-9-2/", "en/d/sk-9-2/"} | embedded
    assert named <= pages
    listed = {kind.name for kind in PAGE_TYPES if kind.listed}
    assert {loc.rpartition("/")[2].rpartition("-")[0] for loc in locs} <= listed


def test_the_robots_file_names_the_index(built_in: Build, tmp_path: Path) -> None:
    built_in(record(), shown=Shown(site_url="https://votes.example.org"))
    lines = (tmp_path / "public/robots.txt").read_text(encoding="utf-8").splitlines()
    assert "Sitemap: https://votes.example.org/sitemap.xml" in lines


def test_a_decisions_day_is_the_last_on_which_its_record_its_text_or_a_correction_changed(
    built_in: Build, tmp_path: Path
) -> None:
    built_in(record())
    xml = etree.parse(tmp_path / "public/sitemaps/decision-1.xml").getroot()
    days = {
        url.findtext("s:loc", namespaces=SPACES).rpartition("/d/")[2]: url.findtext("s:lastmod", namespaces=SPACES)
        for url in xml.findall("s:url", SPACES)
    }
    assert days == {
        "sk-9-20/": "2025-10-03",  # its text in plain words
        "sk-9-21/": "2025-10-03",  # a correction
        "eu-2025-0001-COD/": "2025-10-04",
        "eu-2025-2002-RSP/": "2025-10-02",
    }
