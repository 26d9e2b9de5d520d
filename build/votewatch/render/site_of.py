"""From the record to a site that can be rendered: words, texts, assets, questions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from votewatch.render import assets, questions, text_pages
from votewatch.render.look import Look
from votewatch.render.record import Record
from votewatch.render.site import Site
from votewatch.render.words import LANGUAGES, Words

if TYPE_CHECKING:
    from votewatch.render.build import Shown


@dataclass(frozen=True, slots=True)
class Made:
    """The site, the files beside its pages, and what somebody should look at."""

    site: Site
    files: dict[str, bytes]
    alarms: list[str]


def make(record: Record, data: Path, site_src: Path, shown: Shown, today: str, public: Path) -> tuple[Made, int]:
    """The site of ``record`` for ``public``, and how many questions were opened by appending to data/polls.jsonl."""
    words = {lang: Words.read(site_src / "words", lang) for lang in LANGUAGES}
    known = questions.load(data)
    new = questions.opening(record.decisions, known, words, today, shown.window_days, record.prose)
    if new:
        questions.append(data, new)
        known |= {q.decision: q for q in new}
    asked = questions.asked(record.decisions, known)
    found = assets.collect(site_src)
    site = Site(
        record,
        words,
        Look(
            found.css,
            found.js,
            shown.api_url,
            shown.report_url,
            shown.verdict_min_answers,
            shown.window_days,
            shown.site_url,
            found.scripts,
            shown.pictures,
        ),
        asked,
        text_pages.read(site_src / "text"),
        public,
    )
    alarms = [f"{d.id}: {alarm}" for d in record.decisions for alarm in d.alarms]
    alarms += questions.reworded(record.decisions, asked, words, record.prose)
    alarms += [f"{i}: was asked, and is no longer fit for a question" for i in sorted(known.keys() - asked.keys())]
    return Made(site, found.files, alarms), len(new)


def shared(made: Made) -> tuple[Any, ...]:
    """What every page may show besides its own subject: names, groups, and the day of the record."""
    record = made.site.record
    return (
        made.site.look,
        sorted(record.sk_members.items()),
        sorted(record.eu_members.items()),
        sorted(record.eu_groups.items()),
        record.clubs.clubs,
        made.site.as_of,
    )
