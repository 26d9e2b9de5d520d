"""The whole site, built from the committed record: valid, small, complete, and without a stranger's address."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest

from votewatch.ledger import files
from votewatch.model.vocabulary import Parliament
from votewatch.render.registry import PAGE_TYPES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MEMBERS = re.compile(r'<section class="members">.*?</section>', re.DOTALL)
LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, list[Path]]:
    """Every HTML file by the type that its main element names."""
    found: dict[str, list[Path]] = {}
    for path in sorted(built_site.rglob("*.html")):
        with path.open("rb") as file:
            head = file.read(20_000).decode("utf-8", "ignore")
        match = re.search(r'<main (?:id="main" )?class="(?:page )?page--([\w-]+)"', head)
        found.setdefault(match[1] if match else "?", []).append(path)
    return found


def sample(paths: list[Path], count: int) -> list[Path]:
    """The largest and smallest of each, and some between, always the same ones."""
    by_size = sorted(paths, key=lambda p: p.stat().st_size)
    return [*by_size[:2], *by_size[-3:], *random.Random(7).sample(paths, min(count, len(paths)))]


def test_every_type_of_the_registry_has_a_page_and_no_page_is_of_another(pages: dict[str, list[Path]]) -> None:
    assert pages.keys() == {kind.name for kind in PAGE_TYPES}


@pytest.mark.parametrize("kind", [kind.name for kind in PAGE_TYPES])
def test_the_html_is_valid(pages: dict[str, list[Path]], kind: str) -> None:
    for path in sample(pages[kind], 12):
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def test_no_page_holds_an_inline_script_or_style(pages: dict[str, list[Path]]) -> None:
    forbidden = re.compile(
        r"<style|\sstyle=|\son\w+=|<script(?! defer src=| type=.application/ld\+json.>)|javascript:", re.IGNORECASE
    )
    for kind in pages:
        for path in sample(pages[kind], 25):
            assert not forbidden.search(path.read_text(encoding="utf-8")), path


def resources(page: str) -> Iterator[str]:
    """What a browser would fetch by itself."""
    for tag in re.findall(r"<(?:link|script|img|source|iframe|object|embed|use|image)\b[^>]*>", page):
        if 'rel="alternate"' not in tag and 'rel="canonical"' not in tag:
            yield from LINK.findall(tag)


def test_no_page_fetches_anything_from_elsewhere(pages: dict[str, list[Path]], built_site: Path) -> None:
    for kind in pages:
        for path in sample(pages[kind], 25):
            for address in resources(path.read_text(encoding="utf-8")):
                assert address.startswith("/"), (path, address)
                assert (built_site / address.lstrip("/")).is_file(), (path, address)


def test_every_link_within_the_site_leads_somewhere(pages: dict[str, list[Path]], built_site: Path) -> None:
    broken = set()
    for kind, paths in pages.items():
        for path in sample(paths, 150):
            for address in LINK.findall(path.read_text(encoding="utf-8")):
                to = urlsplit(address)
                if to.path and not to.scheme and not to.netloc and not to.path.startswith("/"):
                    to = urlsplit(urljoin(f"/{path.relative_to(built_site).as_posix()}", address))
                if to.scheme or to.netloc or not to.path or to.path.startswith("/api/"):
                    continue
                target = built_site / to.path.lstrip("/")
                if not (target.is_file() or (to.path.endswith("/") and (target / "index.html").is_file())):
                    broken.add((kind, address))
    assert not broken


def test_both_languages_have_the_same_pages(built_site: Path) -> None:
    def below(folder: Path) -> set[str]:
        return {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")}

    assert below(built_site / "sk") == below(built_site / "en")


def test_pages_are_small_enough_for_a_phone_in_a_tram(pages: dict[str, list[Path]]) -> None:
    over = []
    for path in pages["decision"] + pages["roll-call"]:
        raw = path.read_bytes()
        eu = "/eu-" in path.as_posix()
        limit = 20_000 if eu else 15_000
        if (
            len(raw) >= 130_000
            or len(MEMBERS.sub("", raw.decode())) >= 60_000
            or (len(raw) >= limit and len(gzip.compress(raw, 6)) >= limit)
        ):
            over.append((path.parent.name, len(raw)))
    assert not over


def test_the_page_of_a_member_holds_years_of_votes_in_55_kb_on_the_wire(pages: dict[str, list[Path]]) -> None:
    for path in sample(pages["member"], 12):
        raw = path.read_bytes()
        assert len(raw) < 320_000, path
        assert len(gzip.compress(raw, 6)) < 55_000, path


def test_the_whole_site_is_under_1900_mb(built_site: Path) -> None:
    # What it takes on the disk: the data of a page are one file under two names. Pages of members take 480 MB of it,
    # pictures 170.
    on_disk = {(s := p.stat()).st_ino: s.st_blocks * 512 for p in built_site.rglob("*")}
    assert sum(on_disk.values()) < 1900 * 2**20


def test_every_named_roll_call_has_a_page_with_every_member(built_site: Path) -> None:
    for roll_call in random.Random(3).sample([r for r in files.load(ROOT / "data") if r.positions], 60):
        page = (built_site / f"sk/v/{roll_call.id.replace(':', '-')}/index.html").read_text(encoding="utf-8")
        members = MEMBERS.search(page)
        assert members
        assert members[0].count("<li>") == len((roll_call.positions or "").replace("-", ""))


def test_a_page_says_the_same_numbers_as_the_data_beside_it(built_site: Path) -> None:
    for path in random.Random(5).sample(sorted((built_site / "en/d").iterdir()), 80):
        data = json.loads((path / "index.json").read_text(encoding="utf-8"))
        page = (path / "index.html").read_text(encoding="utf-8")
        rows = re.findall(r"<tr><th scope=\"row\">.*?(?=<tr|</tbody>)", page.partition('class="parties"')[2], re.DOTALL)
        shown = sorted(tuple(map(int, re.findall(r'data-label="[^"]*">(\d+)', row))) for row in rows)
        eu = data["parliament"] == Parliament.EU
        fields = ("for", "against", "abstained", *(() if eu else ("not_voting",)), "absent")
        assert shown == sorted(tuple(s[f] for f in fields) for s in data["stances"]), path.name


def test_the_decision_of_the_constitution_reads_as_it_was(built_site: Path) -> None:
    data = json.loads((built_site / "sk/d/sk-9-733/index.json").read_text(encoding="utf-8"))
    assert data["deciding_vote"] == "sk:9:v56965"
    assert data["totals"] == {"for": 90, "against": 7, "abstained": 0, "not_voting": 2}
    assert list(data)[:7] == ["id", "kind", "outcome", "deciding_vote", "for_means", "majority", "totals"]
