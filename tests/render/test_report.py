"""Reporting an error: the id is filled in, quoted for the address that it goes into."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest

from tests.render.small_record import record
from votewatch.render.build import BuildReport, Shown

Build = Callable[..., BuildReport]
MAIL = "mailto:votes@example.org?subject=VoteWatch%20{id}&body=Id%3A%20{id}"
ISSUE = "https://git.example.org/votes/issues/new?title={id}&labels=error"
PAGES = {
    "sk/d/sk-9-20": "sk:9:20",
    "en/d/eu-2025-2002-RSP": "eu:2025-2002-RSP",
    "sk/v/sk-9-v103": "sk:9:v103",
    "en/corrections": "corrections",
    "sk/c/sk-a": "sk-a",
    "en/m/sk-m1": "sk:m1",
}


def addresses(public: Path, path: str) -> list[str]:
    """Where the links that report an error lead."""
    page = (public / path / "index.html").read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    blocks = [p for p in tree.iter("p") if "report" in (p.get("class") or "").split()]
    return [a.get("href") for p in blocks for a in p.iter("a")]


@pytest.mark.parametrize(("path", "subject"), PAGES.items())
def test_an_issue_is_opened_with_the_id_as_its_title(built_in: Build, tmp_path: Path, path: str, subject: str) -> None:
    built_in(record(), shown=Shown(report_url=ISSUE))
    [address] = addresses(tmp_path / "public", path)
    assert parse_qs(urlsplit(address).query) == {"title": [subject], "labels": ["error"]}
    assert not re.search(r"[:{}]", urlsplit(address).query)


@pytest.mark.parametrize(("path", "subject"), PAGES.items())
def test_a_mail_is_begun_with_the_id_in_it_as_often_as_asked(
    built_in: Build, tmp_path: Path, path: str, subject: str
) -> None:
    built_in(record(), shown=Shown(report_url=MAIL))
    [address] = addresses(tmp_path / "public", path)
    to = urlsplit(address)
    assert (to.scheme, to.path) == ("mailto", "votes@example.org")
    assert parse_qs(to.query) == {"subject": [f"VoteWatch {subject}"], "body": [f"Id: {subject}"]}


@pytest.mark.parametrize(("lang", "anchor"), [("sk", "nasli-ste-chybu"), ("en", "found-an-error")])
def test_without_an_address_the_link_leads_to_how_to_tell_and_the_id_is_shown(
    built_in: Build, tmp_path: Path, lang: str, anchor: str
) -> None:
    built_in(record())
    public = tmp_path / "public"
    assert addresses(public, f"{lang}/d/sk-9-20") == [f"/{lang}/about/#{anchor}"]
    assert f'id="{anchor}"' in (public / f"{lang}/about/index.html").read_text(encoding="utf-8")
    assert "<code>sk:9:20</code>" in (public / f"{lang}/d/sk-9-20/index.html").read_text(encoding="utf-8")


def test_a_text_in_plain_words_is_reported_by_the_same_address(built_in: Build, tmp_path: Path) -> None:
    built_in(record(), shown=Shown(report_url=ISSUE))
    page = (tmp_path / "public/sk/d/sk-9-20/index.html").read_text(encoding="utf-8")
    assert page.count("https://git.example.org/votes/issues/new?title=sk%3A9%3A20&amp;labels=error") == 2


def test_the_page_for_what_is_not_there_leads_on_in_both_languages(built_in: Build, tmp_path: Path) -> None:
    built_in(record(), shown=Shown(report_url=MAIL))
    page = (tmp_path / "public/404.html").read_text(encoding="utf-8")
    for lang in ("sk", "en"):
        for path in ("", "p/sk/", "p/eu/"):
            assert f'<a href="/{lang}/{path}">' in page
    assert page.count('href="mailto:votes@example.org?subject=VoteWatch%20404&amp;body=Id%3A%20404"') == 2
