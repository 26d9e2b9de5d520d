"""Written summaries: the label is part of them, and each language stands or falls alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.small_record import PROSE, record

ROOT = Path(__file__).parents[2]
Build = Callable[..., object]


def page(folder: Path, name: str) -> str:
    return (folder / "public" / name / "index.html").read_text(encoding="utf-8")


def test_only_the_component_that_has_the_label_prints_a_summary() -> None:
    templates = [*(ROOT / "site_src/components").glob("*.html"), *(ROOT / "site_src/pages").glob("*.html")]
    printing = {path.name for path in templates if ".summary" in path.read_text(encoding="utf-8")}
    assert printing == {"explained.html"}
    text = (ROOT / "site_src/components/explained.html").read_text(encoding="utf-8")
    for needed in ("e.label", "explained.record", "/method/#", "explained.report", "subject"):
        assert text.count(needed) > 0, needed


def test_a_models_text_names_model_date_and_record_and_leads_to_the_method(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    text = page(tmp_path, "sk/d/sk-9-20")
    block = text[text.index('class="explained"') : text.index("</section>")]
    for part in (
        "nvidia_nim/meta/llama-3.3-70b-instruct",
        "3. októbra 2025",
        "Rozhodujúci je úradný záznam.",
        "sk:9:20",
    ):
        assert part in block.replace("\u00a0", " ")
    assert 'href="/sk/method/#ako-vznikaju-zrozumitelne-texty"' in block
    assert "&lt;b&gt;liekov&lt;/b&gt;" in block


def test_a_language_without_text_falls_back_alone(built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    assert '<h1 class="headline">Pravidlá pre reklamu</h1>' in page(tmp_path, "sk/d/sk-9-20")
    english = page(tmp_path, "en/d/sk-9-20")
    assert "explained__summary" not in english
    assert "Amendment of Act No." in english.replace("\u00a0", " ")


@pytest.mark.slow
def test_only_a_text_that_a_person_replaced_is_called_reviewed(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    assert "AI text" in page(tmp_path, "en/d/eu-2025-0001-COD")
    trade = PROSE[1]
    assert trade.en is not None
    edited = replace(trade, en=replace(trade.en, source="person"))
    build_in(replace(record(), prose={trade.id: edited}))
    english = page(tmp_path, "en/d/eu-2025-0001-COD")
    assert "Reviewed text" in english
    assert "AI text" not in english


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_the_label_leads_to_a_heading_that_is_there(lang: str, built_in: Build, tmp_path: Path) -> None:
    built_in(record())
    anchor = re.search(r'/method/#([\w-]+)"', page(tmp_path, f"{lang}/d/eu-2025-0001-COD"))
    assert anchor is not None
    assert f'id="{anchor[1]}"' in page(tmp_path, f"{lang}/method")


@pytest.mark.slow
def test_a_changed_headline_rewrites_every_page_that_names_the_decision(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    adverts = PROSE[0]
    assert adverts.sk is not None
    renamed = replace(adverts, sk=replace(adverts.sk, headline="Reklama po novom"))
    build_in(replace(record(), prose={prose.id: prose for prose in (renamed, PROSE[1])}))
    old = [path for path in (tmp_path / "public").rglob("*.html") if "Pravidlá pre" in path.read_text(encoding="utf-8")]
    assert old == []
    for name in ("sk/d/sk-9-20", "sk/d/sk-9-20/votes", "sk/v/sk-9-v102", "sk/p/sk/2025/09", "sk"):
        assert "Reklama po" in page(tmp_path, name).replace("\u00a0", " "), name
