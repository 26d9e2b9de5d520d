"""The verb that measures the rules on prose: prose measure."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from votewatch.cli.prose import prose
from votewatch.cli.root import json_option, settings_of


@prose.command()
@click.option(
    "--careful",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("tests/llm/careful"),
    help="Folder of honest drafts, <decision id>.json each [tests/llm/careful].",
)
@click.option(
    "--small",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='Answers of a small model, lines of {"id", "answer"}.',
)
@json_option
@click.pass_context
def measure(context: click.Context, careful: Path, small: Path | None, as_json: bool) -> None:
    """Count what the rules catch and what they refuse in error; the tables of docs/method.md.

    Faults of every class are put into the careful drafts that pass; the drafts themselves count the false alarms.

    Example: votewatch prose measure --small tests/llm/small_model.jsonl
    """
    from votewatch import measuring, steps

    found = measuring.measure(steps.decide(settings_of(context)), careful, small)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(found), indent=1, ensure_ascii=False))
        return
    click.echo("\n".join(found.lines()))
    for alarm in found.alarms:
        for rule, words in alarm.broken:
            click.echo(f"refused: {alarm.id} {alarm.language}  {rule}: {', '.join(words)}", err=True)
    for name in found.small_kept:
        click.echo(f"kept from the small model: {name}", err=True)
