"""The whole site: what changed is made anew, what is gone is taken away, the rest is left alone."""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from votewatch.facts import readers
from votewatch.model.errors import LedgerError
from votewatch.render import fingerprint
from votewatch.render.downloads import parquet
from votewatch.render.record import Record

if TYPE_CHECKING:
    from votewatch.render.jobs import Job

MANIFEST = "render.json"
STAMP = "build.json"
POLLS = "polls.json"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What one build did. ``pages`` counts HTML files; ``opened`` questions asked for the first time."""

    unchanged: bool
    pages: int
    written: int
    removed: int
    questions: int
    opened: int
    alarms: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Shown:
    """The settings that show on pages. ``site_url`` is where readers reach the site, without a slash at its end."""

    api_url: str = ""
    report_url: str = ""
    verdict_min_answers: int = 10
    window_days: int = 90
    site_url: str = "http://127.0.0.1:8000"
    pictures: bool = False


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looks for no circles of garbage meanwhile: a build makes few and ends soon, and looking through the millions of
    objects of the record again and again takes a tenth of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def build(
    load: Callable[[], Record],
    *,
    data: Path,
    site_src: Path,
    public: Path,
    cache: Path,
    shown: Shown,
    today: str,
    jobs: int = 0,
    packed: bool = False,
) -> BuildReport:
    """Make ``public`` what the record says. ``load`` is called only when something has changed since the last build.

    ``today`` (ISO) goes into build.json and becomes the opening day of questions that were never asked before; no page
    depends on it. ``jobs`` is the number of processes, 0 for one per core. ``packed`` puts the compressed form beside
    every larger text.
    """
    started = time.perf_counter()
    inputs = _inputs(data, site_src, shown, packed)
    before = _manifest(cache)
    if before.get("inputs") == inputs and not _gone(public, before):
        counted, seconds = before["counts"], time.perf_counter() - started
        return BuildReport(True, counted["pages"], 0, 0, counted["questions"], 0, tuple(before["alarms"]), seconds)

    from votewatch.render import questions, site_of
    from votewatch.render.jobs import heavy_jobs, other_jobs, stale
    from votewatch.render.pages import Begun, make
    from votewatch.render.writer import Writer

    record = load()
    if not record.roll_calls:
        raise LedgerError(f"{data}/ledger: holds no roll call; nothing was built, and {public} is as it was")
    site, opened = site_of.make(record, data, site_src, shown, today, public)
    common = fingerprint.of_value((inputs["code"], inputs["site_src"], inputs["shown"], site_of.shared(site)))
    known: dict[str, str] = before.get("files", {})
    left = {*known, *before.get("begun", ())}
    writer = Writer(public, packed=packed, trusted=bool(known))
    missing = writer.missing(list(known))
    processes = jobs or os.cpu_count() or 1
    heavy = heavy_jobs(site.site, common)
    ahead = stale(heavy, known, missing) if processes > 1 else []
    if ahead:
        left = _begin(cache, left, heavy)
    with Begun(site.site, writer, ahead) as begun:
        others = other_jobs(site.site, common)
        rest = stale(others if ahead else [*heavy, *others], known, missing)
        if rest:
            left = _begin(cache, left, [*heavy, *others])
        written, made = make(site.site, site_src, writer, rest, processes, begun)
    keys = {name: known.get(name, "") for job in (*heavy, *others) for name in job.files}
    keys |= {name: key for job, key in zip((*ahead, *rest), made, strict=True) for name in job.files}
    plain = dict(site.files)
    plain[POLLS] = _json(questions.polls(record.decisions, site.site.questions, readers.in_doubt(record.flags)))
    written += sum(writer.write(name, content) for name, content in plain.items())
    gone = left - keys.keys() - plain.keys() - {STAMP}
    for name in gone:
        writer.remove(name)
    pages, asked = _html(keys), len(site.site.questions)
    writer.write(STAMP, _json({"built": today, "as_of": site.site.as_of, "pages": pages, "questions": asked}))
    files = keys | dict.fromkeys(plain, "") | {STAMP: ""}
    beside = [f"{name}.gz" for name in files] if packed else []
    manifest = {
        "inputs": _inputs(data, site_src, shown, packed) if opened else inputs,
        "files": files,
        "packed": sorted(set(beside) - writer.missing(beside)),
        "counts": {"pages": pages, "questions": asked},
        "alarms": site.alarms,
    }
    _save(cache, manifest)
    seconds = time.perf_counter() - started
    return BuildReport(False, pages, written, len(gone), asked, opened, tuple(site.alarms), seconds)


def files_of(cache: Path) -> list[str] | None:
    """The names of all files that the last build left in public/, sorted; None when no build came to its end."""
    manifest = _manifest(cache)
    return sorted([*manifest["files"], *manifest["packed"]]) if "files" in manifest else None


def _inputs(data: Path, site_src: Path, shown: Shown, packed: bool) -> dict[str, str]:
    return {
        "data": fingerprint.of_files([data]),
        "site_src": fingerprint.of_files([site_src]),
        "code": fingerprint.of_code(),
        "shown": fingerprint.of_settings(asdict(shown) | {"packed": packed}),
        "parquet": parquet.writer(),
    }


def _gone(public: Path, manifest: dict[str, Any]) -> bool:
    from votewatch.render.writer import Writer

    return bool(Writer(public).missing(list(manifest["files"])))


def _html(keys: dict[str, str]) -> int:
    return sum(1 for name in keys if name.endswith(".html"))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _begin(cache: Path, left: set[str], jobs: Sequence[Job]) -> set[str]:
    """Say that what is in public/ answers to no record until the new manifest stands, and which files may be there:
    a build that is cut short leaves it to the next one to take away those of pages that are gone.
    """
    names = left.union(*(job.files for job in jobs))
    _save(cache, {"begun": sorted(names)})
    return names


def _manifest(cache: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((cache / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _save(cache: Path, manifest: dict[str, Any]) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    part = cache / f".{MANIFEST}.part"
    part.write_bytes(_json(manifest))
    part.replace(cache / MANIFEST)
