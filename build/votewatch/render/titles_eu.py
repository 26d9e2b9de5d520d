"""Short names for the items of the EP, read off the display titles of the record, which are English."""

from __future__ import annotations

import re

from votewatch.render.typography import shorten

LIMIT = 170

_RULE = r"\(?[\da-z]+\)?(?:\([\da-z]+\))*"
_OBJECTION = re.compile(
    rf"^Objection pursuant to Rules? \d+(?:\([\da-z]+\))*(?:(?:,? and|,) (?:Rules? )?{_RULE})*:?\s*", re.I
)
_NO_OBJECTION = re.compile(r"^Recommendation for a decision not to oppose an? (?:\w+ )?act:\s*", re.I)
_DRAFT_ACT = re.compile(r"^The (draft Commission (?:implementing|delegated) (?:decision|regulation|directive)\b)", re.I)
_TAILS = (
    re.compile(r",? pursuant to Regulation \([A-Z]+\) No .*$"),
    re.compile(r",? (?:and )?(?:amending|repealing) (?:Council )?(?:Regulations?|Directives?|Decisions?) .*$"),
    re.compile(r",? as regards the extension of the approval periods of the active substances .*$"),
)
_LONG = re.compile(r"products containing, consisting of or produced from ")


def short_title(title: str, *, whole: bool = False) -> str:
    """The title without the rule it is tabled under, the acts it also touches and the boilerplate of GMO decisions.

    With ``whole`` nothing is cut off at the end.
    """
    text = _NO_OBJECTION.sub("", _OBJECTION.sub("", " ".join(title.split())))
    text = _LONG.sub("products from ", _DRAFT_ACT.sub(r"\1", text))
    for tail in _TAILS:
        cut = tail.sub("", text)
        if len(cut) > 20 and len(text) > LIMIT:
            text = cut
    return shorten(text[:1].upper() + text[1:] if text else title, 10_000 if whole else LIMIT)


_DISCHARGE = re.compile(r"^(?P<year>\d{4}) discharge: (?P<body>.+)$", re.DOTALL)


def discharge(title: str) -> tuple[str, str] | None:
    """(year, body) of "2019 discharge: European Banking Authority"; None for a title of another shape."""
    match = _DISCHARGE.match(" ".join(title.split()))
    return (match["year"], match["body"]) if match else None
