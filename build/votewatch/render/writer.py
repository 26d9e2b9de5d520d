"""Files below public/: each written whole or not at all, and only when it differs; on request with a .gz beside it.

Here and only here paths are plain text and the calls are the system's own: a cold build makes 37,000 files.
"""

from __future__ import annotations

import gzip
import os
from contextlib import suppress
from pathlib import Path

# What a web server may hand out compressed: kinds of text, from a size on at which it saves a packet.
PACKED = frozenset(
    {"html", "css", "js", "json", "jsonl", "txt", "csv", "xml", "xsl", "atom", "rss", "svg", "ics", "webmanifest"}
)
WORTH_PACKING = 1_000  # bytes
LEVEL = 6  # 9 takes twice the time for 1 % less


class Writer:
    """Writes below one folder.

    What it writes can be made again from the record, so a file is renamed into place without an fsync of its own:
    a crash of the machine may lose it, and the next build makes it anew.
    """

    def __init__(self, public: Path, *, packed: bool = False, trusted: bool = True) -> None:
        """``packed`` puts NAME.gz beside each larger text. ``trusted`` says that the build before came to its end:
        otherwise a .gz that stands there may be half a file, and is compared.
        """
        self._packed, self._trusted = packed, trusted
        self._public = public
        self._root = os.fspath(public)
        self._folders: set[str] = set()

    def write(self, name: str, content: bytes) -> bool:
        """Put ``content`` at ``name``; False when it stood there already.

        What readers may be looking at is replaced in one step. A new file is written in place: nobody links to it yet,
        and the manifest that says it is whole comes last (a rename costs eight times as much, 37,000 times).
        """
        path = f"{self._root}/{name}"
        if self._new_folder(path.rpartition("/")[0]):
            _put(path, content)
            if self._is_packed(name, content):
                _put(f"{path}.gz", _gzip(content))
            return True
        written = _replace(path, content)
        if not self._is_packed(name, content):
            _unlink(f"{path}.gz")
        elif written or not self._trusted or not os.path.exists(f"{path}.gz"):  # noqa: PTH110
            _replace(f"{path}.gz", _gzip(content))
        return written

    def _is_packed(self, name: str, content: bytes) -> bool:
        return self._packed and len(content) > WORTH_PACKING and name.rpartition(".")[2] in PACKED

    def same(self, name: str, as_name: str) -> bool:
        """Let ``name`` be another name of the file at ``as_name``, which stands; False when it was already.

        A page's data are the same in every language: one file on the disk serves both.
        """
        path, there = self._public / name, self._public / as_name
        is_new = self._new_folder(os.fspath(path.parent))
        packed, packed_there = (Path(f"{file}.gz") for file in (path, there))
        if self._packed and packed_there.exists():
            _link(packed, packed_there)
        elif not is_new:
            packed.unlink(missing_ok=True)
        return _link(path, there)

    def _new_folder(self, folder: str) -> bool:
        """Make sure of ``folder``; True when it was not there, so that nothing can be in it."""
        if folder in self._folders:
            return False
        self._folders.add(folder)
        try:
            os.mkdir(folder)  # noqa: PTH102
        except FileExistsError:
            return False
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        return True

    def remove(self, name: str) -> None:
        """Take away a file of an earlier build, and the folders that it leaves empty."""
        path = self._public / name
        path.unlink(missing_ok=True)
        _unlink(f"{self._root}/{name}.gz")
        for folder in path.parents:
            if folder == self._public:
                break
            try:
                folder.rmdir()
            except OSError:
                break

    def missing(self, names: list[str]) -> set[str]:
        """Those of ``names`` that are not there."""
        root = os.fspath(self._public)
        return {name for name in names if not os.path.exists(f"{root}/{name}")}  # noqa: PTH110 (30,000 of them)


def _put(path: str, content: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        written = os.write(file, content)
        while written < len(content):  # a full disk raises instead
            written += os.write(file, content[written:])
    finally:
        os.close(file)


def _replace(path: str, content: bytes) -> bool:
    """Put ``content`` at ``path`` in one step; False when it stood there already."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            if file.read() == content:
                return False
    except FileNotFoundError:
        _put(path, content)
        return True
    folder, _, last = path.rpartition("/")
    part = f"{folder}/.{last}.part"
    _put(part, content)
    os.replace(part, path)  # noqa: PTH105
    return True


def _link(path: Path, there: Path) -> bool:
    """Let ``path`` be another name of ``there``; False when it was already."""
    try:
        path.hardlink_to(there)
    except FileExistsError:
        if path.samefile(there):
            return False
        path.unlink()
        path.hardlink_to(there)
    except OSError:  # a file system without hard links
        return _replace(str(path), there.read_bytes())
    return True


def _unlink(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108


def _gzip(content: bytes) -> bytes:
    """``content`` compressed, without a date: the same bytes each time."""
    return gzip.compress(content, LEVEL, mtime=0)
