"""Equal work: the same page of every generator holds the same members, party table, totals and text.

Read with html5lib, so that end tags left out, entities and white space make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

MAX_SIZE_DIFFERENCE = 0.10


class Unequal(Exception):
    """A peer's page differs from ours: the comparison would not be one."""


@dataclass(frozen=True)
class PageRead:
    """What one page says. ``members`` are (club, letter, names); ``figure`` the totals with their words."""

    members: tuple[tuple[str, str, tuple[str, ...]], ...]
    table: tuple[tuple[str, ...], ...]
    figure: tuple[str, ...]
    bars: tuple[tuple[str, str], ...]
    text: str

    @property
    def names(self) -> int:
        """How many members the page names by club."""
        return sum(len(names) for _, _, names in self.members)


def read(html: str) -> PageRead:
    """The page as a reader has it."""
    root: Element = html5lib.parse(html, namespaceHTMLElements=False)
    clubs = [
        (club.get("data-club", ""), votes.get("data-position", ""), tuple(_text(item) for item in votes.iter("li")))
        for club in root.iter("details")
        for votes in _of(club, "club__votes")
    ]
    rows = [tuple(_text(cell) for cell in row) for row in root.iter("tr")]
    bars = [(r.get("x", ""), r.get("width", "")) for r in root.iter() if str(r.tag).endswith("rect")]
    figure = tuple(
        _text(item) for item in root.iter() if item.tag in ("figcaption",) or "legend__item" in _classes(item)
    )
    return PageRead(tuple(clubs), tuple(rows), figure, tuple(bars), _text(root))


def equal(addresses: Iterable[str], ours: Path, peers: Mapping[str, Path]) -> dict[str, dict[str, float]]:
    """Compare the pages at ``addresses``; returns each generator's mean size in bytes and its mean number of names.

    Raises Unequal naming generator, page and what differs.
    """
    sizes: dict[str, list[int]] = {name: [] for name in ("ours", *peers)}
    names: list[int] = []
    for address in addresses:
        expected = _load(ours, address)
        said = read(expected)
        if not said.names or not said.table:
            raise Unequal(f"ours: {address}: no members, or no party table, to compare with")
        names.append(said.names)
        sizes["ours"].append(len(expected.encode()))
        for name, public in peers.items():
            found = _load(public, address)
            for part, want, got in _parts(said, read(found)):
                if want != got:
                    raise Unequal(f"{name}: {address}: {part} differ: {_first_difference(want, got)}")
            ratio = len(found.encode()) / len(expected.encode())
            if abs(ratio - 1) > MAX_SIZE_DIFFERENCE:
                raise Unequal(f"{name}: {address}: {ratio:.2f} times the size of ours")
            sizes[name].append(len(found.encode()))
    mean_names = sum(names) / len(names)
    return {name: {"bytes": round(sum(s) / len(s)), "members": round(mean_names)} for name, s in sizes.items()}


def same_pages(ours: Path, peers: Mapping[str, Path]) -> int:
    """The number of pages, the same ones in every output. Raises Unequal."""
    wanted = set(_pages(ours))
    for name, public in peers.items():
        if other := wanted ^ set(_pages(public)):
            raise Unequal(f"{name}: {len(other)} pages are only in one of the outputs, {min(other)} among them")
    return len(wanted)


def _pages(public: Path) -> Iterator[str]:
    for path in public.glob("*/v/*/index.html"):
        yield path.relative_to(public).parent.as_posix()


def _load(public: Path, address: str) -> str:
    return (public / address / "index.html").read_text(encoding="utf-8")


def _parts(a: PageRead, b: PageRead) -> Iterator[tuple[str, object, object]]:
    yield "members by position", a.members, b.members
    yield "rows of the party table", a.table, b.table
    yield "totals", a.figure, b.figure
    yield "bars", a.bars, b.bars
    yield "texts", a.text.split(), b.text.split()


def _first_difference(a: object, b: object) -> str:
    if isinstance(a, tuple | list) and isinstance(b, tuple | list):
        for i, (x, y) in enumerate(zip(a, b, strict=False)):
            if x != y:
                return f"at {i}: {_first_difference(x, y)}"
        return f"{len(a)} against {len(b)} parts"
    return f"{a!r} and {b!r}"


def _of(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if name in _classes(element))


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _text(element: Element) -> str:
    return re.sub(r"[ \n\t]+", " ", " ".join(element.itertext())).strip()
