"""What can be done beside the server: export the counts of a day, back up, restore, move to PostgreSQL."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from poll_api import polls, secret
from poll_api.errors import SettingsError
from poll_api.settings import DATABASE_URL, SECRET

Verb = Callable[[Sequence[str], Mapping[str, str]], str]


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the verb that ``arguments`` begin with and print its one line. Raises PollApiError."""
    sys.stdout.write(f"{VERBS[arguments[0]](arguments[1:], environment)}\n")
    return 0


def _export(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    parser = _parser(
        "export",
        "Write the counts as OUT/<date>.json. The server may be running.",
        "python -m poll_api export --db .state/polls.db --out data/tallies --date 2026-11-23",
    )
    parser.add_argument("--db", type=Path, metavar="FILE", help=f"the SQLite file of the answers (or {DATABASE_URL})")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the file goes, e.g. data/tallies")
    parser.add_argument("--date", type=_day, metavar="DAY", help="the day in its name (today in Europe/Bratislava)")
    given = parser.parse_args(arguments)
    from poll_api import export

    now = polls.utc_now()
    if given.db is not None:
        counts = export.tallies(given.db, now)
    else:
        from poll_api.postgres import moving

        counts = moving.tallies(_url(environment, f"--db FILE or {DATABASE_URL}"), now)
    return str(export.export(counts, given.out, given.date or polls.bratislava_day(now)))


def _backup(arguments: Sequence[str], _environment: Mapping[str, str]) -> str:
    parser = _parser(
        "backup",
        "Copy the SQLite file as it stands at one moment. The server may be running. Keep the file with the secret as "
        "well: without it no reader can change an answer.",
        "python -m poll_api backup --db .state/polls.db --out backups/polls-2026-11-23.db",
    )
    parser.add_argument("--db", type=Path, required=True, metavar="FILE", help="the SQLite file of the answers")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the new file")
    given = parser.parse_args(arguments)
    from poll_api.keeping import backup

    return f"{given.out}: {_said(backup(given.db, given.out))}"


def _restore(arguments: Sequence[str], _environment: Mapping[str, str]) -> str:
    parser = _parser(
        "restore",
        "Put a backup in the place of the SQLite file, and compare the counts. Stop the server first.",
        "python -m poll_api restore --from backups/polls-2026-11-23.db --db .state/polls.db",
    )
    parser.add_argument("--from", type=Path, required=True, metavar="FILE", dest="copy", help="the backup")
    parser.add_argument("--db", type=Path, required=True, metavar="FILE", help="where the server expects its file")
    given = parser.parse_args(arguments)
    from poll_api.keeping import restore

    return f"{given.db}: {_said(restore(given.copy, given.db))}"


def _migrate(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    parser = _parser(
        "migrate",
        f"Copy every answer of the SQLite file into the empty PostgreSQL database at {DATABASE_URL} and compare the "
        "counts. Stop the server first; the file is only read.",
        f"{DATABASE_URL}=postgresql://polls@db/polls python -m poll_api migrate --db .state/polls.db",
    )
    parser.add_argument("--db", type=Path, required=True, metavar="FILE", help="the SQLite file of the answers")
    given = parser.parse_args(arguments)
    url = _url(environment, DATABASE_URL)
    from poll_api.postgres.moving import migrate

    own = environment.get(SECRET, "").strip().encode()
    key = own or secret.read_or_create(given.db.with_name(given.db.name + ".secret"))
    return f"moved and equal on both sides: {_said(migrate(given.db, url, key))}"


VERBS: dict[str, Verb] = {"export": _export, "backup": _backup, "restore": _restore, "migrate": _migrate}


def _parser(verb: str, description: str, example: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=f"python -m poll_api {verb}", description=description, epilog=f"Example: {example}"
    )


def _url(environment: Mapping[str, str], needed: str) -> str:
    url = environment.get(DATABASE_URL, "").strip()
    if not url:
        raise SettingsError(f"{needed} is needed")
    return url


def _said(counts: Mapping[str, tuple[int, int]]) -> str:
    answers = sum(yes + no for yes, no in counts.values())
    return f"{answers} answers in {len(counts)} polls"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"must be a day such as 2026-11-23, not {text!r}") from error
