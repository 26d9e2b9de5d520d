"""One mail about the best postings: text and HTML, the same bytes for the same input. Pure.

Everything of a posting is somebody else's text: it goes on one line, into no header but the subject, and into the HTML
only escaped. Only http and https addresses become links.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses, parsedate_to_datetime
from html import escape
from typing import Literal
from urllib.parse import urlsplit

from votewatch.facts.radar.web_address import web_address
from votewatch.mail.smtp import MailError
from votewatch.mail.words import WORDS, Language, Words, counted, source
from votewatch.model.posting import Posting

_SUBJECT = 120
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """How well a posting fits, 0 to 100, why, and who said so: a model, or the count of keywords."""

    posting: Posting
    score: int
    reason: str
    by: Literal["model", "keywords"]


@dataclass(frozen=True, slots=True)
class _Row:
    """What both parts of the mail show of one posting, cleaned to one line each. ``url`` and ``home`` may be ""."""

    score: str
    what: tuple[str, ...]
    url: str
    name: str
    home: str


def compose(
    best: Sequence[Scored],
    failing: Sequence[tuple[str, str, str]],
    unscored: int,
    sender: str,
    to: str,
    date: str,
    language: Language,
) -> EmailMessage:
    """The digest of ``best``, best first, ``failing`` (source, reason, since) and ``unscored`` in its footer.

    ``date`` is the mail's RFC 5322 date. The Message-ID follows from the ids of the postings, so that a mail sent twice
    can be told to be one. Raises MailError when sender or receiver is not exactly one address.
    """
    words = WORDS[language]
    ordered = sorted(best, key=_rank)
    rows = [_row(one, words) for one in ordered]
    footer = _footer(failing, unscored, words)
    heading = counted(words.new, len(rows))
    key = _key([one.posting.id for one in ordered] or [date])

    message = EmailMessage(policy=SMTP)
    try:
        parsedate_to_datetime(date)
        message["From"] = sender
        message["To"] = to
        message["Date"] = date
        message["Subject"] = _subject(ordered, heading, words)
        message["Message-ID"] = f"<{key}@{_domain(sender, 'sender')}>"
    except (MessageError, ValueError) as error:
        raise MailError(
            f"mail from {sender!r} to {to!r} of {date!r}: {error}; correct the address or the date"
        ) from error
    _domain(to, "receiver")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(heading, rows, footer, words), cte="quoted-printable")
    message.add_alternative(_html(heading, rows, footer, words, language), subtype="html", cte="quoted-printable")
    # "=_" stands nowhere in quoted-printable text, so no posting can hold the boundary.
    message.set_boundary(f"=_{key}")
    return message


def _rank(one: Scored) -> tuple[int, str, str, str]:
    return -one.score, one.posting.company, one.posting.title, one.posting.id


def _key(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _domain(address: str, whose: str) -> str:
    found = [mailbox for _, mailbox in getaddresses([address])]
    local, _, domain = found[0].rpartition("@") if len(found) == 1 and found[0].isascii() else ("", "", "")
    if not local or not domain or not address.isprintable() or "=?" in address or " " in found[0]:
        raise MailError(f"the {whose} of the digest is {address!r}, expected one address such as me@example.org")
    return domain


def _subject(ordered: Sequence[Scored], heading: str, words: Words) -> str:
    if not ordered:
        return heading
    first = ordered[0]
    named = " — ".join(part for part in (_line(first.posting.company), _line(first.posting.title)) if part)
    # The email package decodes what looks like an encoded word when it is assigned, line breaks in it included.
    named = named.replace("=?", "= ?")
    text = f"{heading}, {words.best} {words.percent.format(n=first.score)}: {named}"
    return text if len(text) <= _SUBJECT else text[: _SUBJECT - 1].rstrip() + "…"


def _row(one: Scored, words: Words) -> _Row:
    score = words.percent.format(n=one.score)
    if one.by == "keywords":
        score = f"{score} ({words.by_keywords})"
    places = _places(one.posting, words)
    title = _line(one.posting.title)
    what = (_line(one.posting.company), f"{title} ({places})" if places else title, _line(one.reason))
    name, home = source(one.posting.ats)
    # In plain text a blank would end the address.
    url = "" if " " in one.posting.url else web_address(one.posting.url)
    return _Row(score, tuple(part for part in what if part), url, _line(name), home or _origin(url))


def _places(posting: Posting, words: Words) -> str:
    work = words.work.get(posting.work_model, "")
    same = {work.casefold(), posting.work_model.value}
    named = [place for place in map(_line, posting.locations) if place and place.casefold() not in same]
    more = [f"+{len(named) - _PLACES}"] if len(named) > _PLACES else []
    return ", ".join([*([work] if work else []), *named[:_PLACES], *more])


def _footer(failing: Sequence[tuple[str, str, str]], unscored: int, words: Words) -> list[str]:
    lines = []
    if failing:
        cleaned = [tuple(map(_line, one)) for one in failing]
        named = [
            f"{name} {words.since} {since}" + (f" ({reason})" if reason else "")
            for name, reason, since in sorted(cleaned)
        ]
        lines.append(f"{counted(words.failing, len(named))}: {', '.join(named)}")
    if unscored:
        lines.append(counted(words.unscored, unscored))
    return lines


def _text(heading: str, rows: Sequence[_Row], footer: Sequence[str], words: Words) -> str:
    lines = [heading, ""]
    for row in rows:
        lines.append(" — ".join([row.score, *row.what, row.url or words.no_link]))
        lines += [f"  {words.source}: {row.name}" + (f" ({row.home})" if row.home else ""), ""]
    if footer:
        lines += ["--", *footer, ""]
    return "\n".join(lines)


def _html(heading: str, rows: Sequence[_Row], footer: Sequence[str], words: Words, language: str) -> str:
    out = [
        f'<!doctype html>\n<html lang="{language}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(heading)}</title></head>",
        f"<body>\n<h1>{escape(heading)}</h1>\n<ol>",
    ]
    for row in rows:
        what = " — ".join([f"<strong>{escape(row.score)}</strong>", *map(escape, row.what)])
        link = _anchor(row.url, words.open) if row.url else escape(words.no_link)
        name = _anchor(row.home, row.name) if row.home else escape(row.name)
        out.append(f"<li>{what} — {link}<br><small>{escape(words.source)}: {name}</small></li>")
    out.append("</ol>")
    out += [f"<p><small>{escape(line)}</small></p>" for line in footer]
    return "\n".join([*out, "</body>\n</html>\n"])


def _anchor(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def _origin(url: str) -> str:
    return f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" if url else ""


def _line(text: str) -> str:
    # Controls, unpaired surrogates and marks that turn the writing direction would reach past their own place.
    return " ".join("".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text).split())
