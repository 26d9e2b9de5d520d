"""Settings from votewatch.toml, overridden key by key from the environment.

``[sources.sk] base_url`` is overridden by ``VOTEWATCH_SOURCES_SK_BASE_URL``. Nothing here reads the environment itself:
cli hands it in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints
from urllib.parse import urlsplit

from votewatch.model.errors import SettingsError
from votewatch.settings import nightly_keys
from votewatch.settings.keys import Settings
from votewatch.settings.radar_keys import ATS, FEEDS

PREFIX = "VOTEWATCH_"
# Names that other programs read from the same prefix; they are no settings.
RESERVED = {
    "VOTEWATCH_CHROMIUM",
    "VOTEWATCH_LLAMA_SERVER",
    "VOTEWATCH_LOCATION_TABLE",
    "VOTEWATCH_SMTP_PASSWORD",
    "VOTEWATCH_STANDIN_COMMAND",
    "VOTEWATCH_STANDIN_URL",
    "VOTEWATCH_TEST_LLM",
}
SECRET = ("secret", "password", "token", "key")


@dataclass(frozen=True, slots=True)
class Value:
    """One setting in force: its dotted key, its value and where that came from (default, a file, a variable)."""

    key: str
    value: Any
    origin: str

    @property
    def shown(self) -> Any:
        """The value as it may be printed: secrets masked."""
        secret = any(self.key.rpartition(".")[2].endswith(word) for word in SECRET)
        return "********" if secret and self.value else self.value


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings and, for each of them, where it came from."""

    settings: Settings
    values: tuple[Value, ...]


_ALLOWED = {"sources.sk.requests_per_second": 2.0, "sources.sk.concurrency": 2, "sources.eu.requests_per_second": 2.0}


def load(file: Path | None, environment: Mapping[str, str]) -> Loaded:
    """Settings from ``file`` (defaults alone when None) and from ``environment``.

    Raises SettingsError naming file or variable, key and what was expected, for an unknown key, a wrong type, or a
    request rate above what a source allows (loopback addresses excepted).
    """
    origins: dict[str, str] = {}
    table: dict[str, Any] = {}
    if file is not None:
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{file}: is not TOML: {error}") from error
    base = file.parent if file is not None else Path()
    overrides = _overrides(environment)
    settings = _build(Settings, table, "", str(file), overrides, base, origins)
    values = tuple(Value(key, value, origins[key]) for key, value in _leaves(settings))
    _check_rates(values)
    _check_site(values)
    _check_jobs(settings, values)
    _check_nightly(settings, values)
    return Loaded(settings, values)


def _overrides(environment: Mapping[str, str]) -> dict[str, str]:
    known = {PREFIX + key.replace(".", "_").upper(): key for key, _ in _leaves(Settings()) if key not in _ROWS}
    given = {name for name in environment if name.startswith(PREFIX)} - RESERVED
    if unknown := sorted(given - known.keys()):
        raise SettingsError(f"environment: unknown variable {unknown[0]}; known are {', '.join(sorted(known))}")
    return {known[name]: environment[name] for name in given}


