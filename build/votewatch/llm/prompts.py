"""Prompts are files beside this module: prompts/<task>.toml with version, system and user."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from votewatch.model.errors import SettingsError

FOLDER = Path(__file__).parent / "prompts"
PLACE = "{brief}"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What one task tells the model; ``user`` holds {brief} once, where the record goes."""

    task: str
    number: str
    system: str
    user: str

    @property
    def version(self) -> str:
        """The file's number and a fingerprint of its words, so that no edit can pass for the old prompt."""
        words = hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()[:8]
        return f"{self.task}-{self.number}-{words}"

    def messages(self, brief: str) -> list[dict[str, str]]:
        """The two messages of a chat. The brief goes in as it is: braces in a title mean nothing."""
        before, _, after = self.user.partition(PLACE)
        return [{"role": "system", "content": self.system}, {"role": "user", "content": f"{before}{brief}{after}"}]


def load(task: str, folder: Path = FOLDER) -> Prompt:
    """The prompt of ``task``. Raises SettingsError naming the file and what is wrong with it."""
    path = folder / f"{task}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    if sorted(table) != ["system", "user", "version"] or not all(isinstance(v, str) and v for v in table.values()):
        raise SettingsError(f"{path}: must hold exactly the texts version, system and user")
    if table["user"].count(PLACE) != 1:
        raise SettingsError(f"{path}: user must hold {PLACE} exactly once")
    return Prompt(task, table["version"], table["system"].strip(), table["user"].strip())
