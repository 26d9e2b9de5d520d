"""Pages made and written, in as many processes as asked for."""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path

import jinja2

from votewatch.model.errors import BuildError
from votewatch.render.jobs import Job
from votewatch.render.page import Output, Page, PageType, View, data_file, file_of
from votewatch.render.site import Site
from votewatch.render.templates import environment
from votewatch.render.writer import Writer

CHUNK = 64
# Portions that a process makes before a new one takes its place: what it touches of the record it no longer shares.
ROUND = 64
FIRST = "sk"  # the language of a page that stands above them

Written = tuple[int, list[str]]  # how many files were written, and the key of each job


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


class Begun:
    """Heavy files in the making, in a process of their own, while this one finds out what else there is to do.

    Leaving its block ends the process, and so does the end of this one, however it ends: nothing may go on writing
    beside the build that comes next.
    """

    def __init__(self, site: Site, writer: Writer, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._answer, answer = multiprocessing.Pipe(duplex=False)
        context = multiprocessing.get_context("fork")  # which shares the record instead of copying it
        self._process = context.Process(target=_answered, args=(answer, site, writer, jobs), daemon=True)
        if jobs:
            self._process.start()
        answer.close()

    def __enter__(self) -> Begun:
        return self

    def __exit__(self, *_: object) -> None:
        if self._jobs:
            self._process.terminate()
            self._process.join()

    def written(self) -> Written:
        """Wait for the end. Raises what went wrong there; BuildError when the process was ended from outside."""
        if not self._jobs:
            return 0, []
        try:
            found: Written | BaseException = self._answer.recv()
        except EOFError:
            self._process.join()
            raise BuildError(
                f"the process that makes the downloads was ended (exit code {self._process.exitcode}); "
                "if memory is short, build with --jobs 1"
            ) from None
        if isinstance(found, BaseException):
            raise found
        return found


def _answered(answer: Connection, site: Site, writer: Writer, jobs: Sequence[Job]) -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    try:
        answer.send(_write_files(site, writer, jobs))
    except BaseException as error:  # whatever it is, the waiting process has to hear of it
        try:
            answer.send(error)
        except Exception:  # it cannot be handed on as it is: a traceback, a connection or a lock hangs on it
            answer.send(BuildError(f"the downloads could not be made: {error!r}"))


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def make(
    site: Site, site_src: Path, writer: Writer, jobs: Sequence[Job], processes: int, begun: Begun | None = None
) -> Written:
    """Render ``jobs`` and write what differs. What is made last waits for what was ``begun`` before, whose numbers come
    first in what is returned.
    """
    templates = {lang: environment(site_src, words, site.look) for lang, words in site.words.items()}
    # Compiled once, before the processes part.
    for template, lang in {
        (j.type.template, lang) for j in jobs if isinstance(j.type, PageType) for lang in j.type.languages
    }:
        templates[lang or FIRST].get_template(template)
    press = Press(site, templates)
    count = next((place for place, job in enumerate(jobs) if job.type.last), len(jobs))
    first = _first(press, writer, jobs[:count], processes)
    heavy = begun.written() if begun else (0, [])
    last = _write(press, writer, jobs[count:])
    return heavy[0] + first[0] + last[0], heavy[1] + first[1] + last[1]


def _first(press: Press, writer: Writer, jobs: Sequence[Job], processes: int) -> Written:
    """What does not read what others made: in any order, so in several processes where that pays."""
    site = press.site
    if processes < 2 or len(jobs) <= CHUNK:
        return _write(press, writer, jobs)
    # Made ready before the fork, so that the processes share it.
    _ = site.decision_of, site.seating, site.by_id, site.corrections_of, site.histories
    _Shared.press, _Shared.writer, _Shared.jobs = press, writer, jobs
    portions = [slice(start, start + CHUNK) for start in range(0, len(jobs), CHUNK)]
    done: list[Written] = []
    for start in range(0, len(portions), ROUND * processes):
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            done += pool.imap(_chunk, portions[start : start + ROUND * processes])
            # They end by themselves: the end of the block would send SIGTERM, which a night turns into an interrupt.
            pool.close()
            pool.join()
    return sum(written for written, _ in done), [key for _, keys in done for key in keys]


class _Shared:
    """What the forked processes inherit: pickling the record to each would cost more than rendering it."""

    press: Press
    writer: Writer
    jobs: Sequence[Job]


def _chunk(portion: slice) -> Written:
    return _write(_Shared.press, _Shared.writer, _Shared.jobs[portion])


def _write(press: Press, writer: Writer, jobs: Sequence[Job]) -> Written:
    written = 0
    for job in jobs:
        if not isinstance(job.type, PageType):
            written += _write_files(press.site, writer, [job])[0]
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


def _write_files(site: Site, writer: Writer, jobs: Sequence[Job]) -> Written:
    written = 0
    for job in jobs:
        assert not isinstance(job.type, PageType)
        assert isinstance(job.page, Output)
        written += sum(writer.write(name, content) for name, content in job.type.content(site, job.page))
    return written, [job.key for job in jobs]
