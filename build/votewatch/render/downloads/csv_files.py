"""The tables as CSV: UTF-8, commas, a line of names first, an empty cell for what the record does not say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from votewatch.render.downloads.dictionary import TABLES
from votewatch.render.downloads.rows import ROWS, Cell, Part, Row, positions_text

POSITIONS = "positions"


def written(part: Part) -> dict[str, tuple[bytes, int]]:
    """Every table of one parliament as CSV with the number of its rows, by the table's name.

    Raises ValueError for an empty text: in a CSV it could not be told from what is missing.
    """
    found = {}
    for table in TABLES:
        if table.name == POSITIONS:
            texts = list(positions_text(part))
            body = "".join(text for text, _ in texts)
            found[table.name] = (_head(table.names) + body).encode(), sum(count for _, count in texts)
        else:
            rows = list(ROWS[table.name](part))
            found[table.name] = _csv(table.names, rows), len(rows)
    return found


def _head(names: tuple[str, ...]) -> str:
    return ",".join(names) + "\n"


def _csv(names: tuple[str, ...], rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    out.write(_head(names))
    csv.writer(out, lineterminator="\n").writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _cell(cell: Cell) -> Cell:
    if cell is None:
        return None
    if cell == "" and isinstance(cell, str):
        raise ValueError("a text is empty, which a CSV cannot tell from a missing one")
    return ("true" if cell else "false") if isinstance(cell, bool) else cell
