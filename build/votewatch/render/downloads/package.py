"""What programs read about the downloads: a Frictionless data package, metadata for Datasette, and the checksums."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from votewatch.model.vocabulary import Parliament
from votewatch.render.downloads.dictionary import TABLES, Column, Table, table, values
from votewatch.render.downloads.files import DATABASE, FOLDER, Listed, depends, listed, meanings
from votewatch.render.downloads.licence import LICENCES, Licence
from votewatch.render.downloads.sqlite_file import KEYED, VIEWS, Meanings
from votewatch.render.page import FileType, Output

if TYPE_CHECKING:
    from votewatch.render.site import Site

PACKAGE = f"{FOLDER}/datapackage.json"
METADATA = f"{FOLDER}/datasette.json"
SUMS = f"{FOLDER}/SHA256SUMS"
# As the Table Schema calls them.
_TYPES = {"text": "string", "integer": "integer", "boolean": "boolean", "date": "date", "time": "time"}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "sqlite": "application/vnd.sqlite3"}


def everything(site: Site) -> list[tuple[Parliament | None, Listed]]:
    """Every download with its parliament, that of both first."""
    return [(p, one) for p in (None, *Parliament) for one in listed(site, p)]


def _outputs(site: Site) -> Iterator[Output]:
    yield Output((PACKAGE, METADATA, SUMS), None, depends(site))


def _content(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    files = everything(site)
    yield PACKAGE, _json(_package(site, files))
    yield METADATA, _json(_metadata(site))
    yield SUMS, "".join(f"{one.sha256}  {_below(one.name)}\n" for _, one in files).encode()


def _package(site: Site, files: list[tuple[Parliament | None, Listed]]) -> dict[str, Any]:
    said = meanings(site)
    return {
        "profile": "data-package",
        "name": "votewatch",
        "title": "VoteWatch: how the Slovak National Council and the European Parliament voted",
        "homepage": f"{site.look.site_url}/en/data/",
        "version": site.as_of,
        "licenses": [_licence(held) for held in LICENCES.values()],
        "sources": [{"title": held.attribution, "path": held.source} for held in LICENCES.values()],
        "resources": [_resource(said, p, one) for p, one in files],
    }


def _resource(said: Meanings, parliament: Parliament | None, one: Listed) -> dict[str, Any]:
    held = [LICENCES[parliament]] if parliament else list(LICENCES.values())
    name = f"{parliament}-{one.table}" if parliament else "votewatch"
    found: dict[str, Any] = {
        "name": name if one.format == "csv" or not parliament else f"{name}-{one.format}",
        "path": _below(one.name),
        "format": one.format,
        "mediatype": "application/gzip" if one.name.endswith(".gz") else _MEDIA[one.format],
        "bytes": one.bytes,
        "hash": f"sha256:{one.sha256}",
        "licenses": [_licence(licence) for licence in held],
        "sources": [{"title": licence.attribution, "path": licence.source} for licence in held],
    }
    if one.table and parliament:
        found["description"] = said.text[f"data_table.{one.table}", "en"]
        found["rows"] = one.rows
    if one.format == "csv" and parliament:
        found |= {"profile": "tabular-data-resource", "encoding": "utf-8", "schema": _schema(said, parliament, one)}
    if one.name.endswith(".gz"):
        found["compression"] = "gz"
    return found


def _schema(said: Meanings, parliament: Parliament, one: Listed) -> dict[str, Any]:
    held = table(one.table)
    found: dict[str, Any] = {
        "fields": [_field(said, held, column) for column in held.columns],
        "missingValues": [""],
        "foreignKeys": [
            {
                "fields": column.name,
                "reference": {
                    "resource": "" if column.to[0] == held.name else f"{parliament}-{column.to[0]}",
                    "fields": column.to[1],
                },
            }
            for column in held.columns
            if column.to
        ],
    }
    return found | ({"primaryKey": list(held.key)} if held.key else {})


def _field(said: Meanings, held: Table, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": said.text[f"data_column.{held.name}.{column.name}", "en"],
    }
    if column.kind == "time":
        found["format"] = "any"  # seconds may have a fraction
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if listed_values := values(column):
        constraints["enum"] = list(listed_values)
    return found | ({"constraints": constraints} if constraints else {})


def _licence(held: Licence) -> dict[str, str]:
    return {"name": held.code, "title": held.name, "path": held.url}


def _metadata(site: Site) -> dict[str, Any]:
    """What Datasette shows around the database: whose it is, and what its tables and columns mean."""
    said = meanings(site).text
    tables: dict[str, Any] = {}
    for held in TABLES:
        about = {column: said[f"data_column.{held.name}.{column}", "en"] for column in held.names}
        tables[held.name] = {"description": said[f"data_table.{held.name}", "en"], "columns": about}
        if held.name in KEYED:
            tables[held.name]["label_column"] = "id"
    for view in VIEWS:
        tables[view] = {"description": "A view: the query stands on its page."}
    return {
        "title": "VoteWatch",
        "description": "How the Slovak National Council and the European Parliament voted.",
        "license": " / ".join(f"{held.code} ({p})" for p, held in LICENCES.items()),
        "license_url": f"{site.look.site_url}/en/data/",
        "source": " / ".join(held.attribution for held in LICENCES.values()),
        "source_url": site.look.site_url,
        "databases": {DATABASE.rpartition("/")[2].removesuffix(".db"): {"tables": tables}},
    }


def _below(name: str) -> str:
    return name.removeprefix(f"{FOLDER}/")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


PACKAGE_FILES = FileType("data package", _outputs, _content, last=True)
