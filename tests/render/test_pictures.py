"""Share pictures: what stands on them, and that what stands on them can be read."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.render.small_record import record
from votewatch.render.bar import Bar, Part
from votewatch.render.build import BuildReport, Shown
from votewatch.render.pictures.faces import CUT, fit, width, wrap
from votewatch.render.pictures.sheet import ROOM, SIZE, Sheet, draw

Build = Callable[..., BuildReport]
BAR = Bar(150, (Part("F", "for", 0, 90), Part("A", "against", 90, 7), Part("0", "absent", 97, 53)), 90)
SHEET = Sheet(
    over="Národná rada Slovenskej republiky · 26. septembra 2025",
    headline="Zmena Ústavy Slovenskej republiky",
    outcome="Schválené: za hlasovalo 90 z 99 prítomných, potrebných bolo 90.",
    bar=BAR,
    legend=(("for", "Za 90"), ("against", "Proti 7"), ("absent", "Neprítomní 53")),
    address="votewatch.example/sk/d/sk-9-733/",
    licence="Údaje: nrsr.sk",
    mark="VoteWatch",
)
DRAWN = Shown(pictures=True)


def pixels(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_a_picture_is_a_png_of_the_size_that_sharers_expect_and_is_small() -> None:
    content = draw(SHEET)
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size, len(content) < 60_000) == ("PNG", SIZE, True)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert draw(SHEET) == draw(replace(SHEET))


def test_the_bar_is_as_long_as_the_votes() -> None:
    picture = pixels(draw(SHEET))
    row = [picture.getpixel((x, 394)) for x in range(SIZE[0])]
    teal = row.count((0x0B, 0x6B, 0x68))
    assert abs(teal - 90 / 150 * ROOM) <= 5  # the gap between parts, and half of the mark at the number needed


def test_what_no_roll_call_counted_has_no_bar() -> None:
    with_bar, without = pixels(draw(SHEET)), pixels(draw(replace(SHEET, bar=None, legend=())))
    assert (0x0B, 0x6B, 0x68) in {colour for _, colour in with_bar.getcolors(4096) or []}
    assert (0x0B, 0x6B, 0x68) not in {colour for _, colour in without.getcolors(4096) or []}


@pytest.mark.parametrize("bar", [BAR, None], ids=["bar", "no bar"])
@pytest.mark.parametrize("outcome", [SHEET.outcome, f"{SHEET.outcome[:-1]}; {SHEET.outcome}"], ids=["short", "long"])
def test_a_headline_of_any_length_leaves_the_address_below_everything_else(bar: Bar | None, outcome: str) -> None:
    foot = (0, 545, *SIZE)
    expected = pixels(draw(SHEET)).crop(foot).tobytes()
    for words in range(1, 40, 2):
        sheet = replace(
            SHEET, headline="zmena zákona " * words, outcome=outcome, bar=bar, legend=SHEET.legend if bar else ()
        )
        assert pixels(draw(sheet)).crop(foot).tobytes() == expected, words


@given(st.text(alphabet="aďĽŤ mÝš-(/", min_size=1, max_size=400))
def test_a_headline_of_any_length_stays_within_the_margins(text: str) -> None:
    size, lines = fit(text, "serif", (72, 36), ROOM, 4)
    assert len(lines) <= 4
    assert all(width(line, "serif", size) <= ROOM for line in lines)


def test_a_headline_that_is_too_long_is_cut_after_a_word_and_says_so() -> None:
    _, lines = fit("zákon " * 200, "serif", (72, 36), ROOM, 4)
    assert lines[-1].endswith("zákon" + CUT)


def test_words_bound_by_a_hard_blank_stay_on_one_line() -> None:
    assert wrap("a b\u00a0c", "sans", 20, int(width("a b", "sans", 20)) + 1, 3) == ["a", "b\u00a0c"]


@pytest.mark.parametrize("letter", "áäčďéíĺľňóôŕšťúýžÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽß–„“·…")
@pytest.mark.parametrize("name", ["serif", "sans", "strong"])
def test_the_faces_have_every_letter(name: str, letter: str) -> None:
    def drawn(text: str) -> bytes:
        from votewatch.render.pictures.faces import face

        return bytes(face(name, 40).getmask(text))

    assert drawn(letter) != drawn("\uffff")


def test_every_decision_and_member_has_a_picture_in_both_languages(built_in: Build, tmp_path: Path) -> None:
    built_in(record(), shown=DRAWN)
    public = tmp_path / "public"
    for lang in ("sk", "en"):
        assert {p.parent.name for p in public.glob(f"{lang}/d/*/picture.png")} == {
            p.name for p in public.glob(f"{lang}/d/*")
        }
        assert (public / lang / "m/sk-m1/picture.png").exists()


def test_a_page_names_its_picture_and_says_it_in_words_with_the_numbers(built_in: Build, tmp_path: Path) -> None:
    built_in(record(), shown=DRAWN)
    page = (tmp_path / "public/sk/d/sk-9-20/index.html").read_text(encoding="utf-8")
    assert '<meta property="og:image" content="http://127.0.0.1:8000/sk/d/sk-9-20/picture.png">' in page
    alt = page.split('property="og:image:alt" content="')[1].split('"')[0]
    assert "Za 64, proti 32" in alt


def test_without_pictures_no_page_names_one(built_in: Build, tmp_path: Path) -> None:
    built_in(record(), shown=Shown(pictures=False))
    assert not list((tmp_path / "public").rglob("picture.png"))
    assert "og:image" not in (tmp_path / "public/sk/d/sk-9-20/index.html").read_text(encoding="utf-8")
