"""The digest's own words in Slovak and English, with their plurals, and the names and homes of the sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from votewatch.model.posting import WorkModel

Language = Literal["sk", "en"]
Forms = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says. A ``Forms`` is for 1, for 2 to 4 and for any other count."""

    new: Forms
    best: str
    failing: Forms
    since: str
    unscored: Forms
    percent: str
    by_keywords: str
    source: str
    no_link: str
    open: str
    work: dict[WorkModel, str]


WORDS: dict[Language, Words] = {
    "en": Words(
        new=("{n} new posting", "{n} new postings", "{n} new postings"),
        best="best",
        failing=("{n} source failing", "{n} sources failing", "{n} sources failing"),
        since="since",
        unscored=(
            "{n} posting could not be scored",
            "{n} postings could not be scored",
            "{n} postings could not be scored",
        ),
        percent="{n}%",
        by_keywords="keyword score",
        source="source",
        no_link="no link",
        open="open the posting",
        work={WorkModel.REMOTE: "Remote", WorkModel.HYBRID: "Hybrid", WorkModel.ON_SITE: "On site"},
    ),
    "sk": Words(
        new=("{n} nová ponuka", "{n} nové ponuky", "{n} nových ponúk"),
        best="najlepšia",
        failing=("{n} zdroj zlyháva", "{n} zdroje zlyhávajú", "{n} zdrojov zlyháva"),
        since="od",
        unscored=(
            "{n} ponuku sa nepodarilo ohodnotiť",
            "{n} ponuky sa nepodarilo ohodnotiť",
            "{n} ponúk sa nepodarilo ohodnotiť",
        ),
        percent="{n}\N{NO-BREAK SPACE}%",
        by_keywords="skóre podľa slov",
        source="zdroj",
        no_link="bez odkazu",
        open="otvoriť ponuku",
        work={WorkModel.REMOTE: "Na diaľku", WorkModel.HYBRID: "Hybridne", WorkModel.ON_SITE: "Na pracovisku"},
    ),
}

# Himalayas, Remotive, Remote OK and Jobicy let their postings be shown on condition that they are named and linked.
_SOURCES = {
    "arbeitnow": ("Arbeitnow", "https://www.arbeitnow.com"),
    "ashby": ("Ashby", "https://www.ashbyhq.com"),
    "greenhouse": ("Greenhouse", "https://www.greenhouse.com"),
    "himalayas": ("Himalayas", "https://himalayas.app"),
    "jobicy": ("Jobicy", "https://jobicy.com"),
    "lever": ("Lever", "https://www.lever.co"),
    "personio": ("Personio", "https://www.personio.com"),
    "recruitee": ("Recruitee", "https://recruitee.com"),
    "remoteok": ("Remote OK", "https://remoteok.com"),
    "remotive": ("Remotive", "https://remotive.com"),
    "smartrecruiters": ("SmartRecruiters", "https://www.smartrecruiters.com"),
    "workable": ("Workable", "https://www.workable.com"),
}


def counted(forms: Forms, count: int) -> str:
    """The form that ``count`` takes, with the count in it."""
    return forms[0 if count == 1 else 1 if 2 <= count <= 4 else 2].format(n=count)


def source(ats: str) -> tuple[str, str]:
    """The name of a source and the address of its home, "" when that is not known here."""
    return _SOURCES.get(re.sub(r"[^a-z0-9]", "", ats.lower()), (ats, ""))
