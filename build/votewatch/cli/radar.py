"""The verbs of the radar: companies probe, radar build, why, gate, lint, and digest."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from votewatch.cli.root import json_option, loaded, root, settings_of, today

if TYPE_CHECKING:
    from votewatch.settings import Settings


@root.group()
def companies() -> None:
    """Whose job boards are read.

    Example: votewatch companies probe "Grafana Labs"
    """


@companies.command("probe")
@click.argument("what", metavar="[NAME|URL]", required=False)
@json_option
@click.pass_context
def companies_probe(context: click.Context, what: str | None, as_json: bool) -> None:
    """Find the board of a firm by its name or careers address, and say what answered; without one, ask all of them.

    Exit status 1 when no board answers with a list.

    Example: votewatch companies probe https://job-boards.greenhouse.io/grafanalabs
    """
    from votewatch.fetching import probing

    settings = settings_of(context)
    found = probing.probe(settings, what) if what else probing.probe_all(settings)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(one) for one in found], indent=1, ensure_ascii=False))
    else:
        for one in found:
            count = f"{one.postings} postings" if one.postings is not None else "no"
            count += f": {one.reason}" if one.reason else ""
            click.echo(f"{one.ats:16} {one.token:24} {count}")
    good = [one for one in found if one.postings is not None]
    if what and good and not as_json:
        best = good[0]
        click.echo(f'\n[[jobs.companies]]\nname = "{what if "/" not in what else best.token}"')
        click.echo(f'ats = "{best.ats}"\ntoken = "{best.token}"')
    if not good:
        raise click.exceptions.Exit(1)


@root.group()
def radar() -> None:
    """What the job market asks for against what its owner can prove; private.

    Example: votewatch radar build
    """


@radar.command("build")
@json_option
@click.pass_context
def radar_build(context: click.Context, as_json: bool) -> None:
    """Read the adverts of kept postings, count demand, and write private/radar/ in both languages.

    Example: votewatch fetch jobs && votewatch radar build
    """
    from votewatch.fetching.run import shown_progress
    from votewatch.llm.ask import through_litellm
    from votewatch.radar import drawing

    settings = settings_of(context)
    _prepare_model(settings)
    with shown_progress("adverts") as progress:
        drawn = drawing.build(settings, through_litellm, today=today(), progress=progress)
    if as_json:
        report: dict[str, object] = {"reading": dataclasses.asdict(drawn.reading), "written": drawn.written}
        score = drawn.picture.coverage.score
        report |= {"kept": len(drawn.picture.kept), "score": None if score is None else str(score)}
        click.echo(json.dumps(report, indent=1))
    else:
        click.echo("\n".join(drawn.lines()))


@radar.command("why")
@click.argument("what", metavar="URL|ID")
@json_option
@click.pass_context
def radar_why(context: click.Context, what: str, as_json: bool) -> None:
    """Explain why one posting was kept or dropped.

    Example: votewatch radar why greenhouse:gitlab:8452211002
    """
    from votewatch.radar import gating

    told = gating.explained(settings_of(context), what)
    if as_json:
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        click.echo("\n".join(f"{name}: {value}" for name, value in told.items()))


@radar.command("gate")
@click.option(
    "--csv", "file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Table."
)
@json_option
@click.pass_context
def radar_gate(context: click.Context, file: Path, as_json: bool) -> None:
    """Judge a table with the columns ats, location and remote: decision and reason for each row.

    Where the table has the columns decision and reason itself, it is said how many decisions differ.

    Example: votewatch radar gate --csv locations.csv --json
    """
    from votewatch.radar import gating

    settings = loaded(context, needs_file=False).settings
    with file.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        missing = {"location", "remote"} - set(reader.fieldnames or ())
        if missing:
            raise click.UsageError(f"{file}: has no column {sorted(missing)[0]!r}; expected ats, location, remote")
        rows = list(reader)
    judged = gating.judge_rows(settings, rows, str(file))
    if as_json:
        click.echo(json.dumps(judged, indent=1, ensure_ascii=False))
        return
    for row in judged:
        click.echo(f"{row['decision']:15} {row['reason']:20} {row['location']}")
    told = [row for row in rows if row.get("decision")]
    if told:
        wrong = sum(one["decision"] != row["decision"] for one, row in zip(judged, rows, strict=True))
        click.echo(f"{len(rows)} rows, {wrong} decided otherwise than the table says", err=True)


@radar.command("lint")
@click.pass_context
def radar_lint(context: click.Context) -> None:
    """Check data/skills.md: each fault with its line. Exit status 1 when there is one.

    Example: votewatch radar lint
    """
    from votewatch.ledger.radar import aliases, registry

    data = settings_of(context).paths.data
    table = aliases.load(data)
    faults = registry.lint(data, table.canonical)
    click.echo("\n".join(faults) or f"{registry.path_of(data)}: no fault; {len(table)} aliases")
    if faults:
        raise click.exceptions.Exit(1)


@root.command()
@click.option("--prime", is_flag=True, help="Mark everything as seen, send nothing.")
@click.option("--dry-run", is_flag=True, help="Print the mail; send and mark nothing.")
@json_option
@click.pass_context
def digest(context: click.Context, prime: bool, dry_run: bool, as_json: bool) -> None:
    """Score the postings that were not told yet and mail the best of them.

    The mail goes first and its postings are marked second. Exit status 2 when the mail was not taken.

    Example: votewatch digest --dry-run
    """
    from votewatch.llm.ask import through_litellm
    from votewatch.radar import drawing, telling

    settings = settings_of(context)
    _prepare_model(settings)
    now = dt.datetime.now(ZoneInfo("Europe/Bratislava"))
    report = telling.tell(
        settings,
        through_litellm,
        password=os.environ.get("VOTEWATCH_SMTP_PASSWORD", ""),
        seed=int.from_bytes(os.urandom(8)),
        now=now,
        prime=prime,
        dry_run=dry_run,
    )
    if settings.radar.llm.model and report.scored and not dry_run:
        drawing.redraw(settings, today=today())  # the page says what the mail says
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(report), indent=1, ensure_ascii=False))
        return
    if report.mail_text:
        click.echo(report.mail_text)
    would = "would be " if dry_run else ""
    click.echo(
        f"primed: {report.primed}" if prime else
        f"scored {report.scored}: {report.sent} {would}sent, {report.below} below the threshold;"
        f" {report.unscored} could not be scored"
        + (f"; {report.left} left for the next run: the model stopped answering" if report.left else "")
    )  # fmt: skip


def _prepare_model(settings: Settings) -> None:
    """litellm fetches a price list when imported unless told not to, and wants a key even for a local server."""
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    if settings.radar.llm.base_url:
        os.environ.setdefault("OPENAI_API_KEY", "none")
