"""The written summary of a decision, which never shows without saying where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from votewatch.model.decision import Decision
from votewatch.render.site import Site
from votewatch.render.typography import bind
from votewatch.render.words import Words, day


@dataclass(frozen=True, slots=True)
class Explained:
    """A summary with its label; ``reviewed`` when a person replaced the text."""

    summary: Markup
    label: Markup
    reviewed: bool


def explained(site: Site, decision: Decision, words: Words) -> Explained | None:
    """The summary of a decision in the page's language; None where nothing is written in it."""
    text = site.text(decision, words.lang)
    if text is None:
        return None
    label = words.t(f"explained.{text.source}", model=text.model, date=day(text.date, words.lang))
    return Explained(escape(bind(text.summary, words.lang)), label, text.source == "person")
