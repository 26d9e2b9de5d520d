"""The public log of corrections: what was, what holds, since when, why; and the way to it from the pages concerned."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.small_record import FORESTS, record
from votewatch.model.correction import Correction
from votewatch.render.build import BuildReport

Build = Callable[..., BuildReport]
TITLE = Correction(
    "sk:9:v103", "title", FORESTS, "The page had another title.", "https://www.nrsr.sk/", "2025-10-03",
    "Stránka mala iný názov.", "Zákon o <lúkach>",
)  # fmt: skip
RESULT = Correction("eu:v202", "result", "passed", "Printed so.", "https://example.org/", "2025-11-01", was="failed")
LOOSE = Correction("sk:9:v104", "when", "2025-09-26T11:44", "A misprint.", "https://example.org/", "2025-10-01")


@pytest.fixture
def site(built_in: Build, tmp_path: Path) -> Path:
    built_in(replace(record(), corrections=(TITLE, RESULT, LOOSE)))
    return tmp_path / "public"


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")


def test_the_log_is_newest_first(site: Path) -> None:
    text = page(site, "en/corrections")
    places = [text.index(f'id="{name}"') for name in (
        "2025-11-01-eu-v202-result", "2025-10-03-sk-9-v103-title", "2025-10-01-sk-9-v104-when",
    )]  # fmt: skip
    assert places == sorted(places)


def test_an_entry_says_what_was_what_holds_since_when_why_and_by_what(site: Path) -> None:
    text = page(site, "sk/corrections")
    assert "Zdroj uvádza: „Zákon o &lt;lúkach&gt;“." in text
    assert f"Od 3. októbra 2025 tu platí: „{FORESTS}“." in text
    assert "Dôvod: Stránka mala iný názov." in text
    assert '<a href="https://www.nrsr.sk/" rel="external">Podklad</a>' in text


def test_a_value_of_the_vocabulary_is_said_in_the_words_of_the_page(site: Path) -> None:
    assert "The source says: “failed”." in page(site, "en/corrections")
    assert "Zdroj uvádza: „neprešlo“." in page(site, "sk/corrections")
    assert "“26 September 2025, 11:44”" in page(site, "en/corrections")


def test_words_of_another_language_are_marked_as_such(site: Path) -> None:
    assert '<span lang="sk">Zákon o &lt;lúkach&gt;</span>' in page(site, "en/corrections")
    assert '<span lang="en">Printed so.</span>' in page(site, "sk/corrections")


@pytest.mark.parametrize("path", ["sk/d/sk-9-21", "sk/v/sk-9-v103", "sk/status"])
def test_a_page_concerned_links_to_its_entry(site: Path, path: str) -> None:
    text = page(site, path)
    assert "Dôvod: Stránka mala iný názov." in text
    assert '<a href="/sk/corrections/#2025-10-03-sk-9-v103-title">' in text


def test_the_log_leads_to_the_page_concerned(site: Path) -> None:
    text = page(site, "en/corrections")
    assert '<a href="/en/d/sk-9-21/">sk:9:v103</a>' in text
    assert '<a href="/en/v/sk-9-v104/">sk:9:v104</a>' in text


def test_the_log_is_data_too(site: Path) -> None:
    found = json.loads((site / "sk/corrections/index.json").read_bytes())["corrections"]
    assert [(c["id"], c["was"], c["page"]) for c in found] == [
        ("eu:v202", "failed", "d/eu-2025-0001-COD/"),
        ("sk:9:v103", "Zákon o <lúkach>", "d/sk-9-21/"),
        ("sk:9:v104", None, "v/sk-9-v104/"),
    ]


def test_a_record_that_was_never_corrected_says_so(built_in: Build, tmp_path: Path) -> None:
    built_in(replace(record(), corrections=()))
    assert "We have corrected nothing in the record so far." in page(tmp_path / "public", "en/corrections")
