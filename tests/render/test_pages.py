"""Heavy files, which a process of their own makes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from votewatch.model.errors import BuildError, LedgerError
from votewatch.render.jobs import Job
from votewatch.render.look import Look
from votewatch.render.page import FileType, Output
from votewatch.render.pages import Begun
from votewatch.render.record import Record
from votewatch.render.site import Site
from votewatch.render.writer import Writer

SITE = Site(Record((), (), {}, {}), {}, Look("", ""))


def begun(folder: Path, content: Callable[[Site, Output], Iterable[tuple[str, bytes]]]) -> Begun:
    """A heavy file in the making."""
    kind = FileType("heavy", lambda _: iter(()), content, heavy=True)
    return Begun(SITE, Writer(folder), [Job(kind, Output(("file",), None, None), "")])


def test_what_was_begun_is_written_and_counted(tmp_path: Path) -> None:
    with begun(tmp_path, lambda _site, _output: [("file", b"content")]) as running:
        written, keys = running.written()
    assert (written, len(keys), (tmp_path / "file").read_bytes()) == (1, 1, b"content")


def test_what_goes_wrong_there_is_raised_here(tmp_path: Path) -> None:
    def fails(_site: Site, _output: Output) -> Iterable[tuple[str, bytes]]:
        raise LedgerError("eu:v1: no such roll call")

    with pytest.raises(LedgerError, match="eu:v1"):
        begun(tmp_path, fails).written()


def test_a_process_that_is_killed_is_told_of_with_what_to_do(tmp_path: Path) -> None:
    def is_killed(_site: Site, _output: Output) -> Iterable[tuple[str, bytes]]:
        os.kill(os.getpid(), signal.SIGKILL)
        return ()

    with pytest.raises(BuildError, match=r"exit code -9.*--jobs 1"):
        begun(tmp_path, is_killed).written()


def test_an_error_that_cannot_be_handed_on_is_told_in_words(tmp_path: Path) -> None:
    def fails(_site: Site, _output: Output) -> Iterable[tuple[str, bytes]]:
        raise LookupError(lambda: None)

    with pytest.raises(BuildError, match="LookupError"):
        begun(tmp_path, fails).written()


def test_when_the_build_leaves_off_nothing_goes_on_writing(tmp_path: Path) -> None:
    reading, writing = os.pipe()

    def waits(_site: Site, _output: Output) -> Iterable[tuple[str, bytes]]:
        os.write(writing, b"begun")
        signal.pause()
        return ()

    with begun(tmp_path, waits):
        assert os.read(reading, 5) == b"begun"
    os.close(writing)
    assert os.read(reading, 1) == b""  # nobody else holds the other end any more


def test_when_the_build_is_killed_nothing_goes_on_writing(tmp_path: Path) -> None:
    reading, writing = os.pipe()

    def waits(_site: Site, _output: Output) -> Iterable[tuple[str, bytes]]:
        os.write(writing, b"begun")
        signal.pause()
        return ()

    build = os.fork()
    if build == 0:
        begun(tmp_path, waits)
        signal.pause()
    assert os.read(reading, 5) == b"begun"
    os.kill(build, signal.SIGKILL)
    os.waitpid(build, 0)
    os.close(writing)
    assert os.read(reading, 1) == b""
