"""Our builder held to one page type: what `votewatch build` does, step by step, for pages of single roll calls alone.

Run as a program of its own, so that its time holds the start of the interpreter, the reading of the ledger, the facts,
the fingerprints and the manifest, as a real build's does. Left out is only what has no peer here: the other page types
and the index.json beside each page.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "build"
if str(BUILD) not in sys.path:
    sys.path.insert(0, str(BUILD))

from votewatch import settings as settings_module  # noqa: E402 (the path comes first)
from votewatch import steps  # noqa: E402
from votewatch.render import fingerprint, site_of  # noqa: E402
from votewatch.render.build import Shown  # noqa: E402
from votewatch.render.jobs import Job  # noqa: E402
from votewatch.render.page import Page, PageType  # noqa: E402
from votewatch.render.pages import make  # noqa: E402
from votewatch.render.site import Site  # noqa: E402
from votewatch.render.vote_pages import ROLL_CALL  # noqa: E402
from votewatch.render.writer import Writer  # noqa: E402

ROOT = BUILD.parent
TYPE: PageType = dataclasses.replace(ROLL_CALL, data=None)
DAY = "2026-01-01"  # the opening day of new questions; none of these pages shows it


def site(data: Path) -> site_of.Made:
    """The site of the ledger below ``data``, with the settings of votewatch.toml."""
    environ = {"VOTEWATCH_PATHS_DATA": str(data.resolve())}
    settings = settings_module.load(ROOT / "votewatch.toml", environ).settings
    made, _ = site_of.make(steps.record(settings), data, settings.paths.site_src, Shown(), DAY, settings.paths.public)
    return made


def chosen(made: Site, pages: int) -> list[Page]:
    """Pages spread evenly over the record, half as many as ``pages``: each is made in two languages. 0 for all."""
    every = list(TYPE.pages(made))
    wanted = min(len(every), pages // 2 or len(every))
    return [every[i * len(every) // wanted] for i in range(wanted)]


def main() -> None:
    """Build into an empty folder and print the number of HTML files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--public", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=0)
    asked = parser.parse_args()
    site_src = ROOT / "site_src"
    inputs = {
        "data": fingerprint.of_files([asked.data]),
        "site_src": fingerprint.of_files([site_src]),
        "code": fingerprint.of_code(),
    }
    made = site(asked.data)
    common = fingerprint.of_value((inputs["code"], inputs["site_src"], site_of.shared(made)))
    jobs = [Job(TYPE, p, common) for p in chosen(made.site, asked.pages)]
    writer = Writer(asked.public)
    _, keys = make(made.site, site_src, writer, jobs, os.cpu_count() or 1)
    for name, content in made.files.items():
        writer.write(name, content)
    files = {name: key for job, key in zip(jobs, keys, strict=True) for name in job.files}
    asked.cache.mkdir(parents=True, exist_ok=True)
    (asked.cache / "render.json").write_text(json.dumps({"inputs": inputs, "files": files}), encoding="utf-8")
    print(len(files))


if __name__ == "__main__":
    main()
