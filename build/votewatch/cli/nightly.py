"""The verb that does it all, unattended: nightly."""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from votewatch.cli.prose import rules
from votewatch.cli.root import json_option, root, settings_of

# The exit status of a run that found another one at work.
BUSY = 5


@root.command()
@click.option(
    "--dry-run", is_flag=True, help="Read, verify and build; show what would be committed, and commit nothing."
)
@json_option
@click.pass_context
def nightly(context: click.Context, dry_run: bool, as_json: bool) -> None:
    """Read what is new, export answers, verify, explain, build, mail, commit the record and publish the site.

    A source, a model or a mail server that is away costs its own step alone. Exit status 0 when all was done; 1 when
    something failed and the rest is published; 2 when nothing could be read or committed; 3 when the record breaks a
    rule and nothing is published; 4 when the commit could not be pushed and stays here; 5 when another run is at work.

    Example: votewatch nightly --dry-run
    """
    from votewatch.fetching.run import shown_progress
    from votewatch.ledger import last_reads
    from votewatch.llm.ask import through_litellm
    from votewatch.nightly import lock, metrics, night
    from votewatch.nightly.checkout import checkout_of
    from votewatch.nightly.report import NightReport
    from votewatch.nightly.table import Tonight, table

    settings = settings_of(context)
    # litellm fetches a price list when it is imported unless told not to, and wants a key even for a local server.
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    if settings.llm.base_url or settings.radar.llm.base_url:
        os.environ.setdefault("OPENAI_API_KEY", "none")
    now, state = dt.datetime.now(ZoneInfo("Europe/Bratislava")), settings.nightly.state
    try:
        with lock.only_one(state), shown_progress("nightly") as progress:
            settings.paths.data.mkdir(parents=True, exist_ok=True)
            tonight = Tonight(
                settings,
                checkout_of(settings.paths.data, dict(os.environ)),
                now,
                through_litellm,
                rules(),
                password=os.environ.get("VOTEWATCH_SMTP_PASSWORD", ""),
                environment=dict(os.environ),
                seed=int.from_bytes(os.urandom(8)),
                dry_run=dry_run,
                progress=progress,
            )
            report = night.run(
                table(tonight),
                NightReport(now.date().isoformat(), dry_run),
                keep=lambda told: told.save(state),
                seconds=time.monotonic,
                tell=lambda name: click.echo(f"{name} …", err=True),
            )
            if settings.nightly.metrics_file and not dry_run:
                reads = last_reads.load(settings.paths.data).values()
                metrics.write(Path(settings.nightly.metrics_file), report, reads, time.time())
    except lock.Busy as error:
        click.echo(f"votewatch: {error}", err=True)
        raise click.exceptions.Exit(BUSY) from error
    click.echo(json.dumps(report.as_json(), indent=1, ensure_ascii=False) if as_json else "\n".join(report.lines()))
    if report.exit_code:
        raise click.exceptions.Exit(report.exit_code)
