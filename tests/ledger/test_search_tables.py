"""The table of the search: read whole, or refused with the name of the entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from votewatch.ledger import search_words, topics
from votewatch.model.errors import LedgerError
from votewatch.model.search_words import SearchWords

DATA = Path(__file__).parents[2] / "data"
SEARCH = """
[stem]
shortest = 3
endings = ["a"]
turns = [["ok", "k"]]
whole = { deti = "dieta" }
[stop]
words = ["a"]
phrases = ["narodnej rady"]
[called]
"DPH" = ["daň z pridanej hodnoty"]
[glosses]
"war" = "vojna"
[clubs]
sk-ps = ["Progresívne Slovensko"]
[mistyped]
"311/2011" = "311/2001"
"""


def test_a_table_of_the_search_is_read(tmp_path: Path) -> None:
    (tmp_path / "search.toml").write_text(SEARCH, encoding="utf-8")
    found = search_words.load(tmp_path)
    assert found.stemming.turns == (("ok", "k"),)
    assert found.called == {"DPH": ("daň z pridanej hodnoty",)}


def test_where_there_is_no_table_there_are_no_words(tmp_path: Path) -> None:
    assert search_words.load(tmp_path) == SearchWords()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[clubs]", "[club]", r"\[club\] is unknown"),
        ("shortest = 3", "shortest = '3'", r"\[stem\] shortest: must be a number"),
        ('[["ok", "k"]]', '[["ok"]]', r"\[stem\] turns: must be pairs"),
        ('words = ["a"]', 'words = ["a", "a"]', r"\[stop\] words: 'a' stands twice"),
        ('["daň z pridanej hodnoty"]', '"daň"', r"\[called\] 'DPH': must be a list"),
        ('"war" = "vojna"', '"war" = ""', r"\[glosses\] 'war': must be a word"),
        ("[stem]", "stem", "cannot be read"),
    ],
)
def test_a_wrong_entry_of_the_search_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "search.toml").write_text(SEARCH.replace(old, new), encoding="utf-8")
    with pytest.raises(LedgerError, match=rf"search\.toml: {said}"):
        search_words.load(tmp_path)


@pytest.mark.parametrize("number", ["2005/300", "300-2005", "0/2005"])
def test_a_mistyped_law_without_a_number_is_named(tmp_path: Path, number: str) -> None:
    (tmp_path / "search.toml").write_text(SEARCH.replace("311/2011", number), encoding="utf-8")
    with pytest.raises(LedgerError, match=rf"search\.toml: \[mistyped\] '{number}' is no number of a law"):
        search_words.load(tmp_path)


def test_the_committed_tables_are_whole() -> None:
    assert len(search_words.load(DATA).glosses) > 300
    assert topics.load(DATA).laws["300/2005"].names[0] == "Trestný zákon"
