"""git as the night uses it: commands that ask nobody, write durably, and never repeat a secret."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from votewatch.model.errors import VoteWatchError

# How a command is carried out: arguments, standard input, environment -> what came of it.
Run = Callable[[Sequence[str], bytes, Mapping[str, str]], "subprocess.CompletedProcess[bytes]"]

_OPTIONS = (
    "core.fsync=added,reference",  # a power cut leaves the old state or the new one, never an empty object
    "core.fsyncMethod=batch",
    "core.autocrlf=false",  # what is committed is what stands in the file
    "core.attributesFile=/dev/null",
    "core.fileMode=false",
    "core.quotePath=false",
    "gc.auto=0",
    "http.lowSpeedLimit=1000",  # a server that says nothing for a minute is away
    "http.lowSpeedTime=60",
)
# Set by git itself for what it starts, as a hook: they would lead us to another repository.
_INHERITED = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX"}
_USER = re.compile(r"(?<=://)[^/@\s]+(?=@)")
_HEADER = re.compile(r"(authorization|private-token)(\s*[:=]\s*)[^\n]+", re.I)


class GitError(VoteWatchError):
    """A git command failed; the text names it and what it said, without user names, tokens and headers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Exit status, what was printed, and what was said on the side, in one line and without secrets."""

    code: int
    out: str
    said: str


@dataclass(frozen=True, slots=True)
class Git:
    """One repository. ``environment`` is that of the program, handed in by cli; ``run`` is the seam to the system."""

    folder: Path
    environment: Mapping[str, str]
    run: Run = field(default=lambda command, given, env: _carried_out(command, given, env))

    def __call__(self, *arguments: str, given: bytes = b"", extra: Mapping[str, str] | None = None) -> str:
        """What the command prints, without the last line end. Raises GitError when it fails."""
        return self.tried(*arguments, given=given, extra=extra).out

    def raw(self, *arguments: str, given: bytes = b"") -> bytes:
        """What the command prints, as it is. Raises GitError when it fails."""
        return self._done(arguments, given, {}, (0,)).stdout

    def tried(
        self, *arguments: str, codes: tuple[int, ...] = (0,), given: bytes = b"", extra: Mapping[str, str] | None = None
    ) -> Answer:
        """What came of the command. Raises GitError for an exit status that is not in ``codes``."""
        done = self._done(arguments, given, extra or {}, codes)
        said = without_secrets(done.stderr.decode(errors="replace"))
        return Answer(done.returncode, done.stdout.decode(errors="replace").rstrip("\n"), said)

    def _done(
        self, arguments: Sequence[str], given: bytes, extra: Mapping[str, str], codes: tuple[int, ...]
    ) -> subprocess.CompletedProcess[bytes]:
        options = [part for option in _OPTIONS for part in ("-c", option)]
        env = {name: value for name, value in self.environment.items() if name not in _INHERITED}
        # Nobody is there to answer; messages in English, because some of them are read.
        env |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **extra}
        try:
            done = self.run(["git", "-C", str(self.folder), *options, *arguments], given, env)
        except FileNotFoundError as error:
            raise GitError("git is not installed: the nightly commits with it") from error
        if done.returncode not in codes:
            said = (done.stderr or done.stdout).decode(errors="replace")
            raise GitError(f"git {arguments[0]}: {without_secrets(said)} (exit status {done.returncode})")
        return done


def without_secrets(said: str) -> str:
    """What git said as one line, users and tokens of addresses and headers left out."""
    said = _HEADER.sub(r"\1\2…", _USER.sub("…", said))
    return " / ".join(line.strip() for line in said.splitlines() if line.strip())


def _carried_out(command: Sequence[str], given: bytes, env: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, input=given, env=dict(env), capture_output=True, check=False)
