"""The sixty queries, and which pages of the site answer them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from votewatch.model.ids import path_name


@dataclass(frozen=True, slots=True)
class Query:
    """``wanted`` are groups of paths: of each group one must be among the first ten results."""

    text: str
    wanted: tuple[frozenset[str], ...]

    def answered(self, found: list[str]) -> bool:
        """Whether the first ten of ``found`` (paths) answer it."""
        return all(group & set(found[:10]) for group in self.wanted)


def queries() -> list[Query]:
    """The queries of queries.tsv in order."""
    with (Path(__file__).parent / "queries.tsv").open(encoding="utf-8") as file:
        return [
            Query(
                line["query"],
                tuple(frozenset(map(path_of, group.split("|"))) for group in line["expected"].split()),
            )
            for line in csv.DictReader(file, delimiter="\t")
        ]


def path_of(named: str) -> str:
    """ "law:300/2005" -> "l/300-2005/", "sk:m40" -> "m/sk-m40/", "sk:9:733" -> "d/sk-9-733/"."""
    kind, _, rest = named.partition(":")
    if kind == "law":
        return f"l/{rest.replace('/', '-')}/"
    if kind == "club":
        return f"c/{rest}/"
    return f"{'m' if rest[:1] == 'm' and rest[1:].isdigit() else 'd'}/{path_name(named)}/"
