"""Which board a firm's jobs are on: from an address by its form, from a page by its links, from a name by asking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from votewatch.fetching import boards
from votewatch.fetching.jobs import fetcher_for
from votewatch.fetching.run import Outside
from votewatch.model.errors import SourceError
from votewatch.settings import ATS, Settings
from votewatch.sources.fetcher import Fetcher

_TOKEN = r"(?P<token>[\w%+-]+(?:\.[\w%+-]+)*)"
# What careers addresses, and the links and scripts of careers pages, look like.
_FORMS = (
    (
        "greenhouse",
        rf"(?:job-boards|boards)(?:\.eu)?\.greenhouse\.io/embed/job_(?:board(?:/js)?|app)\?(?:\S*&)?for={_TOKEN}",
    ),
    ("greenhouse", rf"boards-api\.greenhouse\.io/v1/boards/{_TOKEN}"),
    ("greenhouse", rf"(?:job-boards|boards)(?:\.eu)?\.greenhouse\.io/(?!embed){_TOKEN}"),
    ("lever_eu", rf"(?:jobs|api)\.eu\.lever\.co/(?:v0/postings/)?{_TOKEN}"),
    ("lever", rf"(?:jobs|api)\.lever\.co/(?:v0/postings/)?{_TOKEN}"),
    ("ashby", rf"(?:jobs|api)\.ashbyhq\.com/(?:posting-api/job-board/)?{_TOKEN}"),
    ("smartrecruiters", rf"(?:careers|jobs)\.smartrecruiters\.com/{_TOKEN}"),
    ("smartrecruiters", rf"api\.smartrecruiters\.com/v1/companies/{_TOKEN}"),
    ("recruitee", r"(?P<token>[\w-]+)\.recruitee\.com"),
    ("personio", r"(?P<token>[\w-]+)\.jobs\.personio\.(?:de|com)"),
    (
        "workday",
        r"(?P<host>[\w-]+\.wd\d+)\.myworkdayjobs\.com/(?:wday/cxs/[\w-]+/)?(?:[a-z]{2}-[A-Z]{2}/)?(?P<site>(?!wday\b)[\w-]+)",
    ),
)
_PATTERNS = tuple((ats, re.compile(form)) for ats, form in _FORMS)
# Most of what is asked by name is not there at all: no host, or 404.
RETRIES = 1
_NOT_TOKENS = frozenset({"www", "api", "embed", "static", "cdn", "assets", "jobs", "careers", "support", "help"})


@dataclass(frozen=True, slots=True)
class Found:
    """A board that was asked: ``postings`` None when it did not answer with any list, and then why."""

    ats: str
    token: str
    postings: int | None
    reason: str = ""


def probe(settings: Settings, what: str, *, outside: Outside | None = None) -> list[Found]:
    """Every board that was asked for ``what``, an address or a name, and what it answered; those with postings first.

    A careers page on a host of its own is read, and the boards that it links to are asked. Raises SourceError when that
    page cannot be read or names no board that is known here.
    """
    outside = outside or Outside()
    asked: list[Found] = []
    fetchers: dict[str, Fetcher] = {}

    def fetcher(kind: str) -> Fetcher:
        if kind not in fetchers:
            fetchers[kind] = fetcher_for(settings, kind, None, outside, RETRIES)
        return fetchers[kind]

    try:
        for ats, token in _candidates(settings, what, fetcher):
            # Most boards take a token in any case: the same board is told once.
            if not any(one.ats == ats and one.token.lower() == token.lower() and one.postings for one in asked):
                asked.append(_asked(settings, fetcher(ats), ats, token, what))
    finally:
        for one in fetchers.values():
            one.close()
    return sorted(asked, key=lambda one: (-(one.postings or 0), one.postings is None))


def probe_all(settings: Settings, *, outside: Outside | None = None) -> list[Found]:
    """Every board of the settings and what it answers now, in the order of the file."""
    outside = outside or Outside()
    asked: list[Found] = []
    for kind in dict.fromkeys(
        source.kind for source in settings.jobs.sources() if source.token and not source.disabled
    ):
        with fetcher_for(settings, kind, None, outside) as fetcher:
            for source in settings.jobs.sources():
                if source.kind == kind and not source.disabled:
                    asked.append(_asked(settings, fetcher, kind, source.token, source.company))
    places = {(source.kind, source.token): place for place, source in enumerate(settings.jobs.sources())}
    return sorted(asked, key=lambda one: places[one.ats, one.token])


def in_text(text: str) -> list[tuple[str, str]]:
    """The boards that an address or a page's text names, as (ats, token), in the order of the forms."""
    found: dict[tuple[str, str], None] = {}
    for ats, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            token = f"{hit['host']}/{hit['site']}" if ats == "workday" else unquote(hit["token"])
            if token.casefold() not in _NOT_TOKENS:
                found[(ats, token)] = None
    return list(found)


def tokens_of(name: str) -> list[str]:
    """What a firm of this name may have chosen as its token, likeliest first."""
    words = [word for one in re.findall(r"[\w.]+", name) if (word := one.strip("."))]
    joined = "".join(words)
    return list(dict.fromkeys([joined.lower(), "-".join(words).lower(), joined, words[0].lower() if words else ""]))


def _asked(settings: Settings, fetcher: Fetcher, ats: str, token: str, company: str) -> Found:
    try:
        read = boards.read_board(fetcher, settings.jobs.urls, ats, token, company, settings.jobs.hours)
    except SourceError as error:
        return Found(ats, token, None, error.reason)
    return Found(ats, token, len(read.board.postings), read.why_not)


def _candidates(settings: Settings, what: str, fetcher: Callable[[str], Fetcher]) -> Iterator[tuple[str, str]]:
    if "://" not in what and "/" not in what and "." not in what.strip("."):
        for token in filter(None, tokens_of(what)):
            yield from ((ats, token) for ats in ATS if ats != "workday")
        return
    if known := in_text(what):
        yield from known
        return
    address = what if "://" in what else f"https://{what}"
    page = fetcher("careers").get(address, fresh_hours=settings.jobs.hours)
    named = in_text(page.body.decode("utf-8", "replace"))
    if not named:
        raise SourceError(
            "names no board that is read here; look for the link behind its Apply button", subject=what, url=address
        )
    yield from named
