"""The verbs that work on what is there: config, import, verify, build."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from votewatch.cli.root import json_option, loaded, root, settings_of, today
from votewatch.settings import Settings


@root.command("config")
@json_option
@click.pass_context
def config(context: click.Context, as_json: bool) -> None:
    """Print every setting in force and where it came from; secrets are masked.

    Example: VOTEWATCH_POLL_WINDOW_DAYS=30 votewatch config
    """
    values = loaded(context).values
    if as_json:
        click.echo(json.dumps({v.key: {"value": v.shown, "origin": v.origin} for v in values}, indent=1, default=str))
        return
    width = max(len(v.key) for v in values)
    for v in values:
        click.echo(f"{v.key:<{width}}  {v.shown!s}  ({v.origin})")


@root.command("import")
@click.option("--sk", type=click.Path(exists=True, path_type=Path), help="NR SR votes, JSON lines, plain or .gz.")
@click.option("--eu", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of an EP export.")
@click.option("--read", help="ISO day of the EP export [today].")
@json_option
@click.pass_context
def import_(context: click.Context, sk: Path | None, eu: Path | None, read: str | None, as_json: bool) -> None:
    """Turn collected record files into ledger lines.

    Example: votewatch import --sk votes.jsonl.gz --eu export/ --read 2025-09-28
    """
    from votewatch import steps

    if sk is None and eu is None:
        raise click.UsageError("nothing to import: give --sk FILE, --eu DIR, or both")
    settings = settings_of(context)
    reports = []
    if sk is not None:
        reports.append(("sk", steps.import_sk(settings, sk)))
    if eu is not None:
        reports.append(("eu", steps.import_eu(settings, eu, read or today())))
    if as_json:
        click.echo(json.dumps({name: dataclasses.asdict(report) for name, report in reports}, indent=1))
        return
    for name, report in reports:
        click.echo(f"{name}: {report.new} new, {report.changed} changed, {report.unchanged} unchanged")


@root.command()
@click.option(
    "--against", "table", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV to compare."
)
@json_option
@click.pass_context
def verify(context: click.Context, table: Path | None, as_json: bool) -> None:
    """Re-check every rule of the ledger; exit status 1 on any breach.

    With --against, compare our decisions with a table of decisions, with and without the listed exceptions.

    Example: votewatch verify --against decisions.csv --json
    """
    from votewatch import steps

    settings = settings_of(context)
    if table is not None:
        _against(settings, table, as_json)
        return
    verdict = steps.verify(settings)
    if as_json:
        click.echo(json.dumps({"counts": verdict.counts, "breaches": verdict.breaches}, indent=1, ensure_ascii=False))
    else:
        for name, count in verdict.counts.items():
            click.echo(f"{count:>10,}  {name}")
        for breach in verdict.breaches:
            click.echo(f"breach: {breach}", err=True)
        click.echo("no breach" if not verdict.breaches else f"{len(verdict.breaches)} breaches")
    if verdict.breaches:
        raise click.exceptions.Exit(1)


def _against(settings: Settings, table: Path, as_json: bool) -> None:
    from votewatch import against, steps

    compared = {
        name: against.compare(table, steps.decide(settings, with_exceptions=listed))
        for name, listed in (("with_exceptions", True), ("without_exceptions", False))
    }
    if as_json:
        out = {
            name: {
                "rows": a.rows,
                "agreeing": a.agreeing,
                "differences": [
                    {"row": d.row, "column": d.column, "theirs": d.theirs, "ours": d.ours} for d in a.differences
                ],
            }
            for name, a in compared.items()
        }
        click.echo(json.dumps(out, indent=1, ensure_ascii=False))
        return
    ours, bare = compared["with_exceptions"], compared["without_exceptions"]
    click.echo(f"{'column':<28}{'agree':>7}{'without exceptions':>20}  of {ours.rows}")
    for column, count in ours.agreeing.items():
        click.echo(f"{column:<28}{count:>7}{bare.agreeing[column]:>20}")
    for d in ours.differences:
        click.echo(f"{d.row}: {d.column} is {d.theirs!r} there and {d.ours!r} here")


@root.command()
@click.option("--jobs", type=int, default=0, help="Processes [one per core].")
@json_option
@click.pass_context
def build(context: click.Context, jobs: int, as_json: bool) -> None:
    """Build the site from the committed ledger; no network.

    Example: votewatch build --jobs 2
    """
    from votewatch import steps

    report = steps.build(settings_of(context), today=today(), jobs=jobs)
    if as_json:
        shown = {name: getattr(report, name) for name in ("unchanged", "pages", "written", "removed", "alarms")}
        click.echo(json.dumps(shown, indent=1, ensure_ascii=False))
        return
    for alarm in report.alarms:
        click.echo(f"alarm: {alarm}", err=True)
    if report.unchanged:
        click.echo(f"{report.pages} pages, nothing changed")
    else:
        click.echo(f"{report.pages} pages: {report.written} files written, {report.removed} removed")
