"""Stylesheet and scripts: those of every page joined in the order of their names; all named after what they hold."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Assets:
    """``css`` and ``js`` are addresses on the site; ``files`` all that is to be written, by path below public/.

    ``scripts`` are the addresses of scripts that only some pages load, by name: js/pages/search.js is "search".
    """

    css: str
    js: str
    files: dict[str, bytes]
    scripts: dict[str, str]


def collect(site_src: Path) -> Assets:
    """The assets of ``site_src``: css/*.css and js/*.js joined, js/pages/*.js one by one, static/ as it is."""
    css, js = _joined(site_src / "css", "css"), _joined(site_src / "js", "js")
    files = {css[0]: css[1], js[0]: js[1]}
    scripts = {}
    for path in sorted((site_src / "js" / "pages").glob("*.js")):
        name, content = _named(path.stem, path.read_bytes(), "js")
        files[name] = content
        scripts[path.stem] = f"/{name}"
    static = site_src / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file():
            files[path.relative_to(static).as_posix()] = path.read_bytes()
    return Assets(f"/{css[0]}", f"/{js[0]}", files, scripts)


def _joined(folder: Path, ending: str) -> tuple[str, bytes]:
    content = b"\n".join(path.read_bytes().rstrip() for path in sorted(folder.glob(f"*.{ending}"))) + b"\n"
    return _named("site", content, ending)


def _named(name: str, content: bytes, ending: str) -> tuple[str, bytes]:
    return f"assets/{name}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}", content
