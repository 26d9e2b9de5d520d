"""The verbs that put questions to models which look the answer up: ask, ab."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from votewatch.cli.root import json_option, root, settings_of, today

if TYPE_CHECKING:
    from votewatch.brains.loop import Brain
    from votewatch.brains.side_by_side import Judged, Row

_WHICH = click.option(
    "--brains", "which", default="cloud,local", show_default=True, help="Whom to ask, separated by commas."
)


@root.command()
@click.argument("question")
@_WHICH
@json_option
@click.pass_context
def ask(context: click.Context, question: str, which: str, as_json: bool) -> None:
    """Put QUESTION to two models side by side; each looks it up in the record with tools.

    Says of each answer what was looked up, and whether every number and name in it came out of a look-up. Only the
    local brain can write, and only drafts in private/drafts/. Exit status 1 when a brain gave no answer.

    Example: votewatch ask "Did parliament adopt the change of the constitution?" --brains local
    """
    from votewatch.brains import side_by_side

    answers = side_by_side.ask(question, _brains(context, which))
    if as_json:
        click.echo(json.dumps([one.as_json() for one in answers], ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(_told(one) for one in answers))
    if any(one.told.error for one in answers):
        raise click.exceptions.Exit(1)


@root.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_WHICH
@json_option
@click.pass_context
def ab(context: click.Context, file: Path, which: str, as_json: bool) -> None:
    """Put every question of FILE to both models and print a line for each model.

    FILE holds [[question]] tables: text, and says, texts that a right answer holds.

    Example: votewatch ab data/questions.toml
    """
    from votewatch.brains import side_by_side

    asked = side_by_side.questions(file)
    brains = _brains(context, which)
    answers = [side_by_side.ask(one.text, brains) for one in asked]
    rows = side_by_side.compare(asked, answers)
    if as_json:
        told = [
            {"question": q.text, "answers": [a.as_json() for a in by]} for q, by in zip(asked, answers, strict=True)
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        click.echo(_table(rows))


def _brains(context: click.Context, which: str) -> list[Brain]:
    from votewatch import steps
    from votewatch.brains import two
    from votewatch.brains.book import Book
    from votewatch.brains.tallies import through_http
    from votewatch.llm.ask import through_litellm

    names = [name.strip() for name in which.split(",") if name.strip()]
    if unknown := next((name for name in names if name not in two.NAMES), None):
        raise click.UsageError(f"--brains: there is no {unknown!r}, only {' and '.join(two.NAMES)}")
    if not names or len(set(names)) != len(names):
        raise click.UsageError("--brains: name one or both of " + ", ".join(two.NAMES))
    settings = settings_of(context)
    # litellm fetches a price list when it is imported unless told not to, and wants a key even for a local server.
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    if any(getattr(settings.brains, name).base_url for name in names):
        os.environ.setdefault("OPENAI_API_KEY", "none")
    book = Book(steps.record(settings), through_http(settings.poll.api_url))
    made: dict[str, Callable[[], Brain]] = {
        "cloud": lambda: two.cloud(settings, book, through_litellm),
        "local": lambda: two.local(settings, book, through_litellm, today()),
    }
    return [made[name]() for name in names]


def _told(judged: Judged) -> str:
    told, verdict = judged.told, judged.verdict
    lines = [f"{told.brain}: {told.model}", told.answer or f"no answer: {told.error}"]
    lines += [f"  {used.name} {used.arguments}{'' if used.result.ok else ' (error)'}" for used in told.used]
    rounds = f"{told.rounds} round" + ("" if told.rounds == 1 else "s")
    lines.append(f"  {rounds}, {told.tokens_in} + {told.tokens_out} tokens, {told.seconds:.1f} s")
    lines.append("  grounded" if verdict.grounded else f"  ungrounded: {verdict.reason}")
    return "\n".join(lines)


def _table(rows: list[Row]) -> str:
    head = "| brain | model | questions | looked up | grounded | invented | right | errors | tokens | seconds |"
    lines = [head, "|" + "---|" * 10]
    for row in rows:
        counts = (row.questions, row.looked_up, row.grounded, row.invented, row.right, row.errors, row.tokens)
        lines.append(f"| {row.brain} | {row.model} | {' | '.join(map(str, counts))} | {row.seconds:.1f} |")
    return "\n".join(lines)
