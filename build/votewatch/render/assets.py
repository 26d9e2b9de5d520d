"""Stylesheet and script: joined in the order of their names, and named after what they hold."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Assets:
    """``css`` and ``js`` are addresses on the site; ``files`` all that is to be written, by path below public/."""

    css: str
    js: str
    files: dict[str, bytes]


def collect(site_src: Path) -> Assets:
    """The assets of ``site_src``: css/*.css and js/*.js joined, static/ as it is."""
    css, js = _joined(site_src / "css", "css"), _joined(site_src / "js", "js")
    files = {css[0]: css[1], js[0]: js[1]}
    static = site_src / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file():
            files[path.relative_to(static).as_posix()] = path.read_bytes()
    return Assets(f"/{css[0]}", f"/{js[0]}", files)


def _joined(folder: Path, ending: str) -> tuple[str, bytes]:
    content = b"\n".join(path.read_bytes().rstrip() for path in sorted(folder.glob(f"*.{ending}"))) + b"\n"
    return f"assets/site.{hashlib.sha256(content).hexdigest()[:12]}.{ending}", content
