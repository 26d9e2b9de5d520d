"""The table of topics, data/topics.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from votewatch.model.errors import LedgerError
from votewatch.model.topic import Law, Topic, TopicTable

_SLUG = re.compile(r"[a-z]+(-[a-z]+)*")
_NUMBER = re.compile(r"[1-9]\d*/(19|20)\d{2}")
_STEM = re.compile(r"[a-z0-9]+=?( [a-z0-9]+=?)*")
_TAKEN = ("table",)  # the page of the table itself
_TEXTS = ("sk", "en", "scope_sk", "scope_en")


def load(data: Path) -> TopicTable:
    """The table, empty where there is no file: then nothing has a topic.

    Raises LedgerError, naming the entry, for a wrong form, an EP name twice, a stem that another makes needless, or an
    unknown topic.
    """
    path = data / "topics.toml"
    if not path.exists():
        return TopicTable()
    try:
        read: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path}: cannot be read: {error}") from error
    if unknown := sorted(read.keys() - {"topics", "laws"}):
        raise LedgerError(f"{path}: [{unknown[0]}] is neither topics nor laws")
    topics = tuple(_topic(slug, given, path) for slug, given in _table(read, "topics", path).items())
    slugs = {topic.slug for topic in topics}
    laws = {number: _law(number, given, slugs, path) for number, given in _table(read, "laws", path).items()}
    seen: dict[str, str] = {}
    for topic in topics:
        for name in topic.eu:
            if name in seen:
                raise LedgerError(f"{path}: [topics.{topic.slug}] eu: {name!r} is a name of {seen[name]} already")
            seen[name] = topic.slug
    return TopicTable(topics, laws)


def _table(read: Mapping[str, Any], key: str, path: Path) -> Mapping[str, Any]:
    given = read.get(key)
    if not isinstance(given, dict):
        raise LedgerError(f"{path}: [{key}] is missing")
    return given


def _topic(slug: str, given: object, path: Path) -> Topic:
    where = f"{path}: [topics.{slug}]"
    if not _SLUG.fullmatch(slug) or slug in _TAKEN:
        raise LedgerError(f"{where} is no slug: small letters and single hyphens, and not {', '.join(_TAKEN)}")
    expected = {*_TEXTS, "eu", "stems"}
    if not isinstance(given, dict) or given.keys() != expected:
        raise LedgerError(f"{where} must have {', '.join(sorted(expected))} and nothing else")
    for key in _TEXTS:
        if not isinstance(given[key], str) or not given[key].strip():
            raise LedgerError(f"{where} {key}: must be words")
    stems = _words(given["stems"], f"{where} stems")
    for stem in stems:
        if not _STEM.fullmatch(stem):
            raise LedgerError(f"{where} stems: {stem!r} has other signs than a to z, digits, single blanks and =")
        for other in stems:
            if other != stem and _needless(stem, other):
                raise LedgerError(f"{where} stems: {stem!r} finds nothing that {other!r} does not find")
    return Topic(
        slug,
        {"sk": given["sk"], "en": given["en"]},
        {"sk": given["scope_sk"], "en": given["scope_en"]},
        _words(given["eu"], f"{where} eu"),
        stems,
    )


def _needless(stem: str, other: str) -> bool:
    """Whether ``other`` stands wherever ``stem`` does: word by word it is a beginning of it."""
    own, shorter = stem.split(), other.split()
    return len(own) >= len(shorter) and all(
        a == b or (not b.endswith("=") and a.startswith(b)) for a, b in zip(own, shorter, strict=False)
    )


def _law(number: str, given: object, slugs: set[str], path: Path) -> Law:
    where = f'{path}: [laws] "{number}"'
    if not _NUMBER.fullmatch(number):
        raise LedgerError(f'{where} is no number of a law such as "300/2005"')
    if not isinstance(given, dict) or given.keys() != {"names", "topics"}:
        raise LedgerError(f"{where} must have names and topics and nothing else")
    names, topics = _words(given["names"], f"{where} names"), _words(given["topics"], f"{where} topics")
    if not names:
        raise LedgerError(f"{where} has no name")
    if unknown := [slug for slug in topics if slug not in slugs]:
        raise LedgerError(f"{where} topics: {unknown[0]!r} is no topic of the table")
    return Law(number, names, topics)


def _words(given: object, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(one, str) and one.strip() for one in given):
        raise LedgerError(f"{where}: must be a list of words")
    if repeated := [one for one in given if given.count(one) > 1]:
        raise LedgerError(f"{where}: {repeated[0]!r} stands twice")
    return tuple(given)
