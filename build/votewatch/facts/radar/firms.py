"""One firm, whatever source names it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from votewatch.facts.radar.folding import folded
from votewatch.model.posting import Posting

_FORMS = re.compile(
    r"(?<!\w)(?:inc|incorporated|llc|ltd|limited|gmbh|ag|se|s\.?\s?r\.?\s?o|a\.?\s?s|b\.?\s?v|n\.?\s?v|plc|corp"
    r"|corporation|co|company|s\.?\s?a|s\.?\s?p\.?\s?a|oy|ab|aps|pty|kft|sp\.? z o\.?\s?o)\.?(?!\w)"
)
# Endings that firms carry in one source and leave out in another.
_ENDINGS = re.compile(r"(?:\s+(?:labs|technologies|technology|software|hq|io|com))+$|\.(?:com|io|ai|dev|co)$")
# What feeds of remote work carry; a firm's own board says more and is closer to it.
FEEDS = frozenset({"himalayas", "remotive", "remoteok", "jobicy"})


def firm_key(company: str) -> str:
    """The name by which a firm counts once: letters and digits, without the legal form."""
    text = _FORMS.sub(" ", folded(company).replace(",", " ")).strip(" .")
    # "Grafana Labs" is "Grafana" in feeds; a name that is nothing but such words stays as it is.
    text = _ENDINGS.sub("", text) or text
    return re.sub(r"[^a-z0-9]+", "", text) or folded(company) or company.strip()


def once_each(postings: Iterable[Posting]) -> list[Posting]:
    """The postings, without those of a feed that the firm's own board or another feed has under the same title.

    A firm's board may carry a title several times, in several places: those all stay.
    """
    listed = list(postings)
    told = {(firm_key(p.company), folded(p.title)) for p in listed if p.ats not in FEEDS}
    out: list[Posting] = []
    for posting in listed:
        if posting.ats in FEEDS:
            key = (firm_key(posting.company), folded(posting.title))
            if key in told:
                continue
            told.add(key)
        out.append(posting)
    return out
