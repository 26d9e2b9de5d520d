"""The registry of skills: what is read, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from votewatch.ledger.radar import registry
from votewatch.model.errors import LedgerError
from votewatch.model.skill import Entry, State

LINKED = """# Skills

Words for people, with a list of their own:

- skill: not this one

```yaml
- skill: Kubernetes
  state: proven
  artifacts:
    - https://example.org/cluster
    - http://127.0.0.1/notes
- skill: Python
  state: claimed
- skill: rust
  state: learning
  artifacts:
- skill: cobol
  state: none
- skill: excel
  state: ignored
  artifacts: []
```

More words.
"""
ENTRIES = [
    Entry("kubernetes", State.PROVEN, ("https://example.org/cluster", "http://127.0.0.1/notes")),
    Entry("python", State.CLAIMED),
    Entry("rust", State.LEARNING),
    Entry("cobol", State.NONE),
    Entry("excel", State.IGNORED),
]


def written(folder: Path, block: str) -> Path:
    """A registry with ``block`` from its third line on."""
    registry.path_of(folder).write_text(f"# Skills\n```yaml\n{block}\n```\n", encoding="utf-8")
    return folder


def test_the_one_block_is_read_whatever_the_words_around_it(tmp_path: Path) -> None:
    registry.path_of(tmp_path).write_text(LINKED, encoding="utf-8")
    assert registry.load(tmp_path) == {entry.skill: entry for entry in ENTRIES}
    assert registry.lint(tmp_path) == []


@pytest.mark.parametrize("fence", ["```yml", "```yaml  "])
def test_the_fence_may_be_written_otherwise(tmp_path: Path, fence: str) -> None:
    text = LINKED.replace("```yaml", fence).replace("\n", "\r\n")
    registry.path_of(tmp_path).write_bytes(text.encode())
    assert list(registry.load(tmp_path).values()) == ENTRIES


def test_an_empty_block_is_an_empty_registry(tmp_path: Path) -> None:
    assert registry.load(written(tmp_path, "# nothing yet")) == {}
    assert registry.lint(tmp_path) == []


def test_without_a_file_the_registry_is_empty_and_lint_says_what_to_make(tmp_path: Path) -> None:
    assert registry.load(tmp_path) == {}
    [told] = registry.lint(tmp_path)
    assert told.startswith(f"{tmp_path}/skills.md:1: there is no registry; make one")


@pytest.mark.parametrize(
    ("block", "line", "what"),
    [
        ("- kubernetes\n- skill: go\n  state: none", 3, "dead form: must be 'skill:', 'state:' and 'artifacts:'"),
        ("- skill: go\n  state: none\n- skil: rust", 5, "dead form: unknown key 'skil'; expected skill, state, arti"),
        ("- state: none", 3, "dead form: there is no skill"),
        ("- skill:\n  state: none", 3, "dead form: there is no skill"),
        ("- skill: [go]\n  state: none", 3, "dead form: there is no skill"),
        ("- skill: go\n  state: expert", 4, "go: state is 'expert', expected one of proven, claimed, learning, none"),
        ("- skill: go\n  state: Proven", 4, "go: state is 'Proven', expected one of "),
        ("- skill: go", 3, "go: state is '', expected one of "),
        ("- skill: go\n  state: none\n- skill: GO\n  state: none", 5, "go stands here again, first in line 3"),
        ("- skill: go\n  state: none\n  artifacts: https://a.b", 3, "go: artifacts must be a list of links"),
        ("- skill: go\n  state: none\n  artifacts:\n    - https://a.b\n    - my repo", 7, "go: 'my repo' is no link"),
        ("- skill: go\n  state: none\n  artifacts: ['javascript:x']", 5, "go: 'javascript:x' is no link"),
        ("skill: go\nstate: none", 3, "the block must be a list: each skill begins with '- skill:'"),
        ("- skill: go\n\tstate: none", 4, "is not YAML: "),
        ("- skill: go\n  state: [", 5, "is not YAML: "),
    ],
)
def test_a_fault_is_told_with_its_line_and_stops_the_loading(tmp_path: Path, block: str, line: int, what: str) -> None:
    where = f"{written(tmp_path, block)}/skills.md:{line}: {what}"
    [told] = registry.lint(tmp_path)
    assert told.startswith(where)
    with pytest.raises(LedgerError) as refused:
        registry.load(tmp_path)
    assert str(refused.value).startswith(where)


@pytest.mark.parametrize(
    ("text", "blocks"), [("# Skills\n", 0), ("```yaml\n- skill: go\n", 0), ("```yaml\n```\n```yaml\n```\n", 2)]
)
def test_there_must_be_one_block(tmp_path: Path, text: str, blocks: int) -> None:
    registry.path_of(tmp_path).write_text(text)
    with pytest.raises(LedgerError, match=rf"skills\.md:1: must hold one ```yaml block, not {blocks}"):
        registry.load(tmp_path)


def test_proven_without_an_artifact_is_told_but_can_be_loaded(tmp_path: Path) -> None:
    written(tmp_path, "- skill: go\n  state: none\n- skill: rust\n  state: proven")
    told = f"{tmp_path}/skills.md:5: rust is proven without an artifact: it counts as claimed, half"
    assert registry.lint(tmp_path) == [told]
    assert registry.load(tmp_path)["rust"] == Entry("rust", State.PROVEN)


def test_all_faults_are_told_in_the_order_of_their_lines_and_the_first_dead_one_ends_the_loading(
    tmp_path: Path,
) -> None:
    written(tmp_path, "- skill: k8s\n  state: proven\n- go\n- skill: rust\n  state: rusty")
    assert [line.partition("skills.md:")[2][:20] for line in registry.lint(tmp_path, lambda _: "kubernetes")] == [
        "3: 'k8s' is counted ", "3: k8s is proven wit", "5: dead form: must b", "7: rust: state is 'r",
    ]  # fmt: skip
    with pytest.raises(LedgerError, match=r"skills\.md:5: dead form.*\(and 1 more; votewatch radar lint lists them\)"):
        registry.load(tmp_path)


@pytest.mark.parametrize(
    ("written_as", "told_as"),
    [
        ("k8s", "'k8s' is counted as 'kubernetes'"),
        ("K8s", "'k8s' is counted as 'kubernetes'"),
        ("'k8s'", "'k8s' is counted as 'kubernetes'"),
        ("c/c++", "'c/c++' is counted as 'c++'"),
    ],
)  # fmt: skip
def test_an_alias_should_be_written_as_the_name_that_it_is_counted_as(
    tmp_path: Path, written_as: str, told_as: str
) -> None:
    written(tmp_path, f"- skill: go\n  state: none\n- skill: {written_as}\n  state: none")
    told = registry.lint(tmp_path, lambda one: {"k8s": "kubernetes", "c/c++": "c++"}.get(one, one))
    assert told == [f"{tmp_path}/skills.md:5: {told_as}: write that name"]


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    registry.path_of(tmp_path).write_bytes(b"\xff")
    with pytest.raises(LedgerError, match=r"skills\.md:1: cannot be read: "):
        registry.load(tmp_path)


def test_lint_tells_of_a_file_that_is_no_text(tmp_path: Path) -> None:
    registry.path_of(tmp_path).write_bytes(b"\xff")
    assert registry.lint(tmp_path)[0].startswith(f"{tmp_path}/skills.md:1: cannot be read: ")


def test_a_link_in_brackets_is_a_fault_with_its_line(tmp_path: Path) -> None:
    written(tmp_path, "- skill: go\n  state: none\n  artifacts:\n    - https://[todo]")
    assert registry.lint(tmp_path)[0].startswith(f"{tmp_path}/skills.md:6: ")


def test_a_key_that_is_no_text_is_a_fault_with_its_line(tmp_path: Path) -> None:
    written(tmp_path, "- [skill]: go")
    assert registry.lint(tmp_path)[0].startswith(f"{tmp_path}/skills.md:3: dead form")


def test_a_key_that_stands_twice_is_a_fault_with_its_line(tmp_path: Path) -> None:
    written(tmp_path, "- skill: go\n  state: none\n  skill: rust")
    assert registry.lint(tmp_path)[0].startswith(f"{tmp_path}/skills.md:")
