"""Our search beside Pagefind over the same documents: bytes on the wire, first results, sixty Slovak queries.

    python bench/search.py               builds the site, indexes it with Pagefind, asks both (about four minutes)

Chromium opens each engine's page with each query in its address, cold each time, from a server that packs with gzip -9;
once as fast as the machine goes and once over a line of 1.6 Mbit/s with 150 ms there and back. Pagefind is asked in two
ways: with the texts as they are, and with our stems in hidden words of weight, the query stemmed by our script.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT), str(ROOT / "build")]

from build_peers.machine import described  # noqa: E402 (the path comes first)
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from search_peers import pagefind_pages  # noqa: E402
from search_peers.served import Sent, packed, serving  # noqa: E402

from tests.search.queries import queries  # noqa: E402
from votewatch import settings, steps  # noqa: E402
from votewatch.facts.searching import stem, words  # noqa: E402
from votewatch.model.search_words import SearchWords  # noqa: E402
from votewatch.render import site_of  # noqa: E402
from votewatch.render.build import Shown  # noqa: E402
from votewatch.render.jobs import Job  # noqa: E402
from votewatch.render.pages import make  # noqa: E402
from votewatch.render.record import Record  # noqa: E402
from votewatch.render.search.documents import documents  # noqa: E402
from votewatch.render.search.files import FILES  # noqa: E402
from votewatch.render.search.page import SEARCH  # noqa: E402
from votewatch.render.writer import Writer  # noqa: E402

CACHE = ROOT / ".cache" / "bench" / "search"
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 96_000}


def main() -> None:
    """Measure, print a table, write the raw figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "results")
    asked = parser.parse_args()
    record = steps.record(settings.load(ROOT / "votewatch.toml", {}).settings)
    table, day = record.search_words, dt.datetime.now(dt.UTC).date().isoformat()
    # What each layer adds: stems alone, then what laws are called, then all of data/search.toml.
    bare = SearchWords(table.stemming, table.stops, table.phrases)
    layers = {
        "stems": replace(record, search_words=bare, topic_table=replace(record.topic_table, laws={})),
        "law names": replace(record, search_words=bare),
    }
    sites = {name: _ours(layer, name, day) for name, layer in ({"whole": record} | layers).items()}
    pagefind = {name: _pagefind(record, name, own, day) for name, own in (("plain", None), ("stems", table))}
    stemmed = lambda text: " ".join(stem(w, table.stemming) for w in words(text) if w not in table.stops)  # noqa: E731
    _program()
    machine = {k: v for k, v in described(CACHE / "environment").items() if k not in ("hugo", "pelican")}
    told: dict[str, Any] = {"day": day, "machine": machine, "pagefind": _version()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        told["chromium"] = browser.version
        ours = ".result-row__title"
        told["engines"] = {
            "ours": _measured(browser, sites["whole"], "/sk/search/", ours, str, "search"),
            **{
                f"ours, {name}": _hits(browser, sites[name], "/sk/search/", ours, str)
                for name in ("stems", "law names")
            },
            "Pagefind": _measured(browser, pagefind["plain"], "/", "#found a", str, "pagefind"),
            "Pagefind, our stems": _measured(browser, pagefind["stems"], "/", "#found a", stemmed, "pagefind"),
        }
        browser.close()
    for name, row in told["engines"].items():
        print(
            f"{name:>20}: {row['hits']} of {row['queries']}", {k: v for k, v in row.items() if not isinstance(v, list)}
        )
    asked.out.mkdir(exist_ok=True)
    path = asked.out / f"search-{day}.json"
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"raw figures: {path}")


def _ours(record: Record, name: str, day: str) -> Path:
    """The search of ``record``: page, files, assets. The data are a copy, because reading them may open questions."""
    folder = CACHE / name.replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("ledger", "radar"))
    made, _ = site_of.make(record, folder / "data", ROOT / "site_src", Shown(), day, folder / "public")
    writer = Writer(folder / "public")
    started = time.perf_counter()
    jobs = [Job(FILES, output, "") for output in FILES.outputs(made.site)]
    jobs += [Job(SEARCH, page, "") for page in SEARCH.pages(made.site)]
    make(made.site, ROOT / "site_src", writer, jobs, 1)
    print(f"ours made {len(jobs)} files ({name}) in {time.perf_counter() - started:.1f} s")
    for path, content in made.files.items():
        writer.write(path, content)
    return folder / "public"


