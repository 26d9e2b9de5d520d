"""The verbs that read from outside: fetch and inspect."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import click

from votewatch.cli.root import Verb, json_option, loaded, root, settings_of, today

if TYPE_CHECKING:
    from votewatch.fetching.run import FetchReport


@root.group()
def fetch() -> None:
    """Read what is new at a source into the ledger.

    Example: votewatch fetch sk --budget 20
    """


def _choosing(verb: Verb) -> Verb:
    """What both fetch verbs can be told: which votes, how long, and how to report."""
    day = click.DateTime(["%Y-%m-%d"])
    for option in (
        json_option,
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
    from votewatch.sources.selection import Selection

    selection = Selection(*_chosen(**chosen))
    with run.shown_progress("NR SR") as progress:
        report = sk.fetch_sk(settings_of(context), selection, today=today(), budget_minutes=budget, progress=progress)
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
    from votewatch.sources.selection import Selection

    settings, selection = settings_of(context), Selection(*_chosen(**chosen))
    if export is not None:
        if selection != Selection():
            raise click.UsageError("--export reads everything: give it without --only, --since and --until")
        report = eu_export.fetch_export(settings, export, today=today(), budget_minutes=budget)
    else:
        with run.shown_progress("EP") as progress:
            report = eu.fetch_eu(settings, selection, today=today(), budget_minutes=budget, progress=progress)
    _show_fetched(report, as_json)


@fetch.command("jobs")
@click.option("--only", multiple=True, metavar="SOURCE", help="Only this board or feed, such as greenhouse:gitlab.")
@click.option("--budget", type=click.FloatRange(min=0, min_open=True), help="Minutes after which to stop.")
@json_option
@click.pass_context
def fetch_jobs(context: click.Context, only: tuple[str, ...], budget: float | None, as_json: bool) -> None:
    """Read the job boards and feeds of votewatch.toml into the radar's own folder.

    A source that fails closes no posting and stops no other. Exit status 1 when one failed, 2 when all did.

    Example: votewatch fetch jobs --only greenhouse:gitlab
    """
    from votewatch.fetching import jobs, run

    with run.shown_progress("boards") as progress:
        report = jobs.fetch_jobs(
            settings_of(context), today=today(), only=only, budget_minutes=budget, progress=progress
        )
    click.echo(json.dumps(dataclasses.asdict(report), indent=1) if as_json else "\n".join(report.lines()))
    if report.exit_code:
        raise click.exceptions.Exit(report.exit_code)


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

    found = inspecting.inspect(loaded(context, needs_file=False).settings, place, url)
    click.echo(json.dumps(found, indent=1, ensure_ascii=False))
