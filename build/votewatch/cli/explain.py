"""The verb that asks a model: explain."""

from __future__ import annotations

import dataclasses
import json
import os
from typing import Any

import click

from votewatch.cli.prose import rules
from votewatch.cli.root import json_option, root, settings_of, today


@root.command()
@click.option("--limit", type=click.IntRange(min=1), help="Ask about at most so many decisions.")
@click.option("--budget", type=click.FloatRange(min=0, min_open=True), help="Minutes after which to stop.")
@click.option("--model", help="Ask this model instead of the one in votewatch.toml, and no fallback.")
@click.option("--again", is_flag=True, help="Ask also about what was refused before.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked; no network.")
@json_option
@click.pass_context
def explain(context: click.Context, /, model: str | None, as_json: bool, **wish: Any) -> None:
    """Ask a language model for the texts that are missing, newest decision first.

    Only what the rules accept is kept, in data/prose/. Keys come from the environment, by the provider's own names.
    Exit status 1 when a call failed, 2 when all did. A stopped run goes on where it was.

    Example: votewatch explain --limit 20 --budget 10
    """
    from votewatch import explaining, steps
    from votewatch.fetching.run import shown_progress

    settings = settings_of(context)
    if model is not None:
        settings = dataclasses.replace(settings, llm=dataclasses.replace(settings.llm, model=model, fallbacks=()))
    # litellm fetches a price list when it is imported unless told not to, and wants a key even for a local server.
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    if settings.llm.base_url:
        os.environ.setdefault("OPENAI_API_KEY", "none")
    decisions = steps.decide(settings)
    asked = explaining.Wish(today(), wish["limit"], wish["budget"], wish["dry_run"], wish["again"])
    with shown_progress("asking") as progress:
        report = explaining.explain(settings, decisions, rules(), asked, progress=progress)
    click.echo(json.dumps(report.as_json(), indent=1) if as_json else "\n".join(report.lines()))
    if report.exit_code:
        raise click.exceptions.Exit(report.exit_code)
