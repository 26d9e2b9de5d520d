"""What the radar's page gives to be pasted into the registry: the registry takes it, and means the same skill by it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.render.small_radar import drawn_in
from votewatch.facts.radar.skills import SkillTable
from votewatch.ledger.radar import aliases, registry
from votewatch.model.skill import Entry, State
from votewatch.render.radar.page import yaml_line
from votewatch.render.words import LANGUAGES

# Names as an advert may say them, within the signs that the basic plane of Unicode prints.
NAMES = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0xFFFF), min_size=1, max_size=30)
MISREAD = (
    "yes no on off y n null true false ~ 1.5 0x1f 2031-01-01 a: #c c# c++ .net - [a] {b} &c *d !e | > % @ ` ' \" \\"
    " k:v a,b"
)


def pasted(folder: Path, *lines: str, before: str = "- {skill: rust, state: learning}\n") -> list[Entry]:
    """What a registry holds after lines were pasted at the end of its block; it has no fault."""
    block = before + "".join(f"{line}\n" for line in lines)
    (folder / "skills.md").write_text(f"# Skills\n\n```yaml\n{block}```\n", encoding="utf-8")
    assert registry.lint(folder) == []
    return list(registry.load(folder).values())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("before", ["", "- {skill: rust, state: learning}\n", "- skill: rust\n  state: claimed\n"])
def test_every_unreviewed_row_of_the_page_has_a_line_that_the_registry_takes(
    tmp_path: Path, lang: str, before: str
) -> None:
    drawn_in(tmp_path)
    page = (tmp_path / lang / "index.html").read_text(encoding="utf-8")
    unreviewed = re.findall(r'<tr class="s-unreviewed"><th scope="row">(.*?)(?=<tr|</tbody>)', page, re.DOTALL)
    lines = [unescape(re.findall(r'<code class="line">(.*?)</code>', row)[0]) for row in unreviewed]
    entries = {entry.skill: entry for entry in pasted(tmp_path, *lines, before=before)}
    assert entries.keys() - {"rust"} == {"c++", "github actions", "on"}
    assert {entries[skill].state for skill in entries.keys() - {"rust"}} == {State.NONE}


@pytest.mark.parametrize("name", MISREAD.split())
def test_a_name_that_yaml_would_misread_is_quoted(tmp_path: Path, name: str) -> None:
    assert pasted(tmp_path, yaml_line(name))[1:] == [Entry(name, State.NONE)]


@given(name=NAMES)
@example(name="on")
@example(name="a  b")
def test_any_name_is_pasted_as_the_skill_that_is_counted(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    counted = SkillTable({}).canonical(name)
    if counted in ("", "rust"):
        return
    assert pasted(tmp_path_factory.getbasetemp(), yaml_line(counted))[1:] == [Entry(counted, State.NONE)]


def test_every_name_of_the_alias_table_can_be_pasted(tmp_path: Path, root: Path) -> None:
    names = sorted(aliases.load(root / "data").names() - {"rust"})
    assert [entry.skill for entry in pasted(tmp_path, *map(yaml_line, names))[1:]] == names


def test_a_name_beyond_the_basic_plane_can_be_pasted(tmp_path: Path) -> None:
    assert pasted(tmp_path, yaml_line("🦀"))[1:] == [Entry("🦀", State.NONE)]


def test_the_registry_of_the_repository_takes_a_pasted_line(tmp_path: Path, root: Path) -> None:
    head, fence, tail = (root / "data/skills.md").read_text(encoding="utf-8").rpartition("```")
    text = f"{head}{yaml_line('a skill that nobody has')}\n{fence}{tail}"
    (tmp_path / "skills.md").write_text(text, encoding="utf-8")
    assert "a skill that nobody has" in registry.load(tmp_path)