def _leaves(value: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for item in fields(value):
        inner = getattr(value, item.name)
        if is_dataclass(inner):
            yield from _leaves(inner, f"{prefix}{item.name}.")
        else:
            yield f"{prefix}{item.name}", inner


def _build(
    kind: Any, table: Any, prefix: str, file: str, overrides: dict[str, str], base: Path, origins: dict[str, str]
) -> Any:
    where = f"[{prefix.rstrip('.')}]" if prefix else "the top level"
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: {where} must be a table, not {table!r}")
    hints = get_type_hints(kind)
    if unknown := sorted(table.keys() - hints.keys()):
        raise SettingsError(f"{file}: unknown key {unknown[0]!r} in {where}; expected one of {', '.join(hints)}")
    made: dict[str, Any] = {}
    for name, hint in hints.items():
        key = f"{prefix}{name}"
        if (row := _row_kind(hint)) is not None:
            rows = table.get(name, [])
            if not isinstance(rows, list):
                raise SettingsError(f"{file}: [[{key}]] must be tables, not {rows!r}")
            made[name] = tuple(
                _build(row, one, f"{key}[{place}].", file, {}, base, {}) for place, one in enumerate(rows, start=1)
            )
            origins[key] = file if name in table else "default"
        elif is_dataclass(hint):
            made[name] = _build(hint, table.get(name, {}), f"{key}.", file, overrides, base, origins)
        elif key in overrides:
            variable = PREFIX + key.replace(".", "_").upper()
            made[name] = _from_text(overrides[key], hint, variable)
            origins[key] = variable
        elif name in table:
            made[name] = _typed(table[name], hint, key, file, base)
            origins[key] = file
        else:
            default = next(f.default for f in fields(kind) if f.name == name)
            made[name] = base / default if isinstance(default, Path) else default
            origins[key] = "default"
    return kind(**made)


def _typed(value: Any, hint: Any, key: str, file: str, base: Path) -> Any:
    if hint is Path and isinstance(value, str):
        return base / value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint == _LIST:
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
    elif isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value
    raise SettingsError(f"{file}: {key} must be {_NAMES[hint]}, not {value!r}")


def _from_text(text: str, hint: Any, variable: str) -> Any:
    try:
        if hint == _LIST:
            return tuple(one.strip() for one in text.split(",") if one.strip())
        return _BOOL[text.lower()] if hint is bool else hint(text)
    except (ValueError, KeyError) as error:
        raise SettingsError(f"environment: {variable} must be {_NAMES[hint]}, not {text!r}") from error


def _row_kind(hint: Any) -> Any:
    """The dataclass of a list of tables (``[[jobs.companies]]``), None for every other hint."""
    inside = get_args(hint)
    return inside[0] if inside and is_dataclass(inside[0]) else None


_ROWS = {"jobs.companies"}  # lists of tables have no name in the environment
_LIST = tuple[str, ...]
_BOOL = {"true": True, "1": True, "false": False, "0": False}
_NAMES = {Path: "a path (text)", str: "text", int: "a whole number", float: "a number"}
_NAMES |= {bool: "true or false", _LIST: "a list of texts"}


def _check_rates(values: tuple[Value, ...]) -> None:
    by_key = {value.key: value for value in values}
    for key, ceiling in _ALLOWED.items():
        value = by_key[key]
        host = urlsplit(by_key[key.rpartition(".")[0] + ".base_url"].value).hostname
        if value.value > ceiling and host not in {"127.0.0.1", "localhost", "::1"}:
            raise SettingsError(f"{value.origin}: {key} may be at most {ceiling:g} for {host}, not {value.value}")


def _check_site(values: tuple[Value, ...]) -> None:
    by_key = {value.key: value for value in values}
    url = by_key["site.url"]
    if urlsplit(url.value).scheme not in ("http", "https") or not urlsplit(url.value).hostname:
        raise SettingsError(f"{url.origin}: site.url must begin with https:// and a host, not {url.value!r}")
    report = by_key["site.report_url"]
    if report.value and not (report.value.startswith(("mailto:", "https://", "http://")) and "{id}" in report.value):
        said = 'be an address (mailto: or https://) that holds {id}, or ""'
        raise SettingsError(f"{report.origin}: site.report_url must {said}, not {report.value!r}")


def _check_nightly(settings: Settings, values: tuple[Value, ...]) -> None:
    origins = {value.key: value.origin for value in values}
    for key, said in nightly_keys.faults(settings.nightly):
        raise SettingsError(f"{origins[f'nightly.{key}']}: nightly.{key} {said}")


def _check_jobs(settings: Settings, values: tuple[Value, ...]) -> None:
    origins = {value.key: value.origin for value in values}
    boards: dict[tuple[str, str], str] = {}
    for place, one in enumerate(settings.jobs.companies, start=1):
        where = f"{origins['jobs.companies']}: [[jobs.companies]] {place} ({one.name or 'no name'})"
        if not one.name:
            raise SettingsError(f"{where}: name is missing")
        if one.disabled:
            continue
        if one.ats not in ATS:
            raise SettingsError(f"{where}: ats must be one of {', '.join(ATS)}, not {one.ats!r}")
        if not one.token:
            raise SettingsError(f"{where}: token is missing; votewatch companies probe finds it, or say disabled = why")
        if (first := boards.get((one.ats, one.token))) is not None:
            raise SettingsError(f"{where}: {one.ats}:{one.token} is the board of {first} already")
        boards[one.ats, one.token] = one.name
    for feed in settings.jobs.feeds:
        if feed not in FEEDS:
            raise SettingsError(f"{origins['jobs.feeds']}: jobs.feeds must be of {', '.join(FEEDS)}, not {feed!r}")
    allowed = {"radar.mail.security": ("starttls", "tls", "none"), "radar.language": ("sk", "en")}
    for value in values:
        if (expected := allowed.get(value.key)) and value.value not in expected:
            said = f"{', '.join(expected[:-1])} or {expected[-1]}"
            raise SettingsError(f"{value.origin}: {value.key} must be {said}, not {value.value!r}")
