"""The verbs. The only place that reads arguments, environment and the clock."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from votewatch import settings as settings_module
from votewatch.model.errors import VoteWatchError
from votewatch.settings import Loaded, Settings

if TYPE_CHECKING:
    from votewatch.fetching.run import FetchReport

DEFAULT_FILE = Path("votewatch.toml")
Verb = TypeVar("Verb", bound=Callable[..., Any])


def main() -> None:
    """Run the command line; a VoteWatchError ends it with its text and status 2."""
    try:
        # Outside of its standalone mode click returns the status of an Exit, and what a verb returns, which is None.
        sys.exit(root(standalone_mode=False, prog_name="votewatch"))
    except VoteWatchError as error:
        click.echo(f"votewatch: {error}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("\nstopped; what was finished is kept, the next run goes on from there", err=True)
        sys.exit(130)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config", "file", type=click.Path(dir_okay=False, path_type=Path), help="Settings file [votewatch.toml]."
)
@click.pass_context
def root(context: click.Context, file: Path | None) -> None:
    """What two parliaments decided, who voted how, and a question for every reader.

    Example: votewatch build
    """
    context.obj = file


def _loaded(context: click.Context) -> Loaded:
    file: Path | None = context.obj or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    return settings_module.load(file, os.environ)


def _settings(context: click.Context) -> Settings:
    return _loaded(context).settings


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _json_option(verb: Verb) -> Verb:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")(verb)


@root.command("config")
@_json_option
@click.pass_context
def config(context: click.Context, as_json: bool) -> None:
    """Print every setting in force and where it came from; secrets are masked.

    Example: VOTEWATCH_POLL_WINDOW_DAYS=30 votewatch config
    """
    values = _loaded(context).values
    if as_json:
        click.echo(json.dumps({v.key: {"value": v.shown, "origin": v.origin} for v in values}, indent=1, default=str))
        return
    width = max(len(v.key) for v in values)
    for v in values:
        click.echo(f"{v.key:<{width}}  {v.shown!s}  ({v.origin})")


@root.group()
def fetch() -> None:
    """Read what is new at a source into the ledger.

    Example: votewatch fetch sk --budget 20
    """


def _choosing(verb: Verb) -> Verb:
    """What both fetch verbs can be told: which votes, how long, and how to report."""
    day = click.DateTime(["%Y-%m-%d"])
    for option in (
        _json_option,
        click.option("--budget", type=click.FloatRange(min=0, min_open=True), help="Minutes after which to stop."),
        click.option("--until", type=day, help="Votes of this day and earlier."),
        click.option("--since", type=day, help="Votes of this day and later."),
        click.option("--only", multiple=True, metavar="ID…", help="Votes by number, also those already there."),
        click.argument("more", nargs=-1, metavar=""),
    ):
        verb = option(verb)
    return verb


def _chosen(
    only: tuple[str, ...], more: tuple[str, ...], since: dt.datetime | None, until: dt.datetime | None
) -> tuple[frozenset[int], str, str]:
    if more and not only:
        raise click.UsageError(f"unexpected {more[0]!r}: give numbers of votes after --only")
    texts = [text.rpartition("v")[2] for given in (*only, *more) for text in given.replace(",", " ").split()]
    if wrong := [text for text in texts if not text.isdecimal()]:
        raise click.UsageError(f"--only takes numbers of votes such as 56965, not {wrong[0]!r}")
    days = (since.date().isoformat() if since else "", until.date().isoformat() if until else "9999")
    return frozenset(map(int, texts)), *days


@fetch.command("sk")
@_choosing
@click.pass_context
def fetch_sk(context: click.Context, /, budget: float | None, as_json: bool, **chosen: Any) -> None:
    """Read the NR SR's votes that are not in the ledger yet, newest first.

    Exit status 1 when a vote was skipped, 2 when nothing could be read. A stopped run goes on where it was.

    Example: votewatch fetch sk --since 2026-01-01 --budget 20
    """
    from votewatch.fetching import run, sk
    from votewatch.sources.nrsr import Selection

    selection = Selection(*_chosen(**chosen))
    with run.shown_progress("NR SR") as progress:
        report = sk.fetch_sk(_settings(context), selection, today=_today(), budget_minutes=budget, progress=progress)
    _show_fetched(report, as_json)


@fetch.command("eu")
@click.option("--export", metavar="DIR|URL", help="Read the weekly CSV export instead, for the past as a whole.")
@_choosing
@click.pass_context
def fetch_eu(context: click.Context, /, export: str | None, budget: float | None, as_json: bool, **chosen: Any) -> None:
    """Read the EP's main votes that are not in the ledger yet, recent ones again, and what belongs to them.

    Exit status 1 when a vote was skipped, 2 when nothing could be read. A stopped run goes on where it was.

    Example: votewatch fetch eu --since 2026-01-01 --budget 20
    """
    from votewatch.fetching import eu, eu_export, run
    from votewatch.sources.eu_votes import Selection

    settings, selection = _settings(context), Selection(*_chosen(**chosen))
    if export is not None:
        if selection != Selection():
            raise click.UsageError("--export reads everything: give it without --only, --since and --until")
        report = eu_export.fetch_export(settings, export, today=_today(), budget_minutes=budget)
    else:
        with run.shown_progress("EP") as progress:
            report = eu.fetch_eu(settings, selection, today=_today(), budget_minutes=budget, progress=progress)
    _show_fetched(report, as_json)


def _show_fetched(report: FetchReport, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(report), indent=1, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines()))
    if report.exit_code:
        raise click.exceptions.Exit(report.exit_code)


@root.command()
@click.argument("place", metavar="FILE|URL")
@click.option("--url", help="Address that a saved page came from; vote pages are named by it.")
@click.pass_context
def inspect(context: click.Context, place: str, url: str | None) -> None:
    """Print what the parsers read from one document, as JSON.

    Example: votewatch inspect 'https://www.nrsr.sk/web/Default.aspx?sid=schodze/hlasovanie/hlasklub&ID=56965'
    """
    from votewatch.fetching import inspecting

    found = inspecting.inspect(_settings(context), place, url)
    click.echo(json.dumps(found, indent=1, ensure_ascii=False))


@root.command("import")
@click.option("--sk", type=click.Path(exists=True, path_type=Path), help="NR SR votes, JSON lines, plain or .gz.")
@click.option("--eu", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of an EP export.")
@click.option("--read", help="ISO day of the EP export [today].")
@click.pass_context
def import_(context: click.Context, sk: Path | None, eu: Path | None, read: str | None) -> None:
    """Turn collected record files into ledger lines.

    Example: votewatch import --sk votes.jsonl.gz --eu export/ --read 2025-09-28
    """
    from votewatch import steps

    if sk is None and eu is None:
        raise click.UsageError("nothing to import: give --sk FILE, --eu DIR, or both")
    settings = _settings(context)
    reports = []
    if sk is not None:
        reports.append(("sk", steps.import_sk(settings, sk)))
    if eu is not None:
        reports.append(("eu", steps.import_eu(settings, eu, read or _today())))
    for name, report in reports:
        click.echo(f"{name}: {report.new} new, {report.changed} changed, {report.unchanged} unchanged")


@root.command()
@click.option(
    "--against", "table", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV to compare."
)
@_json_option
@click.pass_context
def verify(context: click.Context, table: Path | None, as_json: bool) -> None:
    """Re-check every rule of the ledger; exit status 1 on any breach.

    With --against, compare our decisions with a table of decisions, with and without the listed exceptions.

    Example: votewatch verify --against decisions.csv --json
    """
    from votewatch import steps

    settings = _settings(context)
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
@_json_option
@click.pass_context
def build(context: click.Context, jobs: int, as_json: bool) -> None:
    """Build the site from the committed ledger; no network.

    Example: votewatch build --jobs 2
    """
    from votewatch import steps

    report = steps.build(_settings(context), today=_today(), jobs=jobs)
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
