"""Files below public/: each written whole or not at all, and only when it differs."""

from __future__ import annotations

import os
from pathlib import Path


class Writer:
    """Writes below one folder.

    What it writes can be made again from the record, so a file is renamed into place without an fsync of its own:
    a crash of the machine may lose it, and the next build makes it anew.
    """

    def __init__(self, public: Path) -> None:
        self._public = public
        self._folders: set[Path] = set()

    def write(self, name: str, content: bytes) -> bool:
        """Put ``content`` at ``name``; False when it stood there already.

        What readers may be looking at is replaced in one step. A new file is written in place: nobody links to it yet,
        and the manifest that says it is whole comes last (a rename costs eight times as much, 37,000 times).
        """
        path = self._public / name
        try:
            if path.read_bytes() == content:
                return False
        except FileNotFoundError:
            self._folder(path.parent)
            path.write_bytes(content)
            return True
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(content)
        part.replace(path)
        return True

    def same(self, name: str, as_name: str) -> bool:
        """Let ``name`` be another name of the file at ``as_name``, which stands; False when it was already.

        A page's data are the same in every language: one file on the disk serves both.
        """
        path, there = self._public / name, self._public / as_name
        self._folder(path.parent)
        try:
            path.hardlink_to(there)
        except FileExistsError:
            if path.samefile(there):
                return False
            path.unlink()
            path.hardlink_to(there)
        except OSError:  # a file system without hard links
            return self.write(name, there.read_bytes())
        return True

    def _folder(self, folder: Path) -> None:
        if folder not in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def remove(self, name: str) -> None:
        """Take away a file of an earlier build, and the folders that it leaves empty."""
        path = self._public / name
        path.unlink(missing_ok=True)
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
