"""The verb that says whether a text may leave the house: guard."""

from __future__ import annotations

import json
from typing import TextIO

import click

from votewatch.cli.root import json_option, root


@root.command()
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"))
@json_option
def guard(file: TextIO, as_json: bool) -> None:
    """Print what in FILE (or - for standard input) must not leave the house: its class and place, never itself.

    Keys, passwords, IBAN, cards, birth numbers, e-mail, telephone, addresses of machines; found by shape and checksum,
    without a model. Exit status 1 when something was found.

    Example: votewatch guard letter.txt --json
    """
    from votewatch.llm.guard import scan

    text = file.read()
    found = [(one, *_place(text, one.start)) for one in scan(text)]
    if as_json:
        rows = [
            {"class": one.kind, "start": one.start, "end": one.end, "line": line, "column": column}
            for one, line, column in found
        ]
        click.echo(json.dumps({"safe": not rows, "found": rows}, indent=1))
    else:
        for one, line, column in found:
            click.echo(f"{line}:{column}  {one.kind}, {one.end - one.start} characters")
        click.echo("safe" if not found else f"sensitive: {len(found)} found")
    if found:
        raise click.exceptions.Exit(1)


def _place(text: str, start: int) -> tuple[int, int]:
    """Line and column from 1, in characters."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
