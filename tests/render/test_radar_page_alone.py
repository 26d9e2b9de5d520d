"""The radar's page loads nothing, tells nobody, and takes what postings say for text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.page_reading import parsed, rows, section, tags, words
from tests.render.small_picture import HEALTHS, SERIES, SITE_SRC, SOURCES, picture, posting, render_in
from votewatch.model.radar import Health, Source
from votewatch.model.skill import Asked, Importance
from votewatch.render.radar import page
from votewatch.render.words import LANGUAGES

both = pytest.mark.parametrize("lang", LANGUAGES)
HOSTILE = "</td></table><script>alert('1')</script><img src=x onerror=y>\"' style='color:red"


@both
def test_the_policy_lets_nothing_load_but_the_one_style(tmp_path: Path, lang: str) -> None:
    render_in(tmp_path)
    html = (tmp_path / lang / "index.html").read_text(encoding="utf-8")
    [sheet] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert html.index(policy) < html.index("<style>")
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert not re.search(r"\s(?:style|on\w+)=", html.replace(sheet, ""))


@both
def test_nothing_is_fetched_and_every_address_is_a_link_to_follow(tmp_path: Path, lang: str) -> None:
    render_in(tmp_path)
    tree = parsed(tmp_path, lang)
    assert not tags(tree) & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "image",
        "use",
        "video",
    }
    assert [one for one in tree.iter() if one.get("src") or (one.get("href") and one.tag != "a")] == []


def test_the_page_is_for_no_search_engine_and_sends_nobody_its_address(tmp_path: Path) -> None:
    render_in(tmp_path)
    told = {one.get("name"): one.get("content") for one in parsed(tmp_path).iter("meta")}
    assert (told["robots"], told["referrer"]) == ("noindex, nofollow", "no-referrer")


def test_what_a_posting_says_is_text(tmp_path: Path) -> None:
    hostile = posting(12, HOSTILE, title=f"Platform {HOSTILE}", place=f"EMEA {HOSTILE}", url=f"https://a.b/{HOSTILE}")
    asked = (Asked(hostile.id, f"a{HOSTILE}", Importance.MUST, "model:1"),)
    drawn = picture(hostile, replace(hostile, id="lever:x:<b>13", title=HOSTILE), asked=asked, reason=HOSTILE)
    healths = HEALTHS | {"lever:dorado": Health("", "2026-11-18", HOSTILE, unknown={HOSTILE: 1}, note=HOSTILE)}
    sources = (*SOURCES, Source("lever:<i>", "lever", "<i>", HOSTILE), Source("", "", "", HOSTILE, HOSTILE))
    page.render(drawn, SERIES, healths, sources, SITE_SRC, tmp_path)
    for lang in LANGUAGES:
        tree = parsed(tmp_path, lang)
        assert not tags(tree) & {"script", "img", "b", "i"}
        names = {name for one in tree.iter() for name in one.keys()}  # noqa: SIM118 (an element, no mapping)
        assert not [name for name in names if name.startswith("on") or name == "style"]
        assert words(tree).count("<script>alert('1')</script>") >= 8
        [link] = [one.get("href") for one in tree.iter("a") if one.get("href").startswith("https://a.b/")]
        assert link == hostile.url


@pytest.mark.parametrize("url", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "//a.b/c"])
def test_only_a_web_address_becomes_a_link(tmp_path: Path, url: str) -> None:
    render_in(tmp_path, picture(posting(12, "Akmonit", url=url)))
    assert url not in {link.get("href") for link in parsed(tmp_path).iter("a")}


def test_sources_that_fail_come_first(tmp_path: Path) -> None:
    render_in(tmp_path)
    health = [row[1] for row in rows(parsed(tmp_path), "sources")]
    failing = [one.startswith("failing since") for one in health]
    assert any(failing)
    assert failing == sorted(failing, reverse=True)


def test_a_posting_without_an_address_is_named_all_the_same(tmp_path: Path) -> None:
    render_in(tmp_path, picture(posting(12, "Akmonit", url="")))
    [cell] = [one for one in section(parsed(tmp_path), "jobs").iter("th") if words(one) == "Platform Engineer 12"]
    assert list(cell) == []
