"""Draft texts written by a template from a brief's title: the healthy ones that the corpus spoils."""

from __future__ import annotations

import re

from votewatch.llm.brief import Brief
from votewatch.llm.draft import Draft, Texts
from votewatch.model.vocabulary import Parliament

_ABOUT = re.compile(r"(?:Z\. z\.|Zb\.)\s+(o\s.+?)(?=\s+(?:v znení|a o zmene|a ktorým|\()|,|$)")


def plain_draft(brief: Brief) -> Draft:
    """A draft that says no more than the title does; the foreign language names the law or the procedure alone."""
    if brief.parliament is Parliament.SK:
        found = _ABOUT.search(brief.title)
        about = found[1] if found else ""
        number = brief.laws[0].split()[0] if brief.laws else ""
        sk, en = f"zákon č. {number} Z. z. {about}", f"Act No. {number}"
    else:
        sk, en = f"návrh v postupe {brief.procedure}", f"{brief.title} in procedure {brief.procedure}"
    return Draft(
        sk=Texts(f"Rokovanie: {sk}", f"Hlasuje sa o texte: {sk}.", f"Má sa prijať {sk}, alebo nie?"),
        en=Texts(f"The text on {en}", f"This is the text on {en}.", f"Should the text on {en} be adopted, or not?"),
    )
