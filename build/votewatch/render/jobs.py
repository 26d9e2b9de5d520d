"""What there is to make: every page and file of the registry, each with a fingerprint of all that it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from votewatch.render.fingerprint import of_value
from votewatch.render.page import Kind, Output, Page, PageType, data_file, file_of
from votewatch.render.redirects import MOVED, check
from votewatch.render.registry import FILE_TYPES, INDEX_TYPES, PAGE_TYPES
from votewatch.render.site import Site


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


def heavy_jobs(site: Site, common: str) -> list[Job]:
    """The files of the registry that take seconds each."""
    return [Job(kind, output, common) for kind in FILE_TYPES if kind.heavy for output in kind.outputs(site)]


def other_jobs(site: Site, common: str) -> list[Job]:
    """Everything else of the registry, what is made of the rest last.

    Raises LedgerError for a redirect that leads nowhere.
    """
    pages = [(kind, page) for kind in PAGE_TYPES for page in kind.pages(site)]
    check(site.record.redirects, (page.path for kind, page in pages if kind is not MOVED))
    found = [Job(kind, output, common) for kind in FILE_TYPES if not kind.heavy for output in kind.outputs(site)]
    found += [Job(index, output, common) for index in INDEX_TYPES for output in index.outputs(site, pages)]
    found += [Job(kind, page, common) for kind, page in pages]
    return sorted(found, key=lambda job: job.type.last)


def stale(jobs: Sequence[Job], known: dict[str, str], missing: set[str]) -> list[Job]:
    """Those of ``jobs`` that have to be made. ``known`` are the keys of the files of the last build, by their names;
    without any, all are made, and no key is worked out.
    """
    return [job for job in jobs if not known or any(name in missing for name in job.files) or _differs(job, known)]


def _differs(job: Job, known: dict[str, str]) -> bool:
    key = job.key
    return any(known.get(name) != key for name in job.files)
