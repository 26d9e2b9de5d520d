"""Settings: from the command line, else from POLL_API_* variables, else a default.

Nothing here reads the environment itself: __main__ hands it in.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from poll_api.errors import SettingsError

PREFIX = "POLL_API_"
SECRET = "POLL_API_SECRET"
DATABASE_URL = "DATABASE_URL"  # the name that hosts of PostgreSQL give it
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one address may do: per IPv4 /32 and IPv6 /64, and multiples for the networks around a /64."""

    writes_per_minute: int = 30
    write_burst: int = 30
    reads_per_minute: int = 600
    read_burst: int = 600
    times_56: int = 4
    times_48: int = 16
    remembered: int = 25_000  # addresses kept in memory; the one unused the longest is forgotten first


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything tunable. ``site`` is None when only the API is served; ``port`` 0 lets the system choose."""

    polls: Path
    db: Path | None
    secret: bytes = field(repr=False)
    database_url: str = field(default="", repr=False)  # PostgreSQL in place of ``db``; it may hold a password
    host: str = "127.0.0.1"
    port: int = 8000
    site: Path | None = None
    site_url: str = ""  # where the pages are, for the way back; empty: the API's own address
    allowed_origins: frozenset[str] = frozenset()
    trusted_proxies: tuple[Network, ...] = ()
    verdict_min_answers: int = 10
    shutdown_grace: int = 10  # seconds for requests under way after a SIGTERM
    request_seconds: int = 15  # from a connection, or the first byte of a request, to its last
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Option:
    """One setting as a caller gives it: ``--name VALUE`` or POLL_API_NAME."""

    name: str
    meaning: str
    convert: Callable[[str], Any]
    expected: str

    @property
    def flag(self) -> str:
        """Its name on the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.name.upper()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise ValueError(text)
    return Path(text)


def _host(text: str) -> str:
    if not text or text != text.strip():
        raise ValueError(text)
    return text


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.netloc
        or parts.geturl() != f"{parts.scheme}://{parts.netloc}"
    ):
        raise ValueError(text)
    return text.lower()


def _site_url(text: str) -> str:
    return _origin(text.rstrip("/")) if text else ""


def _origins(text: str) -> frozenset[str]:
    return frozenset(map(_origin, _words(text)))


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(map(ipaddress.ip_network, _words(text)))


_COUNT = "a whole number above 0"
OPTIONS = (
    Option("polls", "the polls.json that the site was built with", _path, "a path"),
    Option(
        "db",
        "the SQLite file of the answers; made when missing. DATABASE_URL in the environment takes its place",
        _path,
        "a path",
    ),
    Option("host", "address to listen on (127.0.0.1)", _host, "an address"),
    Option("port", "port to listen on, 0 for any free one (8000)", _port, "a number from 0 to 65535"),
    Option("site", "folder of a built site to serve beside the API", _path, "a path"),
    Option(
        "site_url", "origin of the pages when they are elsewhere", _site_url, "an origin such as https://example.org"
    ),
    Option("allowed_origins", "other origins whose pages may ask and answer", _origins, "origins, with commas between"),
    Option(
        "trusted_proxies", "networks whose X-Forwarded-For is believed", _networks, "CIDR networks, with commas between"
    ),
    Option("verdict_min_answers", "answers before any split is shown (10)", _positive, _COUNT),
    Option("shutdown_grace", "seconds for requests under way after a SIGTERM (10)", _positive, _COUNT),
    Option("request_seconds", "seconds a client may take to send a request (15)", _positive, _COUNT),
    Option("writes_per_minute", "answers a minute of one address (30)", _positive, _COUNT),
    Option("write_burst", "answers at once of one address (30)", _positive, _COUNT),
    Option("reads_per_minute", "tallies a minute of one address (600)", _positive, _COUNT),
    Option("read_burst", "tallies at once of one address (600)", _positive, _COUNT),
)
_LIMITS = frozenset(Limits.__slots__)


def load(
    arguments: Mapping[str, str | None], environment: Mapping[str, str], make_secret: Callable[[Path], bytes]
) -> Settings:
    """Settings from ``arguments`` (option name to text, None where not given) and POLL_API_* of ``environment``.

    ``make_secret`` gives the secret of a database from the file beside it; it is asked only when POLL_API_SECRET is
    unset. Raises SettingsError naming the option or variable, its value and what was expected.
    """
    known = {option.variable for option in OPTIONS} | {SECRET}
    if unknown := sorted(name for name in environment if name.startswith(PREFIX) and name not in known):
        raise SettingsError(f"environment: unknown variable {unknown[0]}; known are {', '.join(sorted(known))}")
    values: dict[str, Any] = {}
    for option in OPTIONS:
        text, origin = arguments.get(option.name), option.flag
        if text is None:
            text, origin = environment.get(option.variable), option.variable
        if text is None:
            continue
        try:
            values[option.name] = option.convert(text)
        except ValueError as error:
            raise SettingsError(f"{origin} must be {option.expected}, not {text!r}") from error
    url = environment.get(DATABASE_URL, "").strip()
    if url:
        values["database_url"] = _database_url(url)
    for required in ("polls",) if url else ("polls", "db"):
        if required not in values:
            raise SettingsError(f"--{required} (or {PREFIX}{required.upper()}) is needed")
    if url and "db" in values:
        raise SettingsError(f"{DATABASE_URL} and a file of answers are both given: leave one out")
    if site := values.get("site_url"):
        # Its forms come from there: without this the site's own readers would be refused.
        values["allowed_origins"] = values.get("allowed_origins", frozenset()) | {site}
    limits = Limits(**{name: values.pop(name) for name in tuple(values) if name in _LIMITS})
    db = values.pop("db", None)
    return Settings(**values, db=db, limits=limits, secret=_secret(environment, db, make_secret))


def _database_url(text: str) -> str:
    if urlsplit(text).scheme not in {"postgresql", "postgres"}:
        # Not the value itself: it may hold a password.
        raise SettingsError(f"{DATABASE_URL} must begin with postgresql://")
    return text


def _secret(environment: Mapping[str, str], db: Path | None, make_secret: Callable[[Path], bytes]) -> bytes:
    if SECRET not in environment:
        if db is None:
            raise SettingsError(f"{SECRET} is needed with {DATABASE_URL}: every process must key ballots alike")
        return make_secret(db.with_name(db.name + ".secret"))
    secret = environment[SECRET].strip()
    if not secret:
        raise SettingsError(f"{SECRET} must not be empty")
    return os.fsencode(secret)
