"""Pages made and written, in as many processes as asked for."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from votewatch.render.page import Page, PageType, file_of
from votewatch.render.registry import PAGE_TYPES
from votewatch.render.site import Site
from votewatch.render.writer import Writer

CHUNK = 64


@dataclass(frozen=True, slots=True)
class Job:
    """One page in all its languages; ``key`` is the fingerprint of all that it depends on."""

    type: PageType
    page: Page
    key: str

    @property
    def files(self) -> list[str]:
        """Every file that the page is made of, below public/."""
        html = [file_of(self.page.path, lang) for lang in self.type.languages]
        return html + [f"{name.removesuffix('index.html')}index.json" for name in html if self.type.data]


def environment(site_src: Path) -> jinja2.Environment:
    """The templates of ``site_src``. A name that a template asks for and a view does not give is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([site_src / "pages", site_src / "components"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def jobs_of(site: Site) -> list[tuple[PageType, Page]]:
    """Every page of the registry."""
    return [(kind, page) for kind in PAGE_TYPES for page in kind.pages(site)]


class Press:
    """Renders one page at a time."""

    def __init__(self, site: Site, templates: jinja2.Environment) -> None:
        self._site = site
        self._templates = templates
        self._templates.globals["look"] = site.look

    def files(self, kind: PageType, page: Page) -> Iterable[tuple[str, bytes]]:
        """The files of one page: its HTML in each language, and its data beside each."""
        template = self._templates.get_template(kind.template)
        data = kind.data(self._site, page) if kind.data else None
        encoded = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" if kind.data else b""
        for lang in kind.languages:
            html = file_of(page.path, lang)
            yield html, template.render(self._context(kind, page, lang)).encode()
            if kind.data:
                yield f"{html.removesuffix('index.html')}index.json", encoded

    def _context(self, kind: PageType, page: Page, lang: str) -> dict[str, Any]:
        words = self._site.words[lang or "sk"]
        other = next(code for code in self._site.words if code != words.lang)
        return {
            "lang": words.lang,
            "other": other,
            "path": page.path,
            "page_type": kind.name,
            "has_data": kind.data is not None,
            "t": words.t,
            "n": words.n,
            "as_of_text": self._site.as_of_text(words.lang),
            **kind.view(self._site, page, lang),
        }


def make(site: Site, site_src: Path, public: Path, jobs: Sequence[Job], processes: int) -> int:
    """Render ``jobs`` and write what differs; returns the number of files written."""
    templates = environment(site_src)
    for kind in PAGE_TYPES:
        templates.get_template(kind.template)  # compiled once, before the processes part
    press = Press(site, templates)
    if processes < 2 or len(jobs) <= CHUNK:
        return _write(press, Writer(public), jobs)
    # Made ready before the fork, so that the processes share it.
    _ = site.decision_of, site.seating, site.by_id, site.corrections_of
    _Shared.press, _Shared.public, _Shared.jobs = press, public, jobs
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return sum(pool.imap_unordered(_chunk, range(0, len(jobs), CHUNK)))


class _Shared:
    """What the forked processes inherit: pickling the record to each would cost more than rendering it."""

    press: Press
    public: Path
    jobs: Sequence[Job]


def _chunk(start: int) -> int:
    return _write(_Shared.press, Writer(_Shared.public), _Shared.jobs[start : start + CHUNK])


def _write(press: Press, writer: Writer, jobs: Iterable[Job]) -> int:
    return sum(writer.write(name, content) for job in jobs for name, content in press.files(job.type, job.page))
