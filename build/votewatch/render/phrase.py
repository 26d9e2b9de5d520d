"""A text in one or two languages, so that a page can say which words are in which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from votewatch.render.typography import shorten


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one language."""

    text: str
    lang: str


Phrase = tuple[Run, ...]


def plain(phrase: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in phrase)


def html(phrase: Iterable[Run], lang: str) -> Markup:
    """The words for a page in ``lang``; those of another language carry their own ``lang``."""
    return Markup("").join(
        escape(run.text) if run.lang == lang else Markup('<span lang="{}">{}</span>').format(run.lang, run.text)
        for run in phrase
    )


def fill(template: str, lang: str, **slots: Phrase) -> Phrase:
    """A template in ``lang`` with ``{name}`` slots filled by phrases; raises KeyError for an unknown slot."""
    runs: list[Run] = []
    rest = template
    while rest:
        before, brace, after = rest.partition("{")
        if before:
            runs.append(Run(before, lang))
        if not brace:
            break
        name, _, rest = after.partition("}")
        runs.extend(slots[name])
    return joined(runs)


def cut_short(phrase: Phrase, limit: int) -> Phrase:
    """At most ``limit`` characters of the phrase, cut between words and marked with an ellipsis."""
    text = plain(phrase)
    if len(text) <= limit:
        return phrase
    runs: list[Run] = []
    left = len(shorten(text, limit)) - 1
    for run in phrase:
        if len(run.text) >= left:
            return (*runs, Run(f"{run.text[:left]}…", run.lang))
        runs.append(run)
        left -= len(run.text)
    return phrase


def joined(runs: Iterable[Run]) -> Phrase:
    """The runs with neighbours of one language put together."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].lang == run.lang:
            found[-1] = Run(found[-1].text + run.text, run.lang)
        elif run.text:
            found.append(run)
    return tuple(found)
