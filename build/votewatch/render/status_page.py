"""The state of the record: what is in it, what could not be taken in, and where our arithmetic disagrees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from votewatch.model.decision import Decision, Disagreement
from votewatch.model.ids import path_name
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path, roll_call_path
from votewatch.render.cards import card_key
from votewatch.render.correction_log import logged, newest_first
from votewatch.render.page import Page, PageType, View
from votewatch.render.phrase import html
from votewatch.render.site import Site
from votewatch.render.wording import majority_words
from votewatch.render.words import Words, day, number


def figures(site: Site, parliament: Parliament) -> dict[str, Any]:
    """Counts of one parliament's record; days are ISO, "" where there is no roll call."""
    held = site.coverage[parliament]
    decisions = [d for d in site.record.decisions if d.parliament is parliament]
    return {
        "first": held.first,
        "last": held.last,
        "total": held.votes,
        "named": held.named,
        "totals_only": held.votes - held.named,
        "gaps": held.gaps,
        "decisions": len(decisions),
        "questions": sum(1 for d in decisions if d.id in site.questions),
        "read": held.read,
    }


def alarms(site: Site) -> list[tuple[Decision, str | Disagreement]]:
    """What every decision has to report."""
    return [(d, alarm) for d in site.record.decisions for alarm in d.alarms]


def _alarm(decision: Decision, alarm: str | Disagreement, site: Site, words: Words) -> View:
    """A disagreement in the reader's words; what the rules do not know as the person who runs this is told it."""
    view: View = {"to": decision_path(decision.id), "headline": html(site.headline(decision, words), words.lang)}
    if isinstance(alarm, str):
        return view | {"reported": alarm}
    totals, vote = alarm.vote.totals, alarm.vote
    assert totals is not None
    said = words.t(
        "status.disagreement",
        result=words[f"result.{vote.result}"],
        votes_for=totals.for_,
        votes_against=totals.against,
        abstained=totals.abstained,
        majority=majority_words(alarm.needed, words),
    )
    return view | {"vote": roll_call_path(vote.id), "number": vote.source_id, "said": said}


def _pages(site: Site) -> Iterator[Page]:
    record = site.record
    counted = [figures(site, p) for p in Parliament]
    depends = (
        counted,
        [(card_key(site, d), alarm) for d, alarm in alarms(site)],
        record.skipped,
        record.corrections,
        record.last_reads,
    )
    changed = max([site.as_of, *(one.since or one.read for one in record.last_reads)])
    yield Page("status/", None, depends, changed)


def _view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    counted = [figures(site, p) for p in Parliament]
    shown = [
        (
            words[f"status.{key}"],
            [_shown(c[key], lang) for c in counted],
        )
        for key in counted[0]
    ]
    return {
        "title": words["status.title"],
        "headline": words["status.title"],
        "crumbs": [],
        "as_of": words.t("status.as_of", date=day(site.as_of, lang)) if site.as_of else "",
        "parliaments": [words[f"parliament.{p}.short"] for p in Parliament],
        "rows": shown,
        "reads": [
            (
                words[f"reads.{one.source}"],
                day(one.read, lang) if one.read else words["reads.never"],
                day(one.since, lang) if one.since else "",
                one.reason,
            )
            for one in site.record.last_reads
        ],
        "skipped": [(i, url, reason, day(since, lang)) for i, url, reason, since in site.record.skipped],
        "alarms": [_alarm(d, alarm, site, words) for d, alarm in alarms(site)],
        "corrections": [logged(site, c, words) for c in newest_first(site)],
        "feeds": [("corrections", words["feeds.corrections"])],
    }


def _shown(figure: int | str | None, lang: str) -> str:
    if isinstance(figure, int):
        return number(figure, lang)
    return day(figure, lang) if figure else "–"


def _data(site: Site, page: Page) -> View:
    return {
        "as_of": site.as_of,
        "parliaments": {p.value: figures(site, p) for p in Parliament},
        "sources": [
            {"source": one.source, "read": one.read or None}
            | ({"failing_since": one.since, "reason": one.reason} if one.since else {})
            for one in site.record.last_reads
        ],
        "skipped": [
            {"id": i, "url": url, "reason": reason, "first_seen": since}
            for i, url, reason, since in site.record.skipped
        ],
        "alarms": [{"id": d.id, "alarm": str(alarm), "page": path_name(d.id)} for d, alarm in alarms(site)],
        "corrections": [
            {"id": c.id, "field": c.field, "value": c.value, "reason": c.reason, "link": c.link, "date": c.date}
            for c in site.record.corrections
        ],
    }


STATUS = PageType("status", "status.html", _pages, _view, _data)
