"""The same documents as pages for Pagefind: as they are, or with our stems beside them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from votewatch.model.search_words import SearchWords
from votewatch.render.search.documents import SUMMARY, Document
from votewatch.render.search.index import Weighing

# Loads Pagefind as its documentation says and tells what it found in the title of the page, which a test can wait for.
PAGE = """<!doctype html><html lang="sk"><head><meta charset="utf-8"><title>…</title><link rel="icon" href="data:,">
<script type="module" src="/peer.js"></script></head><body><ol id="found"></ol></body></html>
"""
SCRIPT = """import * as pagefind from "/pagefind/pagefind.js";
const asked = new URL(location).searchParams.get("q");
const found = await pagefind.search(asked);
const first = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
for (const { url, meta } of first) {
  const item = document.createElement("li"), link = document.createElement("a");
  link.href = url;
  link.textContent = meta.title;
  item.append(link);
  document.getElementById("found").append(item);
}
document.title = "done";
"""


def write(folder: Path, documents: Iterable[Document], table: SearchWords | None) -> int:
    """One page a document below ``folder``; with ``table`` it holds stems by weight too. The number of pages."""
    weighing = Weighing(table) if table else None
    count = 0
    for document in documents:
        path = folder / "sk" / document.path / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(document, weighing), encoding="utf-8")
        count += 1
    return count


def _page(document: Document, weighing: Weighing | None) -> str:
    title = document.rows["sk"][1]
    shown = title if isinstance(title, str) else "".join(text for text, _ in title)
    names, texts = [], []
    for weight, text in document.fields:
        (texts if weight <= SUMMARY else names).append(escape(text))
    numbers = " ".join(map(escape, document.numbers))
    body = f"<h1>{escape(shown)}</h1><p>{numbers}</p>"
    if weighing:
        by_impact: dict[int, list[str]] = {}
        for stem, impact in weighing.impacts(document).items():
            by_impact.setdefault(min(10, impact), []).append(stem)
        body += "".join(f'<p data-pagefind-weight="{n}">{" ".join(s)}</p>' for n, s in sorted(by_impact.items()))
    else:
        body += f'<p data-pagefind-weight="5">{" · ".join(names)}</p><p>{" ".join(texts)}</p>'
    tone = f'<i data-pagefind-filter="outcome">{document.rows["sk"][3]}</i>' if document.rows["sk"][3] else ""
    kind = f'<i data-pagefind-filter="kind">{document.kind}</i>'
    return (
        f'<!doctype html><html lang="sk"><head><meta charset="utf-8"><title>{escape(shown)}</title></head>'
        f"<body><main data-pagefind-body>{body}</main>{kind}{tone}</body></html>"
    )
