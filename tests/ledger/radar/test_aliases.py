"""The alias table: one name for each skill, and every mistake in the file refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from votewatch.ledger.radar import aliases
from votewatch.model.errors import LedgerError

TABLE = """
[languages]
go = ["golang", "Go"]
python = ["python", "py"]
[tools]
kubernetes = ["kubernetes", "k8s"]
[context]
names = ["go"]
beside = ["developer"]
"""


def written(folder: Path, text: str) -> Path:
    path = aliases.path_of(folder)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_the_committed_table_can_be_loaded(root: Path) -> None:
    assert {"go", "kubernetes", "c++"} <= aliases.load(root / "data").names()


def test_aliases_areas_and_words_of_context_are_loaded(tmp_path: Path) -> None:
    table = aliases.load(written(tmp_path, TABLE))
    assert table.names() == {"go", "python", "kubernetes"}
    assert (table.canonical("K8s"), table.area("kubernetes")) == ("kubernetes", "tools")
    assert [one.name for one in table.find("Go to market.")] == []
    assert [one.name for one in table.find("A Go developer.")] == ["go"]


def test_a_table_without_context_is_a_table(tmp_path: Path) -> None:
    table = aliases.load(written(tmp_path, '[languages]\ngo = ["Go"]\n'))
    assert [one.name for one in table.find("Go to market.")] == ["go"]


def test_one_name_may_have_an_alias_in_two_cases(tmp_path: Path) -> None:
    assert len(aliases.load(written(tmp_path, '[tools]\nspark = ["Spark", "SPARK"]\n'))) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[a]\ngo = ["golang"]\nweiqi = ["Golang"]\n', r"\[a\] weiqi: 'Golang' is an alias of go already"),
        ('[a]\ngo = ["go"]\n[b]\nweiqi = ["go"]\n', r"\[b\] weiqi: 'go' is an alias of go already"),
        ('[a]\ngo = ["go", "go"]\n', r"\[a\] go: 'go' is an alias of go already"),
        ('[a]\ngo = "golang"\n', r"\[a\] go: must be a list of aliases"),
        ("[a]\ngo = []\n", r"\[a\] go: must be a list of aliases"),
        ('[a]\ngo = ["golang", 7]\n', r"\[a\] go: must be a list of aliases"),
        ('[a]\n[a.go]\nother = ["golang"]\n', r"\[a\] go: must be a list of aliases"),
        ('go = ["golang"]\n', r"\[go\] : must be a list of aliases"),
        ('[a]\ngo = ["++"]\n', r"alias '\+\+' of go holds no letter or digit"),
        ('[a]\ngo = ["go"]\n[context]\nnames = ["gone"]\n', r"\[context\] names: 'gone' is no canonical name"),
        ('[a]\ngo = ["golang"]\n[context]\nnames = ["golang"]\n', r"\[context\] names: 'golang' is no canonical name"),
        ('[a]\ngo = ["go"]\ngo = ["golang"]\n', r"cannot be read: Cannot overwrite a value \(at line 3"),
        ("[a\n", "cannot be read: "),
    ],
)
def test_a_mistake_is_refused_with_file_and_place(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(LedgerError, match=rf"aliases\.toml: {reason}"):
        aliases.load(written(tmp_path, text))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"radar/aliases\.toml: cannot be read: "):
        aliases.load(tmp_path)


def test_an_unknown_key_of_context_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="besides"):
        aliases.load(written(tmp_path, TABLE.replace("beside", "besides")))


def test_words_of_context_must_be_a_list(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="beside"):
        aliases.load(written(tmp_path, TABLE.replace('["developer"]', '"developer"')))


def test_a_context_that_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="context"):
        aliases.load(written(tmp_path, 'context = ["go"]\n'))


def test_a_name_stands_in_one_area_only(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="go"):
        aliases.load(written(tmp_path, '[a]\ngo = ["go"]\n[b]\ngo = ["golang"]\n'))


def test_the_fingerprint_changes_with_the_table_alone(tmp_path: Path) -> None:
    before = aliases.fingerprint(written(tmp_path, TABLE))
    assert len(before) == 8
    assert aliases.fingerprint(written(tmp_path, TABLE)) == before
    assert aliases.fingerprint(written(tmp_path, TABLE.replace("k8s", "kube"))) != before
