"""The registry of skills, data/skills.md: words for people and one YAML block for the radar.

The block is a list of ``skill`` (canonical name), ``state`` (proven, claimed, learning, none, ignored) and
``artifacts`` (https links; may be left out).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from votewatch.facts.radar.web_address import web_address
from votewatch.model.errors import LedgerError, SettingsError
from votewatch.model.skill import Entry, State

_BLOCK = re.compile(r"^```ya?ml[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_KEYS = {"skill", "state", "artifacts"}
_STATES = ", ".join(State)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the registry. ``dead`` faults make a line unreadable; the others only a claim too large."""

    line: int
    what: str
    dead: bool = True


def path_of(data: Path) -> Path:
    """The registry's file in the data folder."""
    return data / "skills.md"


def load(data: Path) -> dict[str, Entry]:
    """The registry by skill; empty when there is no file. Raises LedgerError with the line of the first dead fault."""
    path = path_of(data)
    entries, faults = read(path)
    if dead := [fault for fault in faults if fault.dead]:
        more = f" (and {len(dead) - 1} more; votewatch radar lint lists them)" if len(dead) > 1 else ""
        raise LedgerError(f"{path}:{dead[0].line}: {dead[0].what}{more}")
    return {entry.skill: entry for entry in entries}


def lint(data: Path, canonical: Callable[[str], str] = lambda name: name) -> list[str]:
    """Every fault as ``file:line: what``; ``canonical`` gives the name that an alias should be written as."""
    path = path_of(data)
    if not path.exists():
        return [f"{path}:1: there is no registry; make one with a yaml block that lists skills"]
    entries, faults = read(path)
    out = [(fault.line, fault.what) for fault in faults]
    text = path.read_text(encoding="utf-8") if entries else ""
    for entry in entries:
        if (name := canonical(entry.skill)) != entry.skill:
            out.append((_line_of(text, entry.skill), f"{entry.skill!r} is counted as {name!r}: write that name"))
    return [f"{path}:{line}: {what}" for line, what in sorted(out)]


def read(path: Path) -> tuple[list[Entry], list[Fault]]:
    """What can be read of the registry, and every fault with its line. Raises SettingsError without the extra."""
    try:
        import yaml
    except ImportError as error:
        raise SettingsError("the radar needs pyyaml: run make setup-radar") from error
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return [], []
    except (OSError, UnicodeDecodeError) as error:
        return [], [Fault(1, f"cannot be read: {error}")]
    blocks = list(_BLOCK.finditer(text))
    if len(blocks) != 1:
        return [], [Fault(1, f"must hold one ```yaml block, not {len(blocks)}")]
    first = text[: blocks[0].start(1)].count("\n") + 1
    try:
        root: Any = yaml.compose(blocks[0][1], Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first + (mark.line if mark else 0)
        return [], [Fault(line, f"is not YAML: {getattr(error, 'problem', None) or error}")]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [Fault(first, "the block must be a list: each skill begins with '- skill:'")]
    reading = _Reading(first, [], [], {})
    for node in root.value:
        reading.take(node)
    return reading.entries, reading.faults


@dataclass(slots=True)
class _Reading:
    first: int
    entries: list[Entry]
    faults: list[Fault]
    seen: dict[str, int]

    def take(self, node: Any) -> None:
        """One item of the list."""
        import yaml

        line = self.first + node.start_mark.line
        if not isinstance(node, yaml.MappingNode):
            self.faults.append(Fault(line, "dead form: must be 'skill:', 'state:' and 'artifacts:', not a plain text"))
            return
        names = [key.value if _is_text(key) else "" for key, _ in node.value]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            self.faults.append(Fault(line, f"dead form: {twice[0]!r} stands twice in one skill"))
            return
        row = dict(zip(names, (value for _, value in node.value), strict=True))
        if unknown := sorted(row.keys() - _KEYS):
            self.faults.append(Fault(line, f"dead form: unknown key {unknown[0]!r}; expected skill, state, artifacts"))
            return
        name = row["skill"].value.strip().casefold() if "skill" in row and _is_text(row["skill"]) else ""
        state = row["state"].value if "state" in row and _is_text(row["state"]) else ""
        if not name:
            self.faults.append(Fault(line, "dead form: there is no skill"))
        elif name in self.seen:
            self.faults.append(Fault(line, f"{name} stands here again, first in line {self.seen[name]}"))
        elif state not in set(State):
            where = self.first + row["state"].start_mark.line if "state" in row else line
            self.faults.append(Fault(where, f"{name}: state is {state!r}, expected one of {_STATES}"))
        else:
            self.seen[name] = line
            self.entries.append(Entry(name, State(state), self._links(name, row.get("artifacts"), line)))
            if self.entries[-1].state is State.PROVEN and not self.entries[-1].artifacts:
                self.faults.append(
                    Fault(line, f"{name} is proven without an artifact: it counts as claimed, half", dead=False)
                )

    def _links(self, name: str, node: Any, line: int) -> tuple[str, ...]:
        import yaml

        if node is None or (_is_text(node) and not node.value):
            return ()
        if not isinstance(node, yaml.SequenceNode) or not all(_is_text(one) for one in node.value):
            self.faults.append(Fault(line, f"{name}: artifacts must be a list of links"))
            return ()
        links = []
        for one in node.value:
            if web_address(one.value) and " " not in one.value:
                links.append(one.value)
            else:
                self.faults.append(
                    Fault(
                        self.first + one.start_mark.line, f"{name}: {one.value!r} is no link that begins with https://"
                    )
                )
        return tuple(links)


def _is_text(node: Any) -> bool:
    import yaml

    return isinstance(node, yaml.ScalarNode)


def _line_of(text: str, skill: str) -> int:
    found = re.search(rf"skill:\s*[\"']?{re.escape(skill)}(?![\w+#])", text, re.IGNORECASE)
    return text[: found.start()].count("\n") + 1 if found else 1
