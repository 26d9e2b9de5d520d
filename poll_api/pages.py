"""The API's own pages, for readers without script: the result of one question, and what went wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import quote

from poll_api.polls import Counts, Poll, State
from poll_api.store import Tally
from poll_api.words import WORDS, answers, number, percent

PERCENTAGES_FROM = 100  # answers; below that a percentage would say more than it knows
LEAD = 10  # percentage points; a smaller lead is called even

EN_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result page is about. ``own`` is the reader's answer, None for none; a flagged poll gets no verdict."""

    poll: Poll
    tally: Tally
    own: bool | None
    flagged: bool = False


def result(shown: Shown, today: date, lang: str, least: int, site_url: str) -> str:
    """The page that shows what readers answered beside what parliament decided, and lets one change one's mind."""
    poll, own = shown.poll, shown.own
    say = WORDS[lang]
    state = poll.state(today)
    parts = [f"<h1>{escape(poll.question[lang])}</h1>", f"<h2>{say['own']}</h2>"]
    if own is None:
        parts.append(f"<p>{say['own_none']}</p>")
    else:
        parts.append(f"<p>{say['own_yes' if own else 'own_no']}</p>")
        parts.append(f'<p class="verdict">{say["as_you" if own == poll.passed else "otherwise"]}</p>')
    if state is State.OPEN:
        parts.append(_buttons(poll, own, lang))
    parts.append(f'<p class="soft">{_window(poll, state, lang)}</p>')
    parts += [f"<h2>{say['parliament']}</h2>", f"<p>{say['passed' if poll.passed else 'failed']}</p>"]
    if poll.counts is not None:
        parts.append(_parliament(poll.counts, lang))
    parts.append(f'<p class="soft"><a href="{_way_back(poll.id, lang, site_url)}">{say["counts_there"]}</a></p>')
    parts += [f"<h2>{say['readers']}</h2>", *_readers(shown, lang, least)]
    other = "en" if lang == "sk" else "sk"
    switch = (
        f'<a href="/api/polls/{_in_path(poll.id)}/result?lang={other}" lang="{other}" hreflang="{other}">'
        f"{say['other_language']}</a>"
    )
    return _page(lang, say["title"], _way_back(poll.id, lang, site_url), switch, "\n".join(parts))


def problem(code: str, lang: str, poll: Poll | None, site_url: str) -> str:
    """The page for a form that could not be taken; ``code`` is the error's own, ``poll`` None when it is unknown."""
    say = WORDS[lang]
    text = say[code]
    if poll is not None and code in ("not_yet", "closed"):
        text = _window(poll, State.NOT_YET if code == "not_yet" else State.CLOSED, lang)
    back = _way_back(poll.id, lang, site_url) if poll else f"{site_url}/{lang}/"
    return _page(lang, say["error"], back, "", f"<h1>{say['error']}</h1>\n<p>{text}</p>")


def _page(lang: str, title: str, back: str, switch: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title} – VoteWatch</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        '<link rel="stylesheet" href="/api/result.css">\n</head>\n<body>\n'
        f'<header><a href="{back}">{WORDS[lang]["back"]}</a>{switch}</header>\n'
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _in_path(poll: str) -> str:
    return quote(poll, safe=":")


def _way_back(poll: str, lang: str, site_url: str) -> str:
    decision = re.sub(r":q\d+$", "", poll)  # a question that replaced another is asked on the same page
    return escape(f"{site_url}/{lang}/d/{quote(decision.replace(':', '-'))}/")


def _buttons(poll: Poll, own: bool | None, lang: str) -> str:
    say = WORDS[lang]
    here = f"/api/polls/{_in_path(poll.id)}"
    hidden = f'<input type="hidden" name="lang" value="{lang}">'

    def answer(choice: str, label: str) -> str:
        return (
            f'<form method="post" action="{here}">{hidden}'
            f'<button name="choice" value="{choice}">{say[label]}</button></form>'
        )

    if own is None:
        buttons = answer("yes", "yes") + answer("no", "no")
    else:
        buttons = answer("no", "change_no") if own else answer("yes", "change_yes")
        buttons += f'<form method="post" action="{here}/withdraw">{hidden}<button>{say["withdraw"]}</button></form>'
    return f'<div role="group" aria-label="{say["your_choice"]}">{buttons}</div>'


def _window(poll: Poll, state: State, lang: str) -> str:
    say = WORDS[lang]
    if state is State.NOT_YET:
        return say["not_yet"].format(opened=_day(poll.opened, lang))
    if poll.closes is None:
        return say["always"]
    return say["until" if state is State.OPEN else "closed"].format(closes=_day(poll.closes, lang))


def _day(day: date, lang: str) -> str:
    if lang == "sk":
        return f"{day.day}.\u00a0{day.month}.\u00a0{day.year}"
    return f"{day.day}\u00a0{EN_MONTHS[day.month - 1]} {day.year}"


def _parliament(counts: Counts, lang: str) -> str:
    rows = [("yes", "for", counts.for_), ("no", "against", counts.against), ("rest", "abstained", counts.abstained)]
    if silent := counts.present - counts.for_ - counts.against - counts.abstained:
        rows.append(("rest", "did_not_vote", silent))
    return _table(rows, counts.present, lang, WORDS[lang]["voting"].format(n=number(counts.present, lang)))


def _readers(shown: Shown, lang: str, least: int) -> list[str]:
    say, tally = WORDS[lang], shown.tally
    warning = f'<p class="soft">{say["not_a_sample"]}</p>'
    if tally.n < least:
        few = say["few"].format(n=number(tally.n, lang), least=number(least, lang))
        said = [] if shown.poll.doubt is None else [f'<p class="verdict">{_verdict(shown, lang)}</p>']
        return [f"<p>{few}</p>", *said, warning]
    rows = [("yes", "yes", tally.yes), ("no", "no", tally.no)]
    return [
        f'<p class="verdict">{_verdict(shown, lang)}</p>',
        _table(rows, tally.n, lang, answers(tally.n, lang)),
        warning,
    ]


def _verdict(shown: Shown, lang: str) -> str:
    """What the answers say beside the decision; what a person says of them outranks what an hour does."""
    say, doubt = WORDS[lang], shown.poll.doubt
    if doubt is not None:
        return say["doubt"].format(date=_day(doubt.since, lang), reason=escape(doubt.reason[lang]))
    return say["flagged" if shown.flagged else _together(shown.poll, shown.tally)]


def _table(rows: list[tuple[str, str, int]], whole: int, lang: str, caption: str) -> str:
    """Rows of (colour, word, count), each with its bar; percentages from a hundred on."""
    say = WORDS[lang]
    lines = []
    for colour, word, part in rows:
        shown = number(part, lang)
        if whole >= PERCENTAGES_FROM:
            shown += f" ({percent(part, whole, lang)})"
        bar = (
            '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect class="{colour}" width="{100 * part / whole:.2f}" height="10"/></svg>'
        )
        lines.append(f'<tr><th scope="row">{say[word]}</th><td>{shown}</td><td class="bar">{bar}</td></tr>\n')
    return (
        f"<table>\n<caption>{caption}</caption>\n"
        f'<thead><tr><th scope="col">{say["answer"]}</th><th scope="col">{say["count"]}</th>'
        f'<th scope="col">{say["share"]}</th></tr></thead>\n<tbody>\n{"".join(lines)}</tbody>\n</table>'
    )


def _together(poll: Poll, tally: Tally) -> str:
    if abs(tally.yes - tally.no) * 100 < LEAD * tally.n:
        return "even"
    return "agree" if (tally.yes > tally.no) == poll.passed else "gap"
