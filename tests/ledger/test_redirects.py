"""The table of pages that moved says exactly one thing about each address."""

from __future__ import annotations

from pathlib import Path

import pytest

from votewatch.ledger import redirects
from votewatch.model.errors import LedgerError
from votewatch.model.redirect import Redirect

ROOT = Path(__file__).parents[2]
GOOD = {"old": "d/sk-9-2/", "new": "d/sk-9-20/", "reason": "Misprint.", "date": "2026-01-02"}


def table(folder: Path, *entries: dict[str, str]) -> Path:
    text = "".join("[[redirect]]\n" + "".join(f'{k} = "{v}"\n' for k, v in entry.items()) for entry in entries)
    (folder / "redirects.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_entry_is_read_as_it_stands(tmp_path: Path) -> None:
    assert redirects.load(table(tmp_path, GOOD)) == [Redirect("d/sk-9-2/", "d/sk-9-20/", "Misprint.", "2026-01-02")]


def test_a_page_may_move_to_the_home(tmp_path: Path) -> None:
    [one] = redirects.load(table(tmp_path, GOOD | {"new": ""}))
    assert one.new == ""


def test_without_a_table_nothing_has_moved(tmp_path: Path) -> None:
    assert redirects.load(tmp_path) == []


@pytest.mark.parametrize(
    "old", ["", "/d/a/", "d/a", "d//a/", "../a/", "d/../a/", "d/a b/", "d/a/index.html", "d/a/?x/", "d/ä/"]
)
def test_an_address_of_another_form_is_refused(tmp_path: Path, old: str) -> None:
    with pytest.raises(LedgerError, match=r"redirects.toml: \[\[redirect\]\] 1: old must be a path"):
        redirects.load(table(tmp_path, GOOD | {"old": old}))


def test_an_address_moves_once(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"2: d/sk-9-2/ has moved already"):
        redirects.load(table(tmp_path, GOOD, GOOD | {"new": "d/sk-9-3/"}))


@pytest.mark.parametrize(
    "others",
    [
        [GOOD | {"old": "d/sk-9-20/", "new": "d/sk-9-21/"}],
        [GOOD | {"old": "d/sk-9-20/", "new": "d/sk-9-2/"}],
        [GOOD | {"old": "d/sk-9-3/", "new": "d/sk-9-3/"}],
    ],
)
def test_detours_and_loops_are_refused(tmp_path: Path, others: list[dict[str, str]]) -> None:
    with pytest.raises(LedgerError, match="has itself moved; name where it is now"):
        redirects.load(table(tmp_path, GOOD, *others))


@pytest.mark.parametrize("change", [{"reason": ""}, {"date": "2026-13-01"}, {"why": "x"}])
def test_an_entry_without_its_reason_or_day_is_refused(tmp_path: Path, change: dict[str, str]) -> None:
    with pytest.raises(LedgerError, match=r"redirects.toml: \[\[redirect\]\] 1"):
        redirects.load(table(tmp_path, GOOD | change))


def test_the_committed_table_is_in_order() -> None:
    assert redirects.load(ROOT / "data")
