"""The settings of the nightly run, and what may stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What a night may be told to leave out. Verifying, building and committing belong to every night.
NIGHTLY_STEPS = ("sk", "eu", "jobs", "explain", "radar", "digest")
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_CREDENTIALS = re.compile(r"[a-z+]+://[^/@]+@", re.I)


@dataclass(frozen=True, slots=True)
class Nightly:
    """`votewatch nightly`. ``steps`` are those of NIGHTLY_STEPS that are run; the rest always is.

    ``fetch_minutes`` is the time one source may take; ``explain_asks`` and ``explain_seconds`` bound what a model is
    asked. ``remote`` is a name or an address without a token in it, empty: commits stay here. ``branch`` takes the
    record and ``site_branch`` the rendered site, of which the last ``site_commits`` are kept. ``push_tries`` is how
    often a push is tried when somebody else was there first. ``state`` is the run's own folder: lock and report.
    ``metrics_file`` is where a node exporter looks for what Prometheus should know, empty: nowhere. ``answers`` is the
    SQLite file of readers' answers, empty: the database of the environment's DATABASE_URL, or none.
    """

    steps: tuple[str, ...] = NIGHTLY_STEPS
    fetch_minutes: float = 60.0
    explain_asks: int = 40
    explain_seconds: float = 1200.0
    remote: str = "origin"
    branch: str = "main"
    site_branch: str = "site"
    site_commits: int = 30
    push_tries: int = 5
    author_name: str = "VoteWatch nightly"
    author_email: str = "nightly@localhost"
    state: Path = Path(".state/nightly")
    metrics_file: str = ""
    answers: str = ""


def faults(nightly: Nightly) -> Iterator[tuple[str, str]]:
    """(key below [nightly], what it must be) of every value that cannot be used."""
    if unknown := [name for name in nightly.steps if name not in NIGHTLY_STEPS]:
        yield "steps", f"must be of {', '.join(NIGHTLY_STEPS)}, not {unknown[0]!r}"
    for key in ("explain_asks", "site_commits", "push_tries"):
        if getattr(nightly, key) < 1:
            yield key, f"must be 1 or more, not {getattr(nightly, key)}"
    for key in ("fetch_minutes", "explain_seconds"):
        if getattr(nightly, key) <= 0:
            yield key, f"must be more than 0, not {getattr(nightly, key):g}"
    for key in ("branch", "site_branch"):
        if not _REF.fullmatch(getattr(nightly, key)):
            yield key, f"must be the name of a branch, not {getattr(nightly, key)!r}"
    if nightly.branch == nightly.site_branch:
        yield "site_branch", "must be another branch than the record's"
    if _CREDENTIALS.match(nightly.remote):
        # Not repeated: it may hold a token.
        yield "remote", "must hold no user name and no token; git takes them from GIT_ASKPASS or http.extraHeader"
    if nightly.remote.startswith("-"):
        yield "remote", f"must be a remote's name or address, not {nightly.remote!r}"
    if nightly.metrics_file and not Path(nightly.metrics_file).is_absolute():
        yield "metrics_file", f"must be a whole path, not {nightly.metrics_file!r}"
    if "://" in nightly.answers:
        # Not repeated: it may hold a password.
        yield "answers", "must be the path of a file; the address of a database belongs into DATABASE_URL"
    for key in ("author_name", "author_email"):
        value = getattr(nightly, key)
        if not value.strip() or set(value) & set("<>\n"):
            yield key, "must be text without < > and line ends"