def _pagefind(record: Record, name: str, table: SearchWords | None, day: str) -> Path:
    """The same documents as pages, indexed by Pagefind's own program."""
    folder = CACHE / f"pagefind-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    made, _ = site_of.make(record, CACHE / "whole" / "data", ROOT / "site_src", Shown(), day, folder / "public")
    pages = pagefind_pages.write(folder, documents(made.site), table)
    started = time.perf_counter()
    subprocess.run([str(_program()), "-m", "pagefind", "--site", str(folder)], check=True, stdout=subprocess.DEVNULL)
    print(f"Pagefind indexed {pages} pages ({name}) in {time.perf_counter() - started:.1f} s")
    (folder / "index.html").write_text(pagefind_pages.PAGE, encoding="utf-8")
    (folder / "peer.js").write_text(pagefind_pages.SCRIPT, encoding="utf-8")
    return folder


def _program() -> Path:
    folder = CACHE / "environment"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pagefind[bin]"]
        subprocess.run(pip, check=True)
    return python


def _version() -> str:
    asked = [str(_program()), "-c", "import importlib.metadata as m; print(m.version('pagefind'))"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def _chromium() -> str:
    command = ["sh", str(ROOT / "tests" / "browser" / "chromium.sh"), sys.executable]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _hits(browser: Browser, root: Path, path: str, rows: str, asked: Callable[[str], str]) -> dict[str, Any]:
    """How many of the queries are answered, and which are not."""
    missed = []
    with serving(root) as (address, _):
        for query in queries():
            page = browser.new_context().new_page()
            if not query.answered(_first(page, address, path, rows, asked(query.text))[0]):
                missed.append(query.text)
            page.context.close()
    return {"hits": len(queries()) - len(missed), "queries": len(queries()), "missed": missed}


def _measured(
    browser: Browser, root: Path, path: str, rows: str, asked: Callable[[str], str], part: str
) -> dict[str, Any]:
    """The same, with times and bytes of each query from a cold browser; ``part`` is the folder of the index."""
    found = _hits(browser, root, path, rows, asked)
    times: dict[str, list[float]] = {"fast": [], "slow": []}
    whole, index = [], []
    with serving(root) as (address, sent):
        for speed, took in times.items():
            for query in queries():
                page = browser.new_context().new_page()
                if speed == "slow":
                    line = page.context.new_cdp_session(page)
                    line.send("Network.enable")
                    line.send("Network.emulateNetworkConditions", SLOW)
                sent.clear()
                took.append(_first(page, address, path, rows, asked(query.text))[1])
                if speed == "fast":
                    whole.append(sum(sent.bodies.values()))
                    index.append(_of_index(sent, part))
                page.context.close()
    folder = root / part
    return found | {
        "first_ms": {speed: round(statistics.median(took)) for speed, took in times.items()},
        "first_ms_p95": {speed: round(statistics.quantiles(took, n=20)[18]) for speed, took in times.items()},
        "index_kb": round(statistics.median(index) / 1000, 1),
        "index_kb_most": round(max(index) / 1000, 1),
        "page_kb": round(statistics.median(whole) / 1000, 1),
        "page_kb_most": round(max(whole) / 1000, 1),
        "all_kb": round(sum(len(packed(file)) for file in folder.rglob("*") if file.is_file()) / 1000),
        "bytes": whole,
        "times": times["slow"],
    }


def _of_index(sent: Sent, part: str) -> int:
    """What only searching costs: the index and the scripts that read it."""
    return sum(size for path, size in sent.bodies.items() if f"/{part}/" in path[:12] or "/search" in path[:15])


def _first(page: Page, address: str, path: str, rows: str, asked: str) -> tuple[list[str], float]:
    """The first ten paths, and the milliseconds from the beginning of the navigation until the first stood there."""
    started = time.perf_counter()
    page.goto(f"{address}{path}?q={quote(asked)}", wait_until="commit")
    try:
        page.wait_for_selector(rows, timeout=6000)
        took = (time.perf_counter() - started) * 1000
        page.wait_for_load_state("networkidle")
    except Exception:  # nothing found is an answer too
        return [], 6000.0
    found = page.eval_on_selector_all(rows, "all => all.map((each) => new URL(each.href).pathname)")
    return [str(each).removeprefix("/sk/") for each in found[:10]], took


if __name__ == "__main__":
    main()
