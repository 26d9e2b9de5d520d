"""The files of the index: what the script fetches, each by itself, so that one changed vote remakes one or two."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from votewatch.model.vocabulary import Parliament
from votewatch.render.page import FileType, Output
from votewatch.render.search.documents import Kind, documents, in_order
from votewatch.render.search.facets import facets
from votewatch.render.search.index import SPACE, numbered, shards
from votewatch.render.site import Site
from votewatch.render.words import LANGUAGES

ROWS = 64  # of one file
MANIFEST = "search/index.json"


def _outputs(site: Site) -> Iterator[Output]:
    found = numbered(documents(site))
    table = site.record.search_words
    words = shards(found, table)
    counts = {kind.value: sum(1 for _, d in found if d.kind is kind) for kind in Kind}
    stemming = table.stemming
    yield _file(
        MANIFEST,
        {
            "stem": {
                "shortest": stemming.shortest,
                "endings": stemming.endings,
                "turns": stemming.turns,
                "whole": dict(stemming.whole),
            },
            "stops": " ".join(sorted(table.stops)),
            "space": SPACE,
            "rows": ROWS,
            "counts": counts,
            "files": " ".join(words),
        },
    )
    for name, stems in words.items():
        yield _file(f"search/w/{name}.json", stems)
    for parliament in Parliament:
        yield _file(f"search/by/{parliament}.json", facets(site, in_order(site, parliament)))
    for kind in Kind:
        rows = [document.rows for _, document in found if document.kind is kind]
        for start in range(0, len(rows), ROWS):
            for lang in LANGUAGES:
                part = [row[lang] for row in rows[start : start + ROWS]]
                yield _file(f"search/{lang}/{kind}-{start // ROWS}.json", part)


def _file(name: str, content: Any) -> Output:
    found = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return Output((name,), found, found)


def _content(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    yield output.names[0], output.subject


FILES = FileType("search", _outputs, _content)
