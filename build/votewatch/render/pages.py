"""Pages made and written, in as many processes as asked for."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from votewatch.render.fingerprint import of_value
from votewatch.render.page import FileType, Kind, Output, Page, PageType, View, data_file, file_of
from votewatch.render.redirects import MOVED, check
from votewatch.render.registry import FILE_TYPES, INDEX_TYPES, PAGE_TYPES
from votewatch.render.site import Site
from votewatch.render.templates import environment
from votewatch.render.writer import Writer

CHUNK = 64
FIRST = "sk"  # the language of a page that stands above them


@dataclass(frozen=True, slots=True)
class Job:
    """One page in all its languages, or files that are made together, and the fingerprint that all share."""

    type: Kind
    page: Page | Output
    common: str

    @property
    def key(self) -> str:
        """A fingerprint of all that the page depends on."""
        return of_value((self.common, self.page.depends))

    @property
    def files(self) -> list[str]:
        """Every file that is made, below public/."""
        if isinstance(self.page, Output):
            return list(self.page.names)
        assert isinstance(self.type, PageType)
        html = [file_of(self.page.path, lang) for lang in self.type.languages]
        data = [data_file(self.page.path, lang) for lang in self.type.languages] if self.type.data else []
        return html + data


def jobs_of(site: Site) -> list[tuple[Kind, Page | Output]]:
    """Everything of the registry, what is heavy first, what is made of the rest last.

    Raises LedgerError for a redirect that leads nowhere.
    """
    found: list[tuple[Kind, Page | Output]] = []
    for files in sorted(FILE_TYPES, key=lambda kind: not kind.heavy):
        found += [(files, output) for output in files.outputs(site)]
    pages = [(kind, page) for kind in PAGE_TYPES for page in kind.pages(site)]
    check(site.record.redirects, (page.path for kind, page in pages if kind is not MOVED))
    for index in INDEX_TYPES:
        found += [(index, output) for output in index.outputs(site, pages)]
    return sorted([*found, *pages], key=lambda one: one[0].last)


class Press:
    """Renders one page at a time. ``templates`` are those of each language."""

    def __init__(self, site: Site, templates: Mapping[str, jinja2.Environment]) -> None:
        self.site = site
        self._templates = templates
        self._as_of = {lang: site.as_of_text(lang) for lang in templates}

    def files(self, kind: PageType, page: Page) -> Iterable[tuple[str, bytes]]:
        """The HTML of one page in each language."""
        for lang in kind.languages:
            template = self._templates[lang or FIRST].get_template(kind.template)
            yield file_of(page.path, lang), template.render(self._context(kind, page, lang)).encode()

    def data(self, kind: PageType, page: Page) -> bytes | None:
        """The page for programs, which knows no language."""
        if kind.data is None:
            return None
        found = kind.data(self.site, page)
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    def _context(self, kind: PageType, page: Page, lang: str) -> View:
        return {
            "path": page.path,
            "page_type": kind.name,
            "has_data": kind.data is not None,
            "as_of_text": self._as_of[lang or FIRST],
            **kind.view(self.site, page, lang),
        }


def make(site: Site, site_src: Path, writer: Writer, jobs: Sequence[Job], processes: int) -> tuple[int, list[str]]:
    """Render ``jobs`` and write what differs; the number of files written, and the key of each job."""
    templates = {lang: environment(site_src, words, site.look) for lang, words in site.words.items()}
    for kind in PAGE_TYPES:
        for lang in kind.languages:
            templates[lang or FIRST].get_template(kind.template)  # compiled once, before the processes part
    press = Press(site, templates)
    count = next((place for place, job in enumerate(jobs) if job.type.last), len(jobs))
    written, keys = _first(press, writer, jobs[:count], processes)
    written_last, keys_last = _write(press, writer, jobs[count:])
    return written + written_last, keys + keys_last


def _first(press: Press, writer: Writer, jobs: Sequence[Job], processes: int) -> tuple[int, list[str]]:
    """What does not read what others made: in any order, so in several processes where that pays."""
    site, heavy = press.site, sum(_is_heavy(job) for job in jobs)
    if processes < 2 or (len(jobs) <= CHUNK and heavy < 2):
        return _write(press, writer, jobs)
    # Made ready before the fork, so that the processes share it.
    _ = site.decision_of, site.seating, site.by_id, site.corrections_of, site.histories
    _Shared.press, _Shared.writer, _Shared.jobs = press, writer, jobs
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        done = list(pool.imap(_chunk, _chunks(jobs)))
    return sum(written for written, _ in done), [key for _, keys in done for key in keys]


class _Shared:
    """What the forked processes inherit: pickling the record to each would cost more than rendering it."""

    press: Press
    writer: Writer
    jobs: Sequence[Job]


def _chunks(jobs: Sequence[Job]) -> list[slice]:
    """The jobs in portions: each heavy one by itself, the others many at a time."""
    heavy = next((place for place, job in enumerate(jobs) if not _is_heavy(job)), len(jobs))
    many = range(heavy, len(jobs), CHUNK)
    return [slice(place, place + 1) for place in range(heavy)] + [slice(start, start + CHUNK) for start in many]


def _is_heavy(job: Job) -> bool:
    return isinstance(job.type, FileType) and job.type.heavy


def _chunk(portion: slice) -> tuple[int, list[str]]:
    return _write(_Shared.press, _Shared.writer, _Shared.jobs[portion])


def _write(press: Press, writer: Writer, jobs: Sequence[Job]) -> tuple[int, list[str]]:
    written = 0
    for job in jobs:
        if not isinstance(job.type, PageType):
            assert isinstance(job.page, Output)
            written += sum(writer.write(name, content) for name, content in job.type.content(press.site, job.page))
            continue
        assert isinstance(job.page, Page)
        for name, content in press.files(job.type, job.page):
            written += writer.write(name, content)
        data = press.data(job.type, job.page)
        if data is not None:
            first, *others = [data_file(job.page.path, lang) for lang in job.type.languages]
            written += writer.write(first, data)
            written += sum(writer.same(name, first) for name in others)
    return written, [job.key for job in jobs]
