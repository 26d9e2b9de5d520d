"""The verbs. The only place that reads arguments, environment and the clock."""

from __future__ import annotations

import gc
import sys

import click

from votewatch.cli import ask, explain, fetch, gateway, guard, mcp, measure, nightly, prose, radar, record
from votewatch.cli.root import root
from votewatch.model.errors import VoteWatchError

__all__ = [
    "ask", "explain", "fetch", "gateway", "guard", "main", "mcp", "measure", "nightly", "prose", "radar", "record",
    "root",
]  # fmt: skip


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
    finally:
        # The interpreter looks for circles of garbage once more before it ends: over the millions of objects of the
        # record a third of a second, to free what ends anyway.
        gc.freeze()
