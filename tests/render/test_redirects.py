"""A page that moved leads on, without script, in both languages and for the web server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from tests.render.small_record import record
from votewatch.model.errors import LedgerError
from votewatch.model.redirect import Redirect
from votewatch.render.build import BuildReport, Shown

Build = Callable[..., BuildReport]
MOVED = Redirect("d/sk-9-2/", "d/sk-9-20/", "Misprint <of> ours.", "2026-01-02")


@pytest.fixture
def site(build_in: Build, tmp_path: Path) -> Path:
    build_in(replace(record(), redirects=(MOVED,)), shown=Shown(site_url="https://votes.example.org"))
    return tmp_path / "public"


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_the_old_address_leads_to_the_new_one_at_once(site: Path, lang: str) -> None:
    page = (site / lang / "d/sk-9-2/index.html").read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    [refresh] = [meta.get("content") for meta in tree.iter("meta") if meta.get("http-equiv") == "refresh"]
    assert refresh == f"0; url=/{lang}/d/sk-9-20/"
    [canonical] = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
    assert canonical == f"https://votes.example.org/{lang}/d/sk-9-20/"
    assert f"/{lang}/d/sk-9-20/" in [a.get("href") for a in tree.iter("a")]
    assert "Misprint &lt;of&gt; ours." in page


def test_the_web_server_gets_the_same_table(site: Path) -> None:
    assert (site / "redirects.map").read_text(encoding="utf-8") == (
        "/sk/d/sk-9-2/ /sk/d/sk-9-20/;\n/en/d/sk-9-2/ /en/d/sk-9-20/;\n"
    )


def test_a_redirect_to_what_is_no_page_stops_the_build(build_in: Build) -> None:
    with pytest.raises(LedgerError, match=r"d/sk-9-2/ leads to 'd/sk-9-99/', which is no page"):
        build_in(replace(record(), redirects=(replace(MOVED, new="d/sk-9-99/"),)))


def test_a_redirect_from_what_is_a_page_stops_the_build(build_in: Build) -> None:
    with pytest.raises(LedgerError, match="d/sk-9-21/ is a page again"):
        build_in(replace(record(), redirects=(replace(MOVED, old="d/sk-9-21/"),)))


def test_a_redirect_that_was_taken_out_leaves_the_site(build_in: Build, site: Path) -> None:
    build_in(record(), shown=Shown(site_url="https://votes.example.org"))
    assert not (site / "sk/d/sk-9-2").exists()
    assert (site / "redirects.map").read_bytes() == b""
