"""Our build beside Hugo and Pelican: the same pages of the same content, in one run, as ratios.

    python bench/build.py                          every page of a single roll call, 5 rounds (about half an hour)
    python bench/build.py --pages 2000 --rounds 3  a shorter look

What is timed, from the start of the process to its exit, each generator with every core to itself:
- cold: N pages into an empty folder with an empty cache of the generator's own; the page cache of the system is warm.
  Ours reads the whole ledger and works out every decision first. Hugo and Pelican read one file a page that already
  holds headline, fact lines and sorted members, and count clubs, totals, widths and stances themselves; "hugo, counted
  for it" is given all of these.
- one vote changed: each generator's ordinary next run over what it made before. Ours is here `votewatch build` of the
  whole site (all page types and their data files); the peers have their N pages.
Not timed: installing, and writing the peers' content files. Pages of every generator are compared before the first
round and after each change: members by position, party table, totals, bars, the whole text, and sizes within 10 %.
All output (up to 9 GB) stays below .cache/bench until the end.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "build")]

from build_peers import changing, check, content, hugo, machine, ours, pelican  # noqa: E402 (the paths come first)

WORK = ours.ROOT / ".cache" / "bench"
OURS, HUGO, COUNTED, PELICAN = "ours", "hugo", "hugo, counted for it", "pelican"
AIMS = {HUGO: 3.0, COUNTED: 1.7, PELICAN: 4.0}
AIM_UNCHANGED, AIM_CHANGED, AIM_HELP = 2.0, 3.0, 0.5
VOTEWATCH = str(Path(sys.executable).parent / "votewatch")
CHECKED = 6  # pages drawn by chance, besides the one that is changed


@dataclass
class Generator:
    """One program that makes the N pages; ``command`` takes the folders of output and cache."""

    name: str
    folder: Path
    command: Callable[[Path, Path], list[str]]
    cold: list[machine.Run] = field(default_factory=list)
    changed: list[machine.Run] = field(default_factory=list)

    runs: int = 0

    @property
    def public(self) -> Path:
        return self.folder / f"public-{self.runs}"

    def from_nothing(self) -> machine.Run:
        """Each run has new folders, and none is deleted before the end: for a minute after 10,000 files were deleted,
        ext4 looks past every one of their inodes for each new file, which costs ten times what a new file costs."""
        self.runs += 1
        return self.again()

    def again(self) -> machine.Run:
        return machine.timed(self.command(self.public, self.folder / f"cache-{self.runs}"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=0, help="how many, spread over the record [all]")
    parser.add_argument("--rounds", type=int, default=5, help="alternating runs of each [5]")
    parser.add_argument("--out", type=Path, help="the raw figures [bench/results/build-DATE.json]")
    asked = parser.parse_args()
    day = dt.datetime.now(dt.UTC).date().isoformat()
    peers = machine.peers(WORK / "peers")
    raw: dict[str, Any] = {"date": day, "machine": machine.described(peers), "rounds": asked.rounds}
    work = WORK / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    data = work / "data"
    shutil.copytree(ours.ROOT / "data", data)

    _say("writing the content of the peers")
    site = ours.site(data).site
    chosen = ours.chosen(site, asked.pages)
    page = changing.page_to_change(site, chosen)
    sources = {HUGO: work / "hugo-source", COUNTED: work / "counted-source", PELICAN: work / "pelican-source"}
    constants = content.constants(site)
    hugo.write(sources[HUGO], "plain", content.pages(site, chosen, "plain"), constants)
    hugo.write(sources[COUNTED], "tallied", content.pages(site, chosen, "tallied"), constants)
    pelican.write(sources[PELICAN], content.pages(site, chosen, "plain"), constants)
    ledger = changing.ledger_edit(data, page)
    edits = _edits(ledger, data, page.path, sources)

    program = [sys.executable, str(Path(ours.__file__)), "--data", str(data), "--pages", str(asked.pages)]
    every = [
        Generator(OURS, work / "ours", lambda out, own: [*program, "--public", str(out), "--cache", str(own)]),
        Generator(HUGO, work / "hugo", lambda out, own: hugo.command(peers, sources[HUGO], out, own)),
        Generator(COUNTED, work / "counted", lambda out, own: hugo.command(peers, sources[COUNTED], out, own)),
        Generator(PELICAN, work / "pelican", lambda out, own: pelican.command(peers, sources[PELICAN], out, own)),
    ]
    _say("one run of each, not timed, and the check that their pages are equal")
    for generator in every:
        generator.from_nothing()
    outputs = {g.name: g.public for g in every[1:]}
    raw["pages"] = check.same_pages(every[0].public, outputs)
    drawn = random.Random(day).sample(chosen, min(CHECKED, len(chosen)))
    addresses = [f"{lang}/{p.path}" for p in (page, *drawn) for lang in ("sk", "en")]
    raw["checked"] = {"addresses": addresses, "mean": check.equal(addresses, every[0].public, outputs)}

    for i in range(asked.rounds):
        for generator in _rotated(every, i):
            _say(f"round {i + 1}: {generator.name}, cold")
            generator.cold.append(generator.from_nothing())
    outputs = {g.name: g.public for g in every[1:]}
    whole = Whole(work)
    whole.first = whole.build()
    for i in range(asked.rounds):
        state = (i + 1) % 2
        for change in (ledger, *edits):
            change.put(state)
        _say(f"round {i + 1}: one vote changed")
        for generator in _rotated([g for g in every if g.name != OURS], i):
            generator.changed.append(generator.again())
        whole.changed.append(whole.build())
        whole.unchanged.append(whole.build())
        whole.help.append(machine.timed([VOTEWATCH, "--help"]))
        _say("  and the check that all show it")
        addresses = [f"{lang}/{page.path}" for lang in ("sk", "en")]
        check.equal(addresses, whole.public, outputs)
    raw |= {
        "seconds": {
            "cold": {g.name: [asdict(r) for r in g.cold] for g in every},
            "one vote changed": {g.name: [asdict(r) for r in g.changed] for g in every[1:]},
            "whole site": whole.raw(),
        }
    }
    raw["ratios"] = _report(raw, every, whole)
    out = asked.out or ours.ROOT / "bench" / "results" / f"build-{day}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(work)


class Whole:
    """`votewatch build` of everything, from the copy of the ledger."""

    def __init__(self, work: Path) -> None:
        self.public = work / "whole"
        folders = {"DATA": work / "data", "PUBLIC": self.public, "CACHE": work / "whole-cache"}
        self._environ = {f"VOTEWATCH_PATHS_{name}": os.fspath(folder) for name, folder in folders.items()}
        self.first = machine.Run(0, 0)
        self.unchanged: list[machine.Run] = []
        self.changed: list[machine.Run] = []
        self.help: list[machine.Run] = []

    def build(self) -> machine.Run:
        command = [VOTEWATCH, "--config", str(ours.ROOT / "votewatch.toml"), "build"]
        return machine.timed(command, self._environ)

    def raw(self) -> dict[str, Any]:
        several = {"unchanged": self.unchanged, "one vote changed": self.changed, "--help": self.help}
        return {"cold": asdict(self.first), **{name: [asdict(r) for r in runs] for name, runs in several.items()}}


def _edits(ledger: changing.Edit, data: Path, path: str, sources: dict[str, Path]) -> list[changing.Edit]:
    """The peers' content files of the changed page, as they are and as the changed ledger makes them."""
    ledger.put(1)
    site = ours.site(data).site
    ledger.put(0)
    page = next(p for p in ours.TYPE.pages(site) if p.path == path)
    changed: dict[Path, str] = {}
    for address, view in content.pages(site, [page], "plain"):
        changed[hugo.content_file(sources[HUGO], address)] = hugo.content("plain", view)
        changed[pelican.content_file(sources[PELICAN], address)] = pelican.content(view)
    for address, view in content.pages(site, [page], "tallied"):
        changed[hugo.content_file(sources[COUNTED], address)] = hugo.content("tallied", view)
    return changing.content_edits(changed)


