"""The compressed form beside every larger text: there when asked for, never an old one, never half of one."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.render.small_record import changed, record
from tests.render.test_build import tree
from votewatch.render.build import BuildReport, files_of
from votewatch.render.writer import Writer

Build = Callable[..., BuildReport]
TEXT, SHORT = b"hlas " * 400, b"hlas"


def beside(made: dict[str, bytes]) -> dict[str, bytes]:
    """The compressed files that stand beside a file; the downloads that are compressed themselves do not."""
    return {name: content for name, content in made.items() if name.removesuffix(".gz") in made.keys() - {name}}


def test_every_text_over_a_kilobyte_has_its_compressed_form_beside_it(built_in: Build, tmp_path: Path) -> None:
    built_in(record(), packed=True)
    made = tree(tmp_path / "public")
    packed = {name.removesuffix(".gz"): gzip.decompress(content) for name, content in beside(made).items()}
    kinds = (".html", ".json", ".css", ".js", ".svg", ".csv", ".jsonl", ".txt", ".xml", ".atom", ".ics")
    assert packed == {n: c for n, c in made.items() if len(c) > 1000 and n.endswith(kinds)}
    assert {"sk/index.html", "polls.json", "sk/v/sk-9-v102/index.json"} <= packed.keys()


def test_packing_changes_nothing_but_what_is_beside(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), "plain")
    build_in(record(), "packed", packed=True)
    packed = tree(tmp_path / "packed")
    assert tree(tmp_path / "plain") == {name: packed[name] for name in packed.keys() - beside(packed).keys()}


@pytest.mark.parametrize("packed", [False, True])
def test_the_build_knows_every_file_that_it_left(build_in: Build, tmp_path: Path, packed: bool) -> None:
    assert files_of(tmp_path / "cache-public") is None
    build_in(record(), packed=packed)
    assert files_of(tmp_path / "cache-public") == sorted(tree(tmp_path / "public"))


@pytest.mark.slow
def test_one_process_and_two_pack_the_same_bytes(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), "one", jobs=1, packed=True)
    build_in(record(), "two", jobs=2, packed=True)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.slow
def test_a_changed_vote_gives_the_same_packed_site_as_building_it_all(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), packed=True)
    build_in(changed(record()), packed=True)
    build_in(changed(record()), "fresh", packed=True)
    assert tree(tmp_path / "public") == tree(tmp_path / "fresh")


@pytest.mark.slow
def test_turning_it_on_and_off_again_leaves_what_a_fresh_build_would(build_in: Build, tmp_path: Path) -> None:
    build_in(record())
    before = tree(tmp_path / "public")
    build_in(record(), packed=True)
    build_in(record(), "fresh", packed=True)
    assert tree(tmp_path / "public") == tree(tmp_path / "fresh")
    build_in(record())
    assert tree(tmp_path / "public") == before


@pytest.mark.slow
def test_half_a_compressed_file_is_mended_by_the_build_after_the_one_cut_short(build_in: Build, tmp_path: Path) -> None:
    build_in(record(), packed=True)
    whole = tree(tmp_path / "public")
    half = tmp_path / "public/sk/index.html.gz"
    half.write_bytes(half.read_bytes()[:100])
    (tmp_path / "cache-public/render.json").unlink()  # without it nothing is known of what stands there
    build_in(record(), packed=True)
    assert tree(tmp_path / "public") == whole


def test_a_text_that_became_short_loses_its_compressed_form(tmp_path: Path) -> None:
    for content in (TEXT, SHORT):
        assert Writer(tmp_path, packed=True).write("sk/a.html", content)
    assert tree(tmp_path) == {"sk/a.html": SHORT}


def test_a_page_that_goes_takes_its_compressed_form_with_it(tmp_path: Path) -> None:
    writer = Writer(tmp_path, packed=True)
    writer.write("sk/a/index.html", TEXT)
    writer.remove("sk/a/index.html")
    assert tree(tmp_path) == {}
    assert not (tmp_path / "sk").exists()


def test_both_languages_share_one_compressed_file_of_data(tmp_path: Path) -> None:
    writer = Writer(tmp_path, packed=True)
    for content in (TEXT, TEXT * 2):
        writer.write("sk/a/index.json", content)
        writer.same("en/a/index.json", "sk/a/index.json")
        pair = [tmp_path / lang / "a/index.json.gz" for lang in ("sk", "en")]
        assert pair[0].samefile(pair[1])
        assert gzip.decompress(pair[1].read_bytes()) == content
    writer.write("sk/a/index.json", SHORT)
    writer.same("en/a/index.json", "sk/a/index.json")
    assert tree(tmp_path) == {"sk/a/index.json": SHORT, "en/a/index.json": SHORT}


def test_a_lost_compressed_file_comes_back_when_its_page_is_made(tmp_path: Path) -> None:
    Writer(tmp_path, packed=True).write("a.html", TEXT)
    (tmp_path / "a.html.gz").unlink()
    assert not Writer(tmp_path, packed=True).write("a.html", TEXT)
    assert gzip.decompress((tmp_path / "a.html.gz").read_bytes()) == TEXT


def test_the_compressed_form_is_never_older_than_its_text(tmp_path: Path) -> None:
    for content in (TEXT, TEXT * 2):
        Writer(tmp_path, packed=True).write("a.html", content)
        assert (tmp_path / "a.html.gz").stat().st_mtime_ns >= (tmp_path / "a.html").stat().st_mtime_ns
