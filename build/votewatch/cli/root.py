"""The command itself, and what its verbs share: settings, the day, and how to ask for JSON."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from votewatch import settings as settings_module
from votewatch.model.errors import SettingsError
from votewatch.settings import Loaded, Settings

FILE = Path("votewatch.toml")
Verb = TypeVar("Verb", bound=Callable[..., Any])


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


def loaded(context: click.Context, *, needs_file: bool = True) -> Loaded:
    """The settings in force. Raises SettingsError when there is no file to read them from.

    A verb that touches no folder of the checkout does not need one, and takes the defaults instead.
    """
    file: Path = context.obj or FILE
    if not file.exists():
        if not needs_file and not context.obj:
            return settings_module.load(None, os.environ)
        where = f"{file}: not there" if context.obj else f"{file}: not in {Path.cwd()}"
        raise SettingsError(f"{where}; run votewatch where the checkout is, or name a file with --config FILE")
    return settings_module.load(file, os.environ)


def settings_of(context: click.Context) -> Settings:
    """The values of the settings in force."""
    return loaded(context).settings


def today() -> str:
    """The ISO day in Bratislava, where questions open and close."""
    return dt.datetime.now(ZoneInfo("Europe/Bratislava")).date().isoformat()


def json_option(verb: Verb) -> Verb:
    """``--json``, as the parameter ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")(verb)
