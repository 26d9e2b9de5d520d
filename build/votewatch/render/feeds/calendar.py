"""The days on which votes were held, as a calendar (iCalendar, RFC 5545).

Each is a day and has no hour: the record says when votes were taken, not when a sitting began or ended. A day has no
zone either (RFC 5545, 3.3.4), so that none is defined.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import feed_path, month_path, page_url
from votewatch.render.page import FileType, Output
from votewatch.render.site import Site
from votewatch.render.words import LANGUAGES, Words

_LINE = 75  # octets


@dataclass(frozen=True, slots=True)
class SittingDay:
    """One day of one parliament: its meetings (NR SR), and how many votes and decisions it saw.

    ``read`` is the ISO day on which the record of it was last read, ``first`` and ``last`` the local times "11:02" of
    its first and last vote, "" where the record has none. ``page`` is that of its month; a month whose votes all belong
    to decisions of other months has none, and then it is the list of months.
    """

    day: str
    meetings: tuple[int, ...]
    votes: int
    decisions: int
    first: str
    last: str
    read: str
    page: str


def calendar_name(parliament: Parliament) -> str:
    """The address of a calendar below feeds/, without its ending."""
    return f"sittings-{parliament.value}"


def sitting_days(site: Site, parliament: Parliament) -> list[SittingDay]:
    """The days on which a parliament voted, oldest first."""
    held: dict[str, list[RollCall]] = {}
    for roll_call in site.record.roll_calls:
        if roll_call.parliament is parliament:
            held.setdefault(roll_call.day, []).append(roll_call)
    decided: dict[str, int] = {}
    for decision in site.record.decisions:
        if decision.parliament is parliament and decision.deciding is not None:
            decided[decision.deciding.day] = decided.get(decision.deciding.day, 0) + 1
    pages = site.months[parliament].keys() | site.loose[parliament].keys()
    return [
        _day(day, votes, decided.get(day, 0), month_path(parliament, day[:7] if day[:7] in pages else ""))
        for day, votes in sorted(held.items())
    ]


def _day(day: str, votes: list[RollCall], decisions: int, page: str) -> SittingDay:
    times = sorted(vote.when[11:16] for vote in votes)
    known = times if "00:00" not in times else ["", ""]  # midnight is how the NR SR writes that it has no time
    meetings = tuple(sorted({vote.meeting for vote in votes if vote.meeting is not None}))
    return SittingDay(day, meetings, len(votes), decisions, known[0], known[-1], max(v.read for v in votes), page)


def _outputs(site: Site) -> Iterator[Output]:
    for parliament in Parliament:
        days = sitting_days(site, parliament)
        names = tuple(feed_path(calendar_name(parliament), "ics", lang) for lang in LANGUAGES)
        yield Output(names, (parliament, days), days)


def _content(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    parliament, days = output.subject
    for lang in LANGUAGES:
        lines = calendar(days, parliament, site.words[lang], site.look.site_url)
        yield feed_path(calendar_name(parliament), "ics", lang), "".join(map(folded, lines)).encode()


def calendar(days: Iterable[SittingDay], parliament: Parliament, words: Words, site_url: str) -> Iterator[str]:
    """The lines of a calendar, not yet folded."""
    name = _text(words.text("feeds.calendar", parliament=words[f"parliament.{parliament}.name"]))
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//VoteWatch//sittings//EN", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", f"NAME:{name}", f"X-WR-CALNAME:{name}")
    for day in days:
        yield from _event(day, parliament, words, site_url)
    yield "END:VCALENDAR"


def _event(day: SittingDay, parliament: Parliament, words: Words, site_url: str) -> Iterator[str]:
    date = dt.date.fromisoformat(day.day)
    url = page_url(site_url, words.lang, day.page)
    what = words.text(f"parliament.{parliament}.short")
    meetings = ", ".join(words.text("months.sitting", meeting=meeting) for meeting in day.meetings)
    counted = f"{words.n('home.votes', day.votes)}, {words.n('home.decisions', day.decisions)}."
    times = f" {words.text('feeds.calendar_times', first=day.first, last=day.last)}" if day.first else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{day.day}-{parliament.value}-{words.lang}@{urlsplit(site_url).hostname}"
    yield f"DTSTAMP:{day.read.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{date:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{date + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{what}, {meetings}' if meetings else what)}"
    yield f"DESCRIPTION:{_text(f'{counted}{times} {url}')}"
    yield f"URL:{url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no letter cut in two, with its line end (RFC 5545, 3.1)."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"


CALENDARS = FileType("calendars", _outputs, _content)
