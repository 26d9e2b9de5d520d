"""The script folds, parts and stems words exactly as the build does, with the table that the site serves."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page

from votewatch.facts.searching import stem, words
from votewatch.ledger import files, people, search_words
from votewatch.model.vocabulary import Parliament

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "site_src" / "js" / "pages" / "search-words.js"
RULES = search_words.load(ROOT / "data").stemming


def stems_of_the_script(page: Page, built_site: Path, texts: list[str]) -> list[list[str]]:
    rules = json.loads((built_site / "search" / "index.json").read_bytes())["stem"]
    page.goto("about:blank")
    page.add_script_tag(path=SCRIPT)
    found: list[list[str]] = page.evaluate(
        "([texts, rules]) => texts.map((t) => searchWords.words(t).map((w) => searchWords.stem(w, rules)))",
        [texts, rules],
    )
    return found


def test_every_title_and_name_of_the_record_has_the_same_stems(page: Page, built_site: Path) -> None:
    texts = sorted({r.title for r in files.load(ROOT / "data")})
    texts += sorted(m.full_name for p in Parliament for m in people.load(ROOT / "data", p).values())
    texts += [line.split("\t")[0] for line in (ROOT / "tests/search/queries.tsv").read_text("utf-8").splitlines()]
    ours = [[stem(word, RULES) for word in words(text)] for text in texts]
    theirs = stems_of_the_script(page, built_site, texts)
    assert [(t, a, b) for t, a, b in zip(texts, ours, theirs, strict=True) if a != b] == []


def test_every_letter_that_has_a_plain_one_is_folded_the_same(page: Page, built_site: Path) -> None:
    # Letters that one of the two may know from a newer Unicode than the other are left aside.
    letters = [chr(n) for n in range(0x20, 0x2100) if unicodedata.category(chr(n)) != "Cn"]
    ours = [[stem(word, RULES) for word in words(f"a{letter}b")] for letter in letters]
    assert stems_of_the_script(page, built_site, [f"a{letter}b" for letter in letters]) == ours


def test_words_thrown_together_at_random_have_the_same_stems(page: Page, built_site: Path) -> None:
    lots = random.Random(6)
    parts = [
        *RULES.endings,
        *(end for end, _ in RULES.turns),
        *RULES.whole,
        *"aeioubcdklmnprstvyz",
        "ň",
        "Š",
        "3",
        "/",
        "-",
    ]
    texts = ["".join(lots.choices(parts, k=lots.randint(1, 6))) for _ in range(5000)]
    ours = [[stem(word, RULES) for word in words(text)] for text in texts]
    assert stems_of_the_script(page, built_site, texts) == ours
