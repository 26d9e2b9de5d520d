"""The page of downloads: every file with its rows, size, checksum and licence, and the data dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path
from votewatch.render.downloads import parquet
from votewatch.render.downloads.dictionary import TABLES, Column, Table
from votewatch.render.downloads.files import DATABASE, Listed, depends, listed
from votewatch.render.downloads.licence import LICENCES
from votewatch.render.downloads.package import METADATA, PACKAGE, SUMS, everything
from votewatch.render.downloads.vocabularies import VOCABULARIES, vocabulary_of
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site
from votewatch.render.words import Words, day, number

PATH = "data/"


def _pages(site: Site) -> Iterator[Page]:
    yield Page(PATH, _example(site), (depends(site), _example(site)))


def _example(site: Site) -> str | None:
    """A decision whose data are shown as an example: the first one by id, of the NR SR where there is one."""
    return min((d.id for d in site.record.decisions), key=lambda id: (not id.startswith("sk:"), id), default=None)


def _view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    (database,) = listed(site, None)
    with_parquet = bool(parquet.writer())
    return {
        "title": words["data.title"],
        "headline": words["data.title"],
        "crumbs": [],
        "as_of": words.t("data.as_of", date=day(site.as_of, lang)) if site.as_of else "",
        "database": _file(database, words),
        "command": f"datasette {DATABASE.rpartition('/')[2]} --metadata {METADATA.rpartition('/')[2]}",
        "metadata": METADATA,
        "package": PACKAGE,
        "sums_link": _link(f"/{SUMS}", "SHA256SUMS"),
        "sums_command": Markup("<code>sha256sum -c</code>"),
        "with_parquet": with_parquet,
        "tables_title": words["data.tables" if with_parquet else "data.tables_csv"],
        "tables_text": words["data.tables_text" if with_parquet else "data.tables_text_csv"],
        "parliaments": [_parliament(site, p, words) for p in Parliament],
        "files": [(one.name, one.bytes, one.sha256) for _, one in everything(site)],
        "tables": [_table(held, words) for held in TABLES],
        "vocabularies": [
            (one.name, words[f"data_vocabulary.{one.name}"], [(v, words[f"{one.words}.{v}"]) for v in one.values])
            for one in VOCABULARIES
        ],
        "example": _example_link(page.subject, lang),
    }


def _parliament(site: Site, parliament: Parliament, words: Words) -> dict[str, Any]:
    files = listed(site, parliament)
    by_table: dict[str, dict[str, Listed]] = {}
    for one in files:
        by_table.setdefault(one.table, {})[one.format] = one
    rows = [
        {
            "table": held.name,
            "rows": number(by_table[held.name]["csv"].rows, words.lang),
            "files": [_file(one, words) for one in by_table[held.name].values()],
        }
        for held in TABLES
    ]
    read = day(site.as_of, words.lang) if site.as_of else ""
    url = f"{site.look.site_url}/{words.lang}/{PATH}"
    return {
        "id": parliament.value,
        "name": words[f"parliament.{parliament}.name"],
        "caption": words.t("data.caption", parliament=words.text(f"parliament.{parliament}.name")),
        "licence": words[f"data.licence_{parliament}"],
        "licence_url": LICENCES[parliament].url,
        "source": LICENCES[parliament].source,
        "cite": words.t(f"data.cite_{parliament}", date=read, url=url),
        "rows": rows,
    }


def _file(one: Listed, words: Words) -> dict[str, Any]:
    return {
        "name": one.name,
        "short": one.name.rpartition("/")[2],
        "rows": number(one.rows, words.lang),
        "size": size(one.bytes, words),
        "sha256": one.sha256,
    }


def size(count: int, words: Words) -> Markup:
    """A size for people: "32 B", "12 kB", "1.8 MB"; a thousand bytes are a kilobyte."""
    if count < 1000:
        return words.t("data.size_b", n=count)
    if count < 999_500:
        return words.t("data.size_kb", n=round(count / 1000))
    megabytes = f"{count / 1_000_000:.1f}"
    return words.t("data.size_mb", n=megabytes.replace(".", ",") if words.lang == "sk" else megabytes)


def _table(held: Table, words: Words) -> dict[str, Any]:
    return {
        "name": held.name,
        "about": words[f"data_table.{held.name}"],
        "key": ", ".join(held.key),
        "columns": [_column(held, column, words) for column in held.columns],
    }


def _column(held: Table, column: Column, words: Words) -> dict[str, Any]:
    return {
        "name": column.name,
        "kind": words[f"data_kind.{column.kind}"],
        "about": words[f"data_column.{held.name}.{column.name}"],
        "to": _link(f"#{column.to[0]}", column.to[0]) if column.to else None,
        "closed": Markup(", ").join(_link(f"#v-{name}", name) for name in column.vocabularies),
    }


def _link(address: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text)


def _example_link(decision_id: str | None, lang: str) -> Markup:
    """The data of a page that there is; those of the home page in a record without a decision."""
    address = f"/{lang}/{decision_path(decision_id) if decision_id else ''}index.json"
    return _link(address, address)


def _data(site: Site, page: Page) -> View:
    """The same for programs; datapackage.json has it in the form of the Frictionless standard."""
    files = [{"parliament": p, **asdict(one)} for p, one in everything(site)]
    return {
        "as_of": site.as_of,
        "licences": {p.value: asdict(held) for p, held in LICENCES.items()},
        "files": files,
        "tables": [
            {
                "name": held.name,
                "key": list(held.key),
                "columns": [
                    {"name": c.name, "type": c.kind, "required": c.required, "vocabularies": list(c.vocabularies)}
                    for c in held.columns
                ],
            }
            for held in TABLES
        ],
        "vocabularies": {one.name: list(vocabulary_of(one.name).values) for one in VOCABULARIES},
    }


DATA = PageType("data", "data.html", _pages, _view, _data, last=True)