def _report(raw: dict[str, Any], every: list[Generator], whole: Whole) -> dict[str, float]:
    m, n, base = raw["machine"], raw["pages"], machine.middle(every[0].cold)
    print(f"\n{raw['date']}, {m['cores']} cores ({m['cpu']}), Python {m['python']}, Hugo {m['hugo']}, ", end="")
    print(f"Pelican {m['pelican']}; medians of {raw['rounds']} alternating runs")
    print(f"\n{n} pages, cold: {'seconds':>19} {'pages/s':>8} {'cpu s':>7} {'ours is':>8} {'by cpu':>7} {'aim':>5}")
    ratios = {}
    for g in every:
        middle, aim = machine.middle(g.cold), AIMS.get(g.name)
        ratio, by_cpu = middle.wall / base.wall, middle.cpu / base.cpu
        ratios[g.name] = round(ratio, 2)
        times = f"{ratio:7.2f}x {by_cpu:6.2f}x {aim:4}x {'met' if ratio >= aim else 'MISSED'}" if aim else ""
        print(f"  {g.name:<22} {middle.wall:15.2f} {n / middle.wall:8.0f} {middle.cpu:7.1f} {times}")
    print("\nafter one changed vote, seconds")
    for g in every[1:]:
        print(f"  {f'{g.name}, its {n} pages':<40} {machine.middle(g.changed).wall:8.2f}")
    for name, runs, aim in (
        ("votewatch build, one vote changed", whole.changed, AIM_CHANGED),
        ("votewatch build, unchanged", whole.unchanged, AIM_UNCHANGED),
        ("votewatch --help", whole.help, AIM_HELP),
    ):
        wall = machine.middle(runs).wall
        print(f"  {name:<40} {wall:8.2f}  aim < {aim:g}: {'met' if wall < aim else 'MISSED'}")
    print(f"  {'votewatch build, whole site, cold, once':<40} {whole.first.wall:8.2f}")
    return ratios


def _rotated(every: list[Generator], by: int) -> list[Generator]:
    by %= len(every)
    return every[by:] + every[:by]


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
