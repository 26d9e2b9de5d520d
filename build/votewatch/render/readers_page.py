"""Readers and parliament: where their answers point the same way as the decision, and where the other."""

from __future__ import annotations

from collections.abc import Iterator

from votewatch.facts.readers import LEAD, Committed
from votewatch.model.decision import Decision
from votewatch.model.readers import Verdict
from votewatch.render.addresses import decision_path, readers_path
from votewatch.render.page import Page, PageType, View
from votewatch.render.phrase import html
from votewatch.render.reader_rows import listed, row, row_key, shown, verdict_of
from votewatch.render.site import Site, decided_when
from votewatch.render.words import day

NEWEST = 50  # rows of each list on the first page; those of every year have a page
SIDES = (Verdict.AGREE, Verdict.GAP)

Pair = tuple[Decision, Committed]


def _years(site: Site) -> list[str]:
    found = shown(site)
    return sorted({_year(pair) for side in SIDES for pair in found[side]}, reverse=True)


def _year(pair: Pair) -> str:
    return decided_when(pair[0])[0][:4]


def _doubted(site: Site) -> list[Pair]:
    return [pair for pair in listed(site) if pair[1].count.id in site.in_doubt]


def _waiting(site: Site) -> int:
    """How many questions have committed answers that no list may show yet."""
    asked = {q.id for q in site.questions.values()}
    return len(
        [id for id, c in site.newest_counts.items() if id in asked and c.count.n and id not in site.listed_counts]
    )


def _pages(site: Site) -> Iterator[Page]:
    found = shown(site)
    sides = {side: found[side][:NEWEST] for side in SIDES}
    doubted = _doubted(site)
    depends = (
        {side: [row_key(site, *pair) for pair in pairs] for side, pairs in sides.items()},
        {kind: len(pairs) for kind, pairs in found.items()},
        [(row_key(site, *pair), site.in_doubt[pair[1].count.id]) for pair in doubted],
        _waiting(site),
        _years(site),
        bool(site.record.tallies),
    )
    yield Page(readers_path(), ("", sides), depends)
    for year in _years(site):
        of_year = {side: [pair for pair in found[side] if _year(pair) == year] for side in SIDES}
        keys = {side: [row_key(site, *pair) for pair in pairs] for side, pairs in of_year.items()}
        yield Page(readers_path(year), (year, of_year), (keys, _years(site)))


def _view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    year, sides = page.subject
    found = shown(site)
    rows = {side: [row(site, decision, counted, words) for decision, counted in sides[side]] for side in SIDES}
    title = words.t("readers.year_title", year=year) if year else words["readers.title"]
    return {
        "title": title,
        "headline": title,
        "crumbs": [(readers_path(), words["readers.title"])] if year else [],
        "year": year,
        "years": [(readers_path(y), y) for y in _years(site)],
        "sides": [(side, rows[side], len(found[side])) for side in SIDES],
        "newest": NEWEST,
        "few": words.n("readers.few", len(found[Verdict.FEW]), least=site.look.verdict_min_answers),
        "even": words.n("readers.even", len(found[Verdict.EVEN]), lead=LEAD),
        "waiting": words.n("readers.waiting", _waiting(site)),
        "withdrawn": [
            (
                decision_path(decision.id),
                html(site.headline(decision, words), lang),
                words.n("question.answers", committed.count.n),
                day(site.in_doubt[committed.count.id].since, lang),
                site.in_doubt[committed.count.id].words(lang),
            )
            for decision, committed in _doubted(site)
        ],
        "lead": LEAD,
        "any": bool(site.record.tallies),
    }


def _data(site: Site, page: Page) -> View:
    """The rows of both lists with the thresholds. On every row: readers' answers are not a sample."""
    year, sides = page.subject
    found = shown(site)
    if not year:
        sides = {side: found[side] for side in SIDES}
    return {
        "least": site.look.verdict_min_answers,
        "lead": LEAD,
        "counted": {str(kind): len(pairs) for kind, pairs in found.items()},
        "in_doubt": [committed.count.id for _, committed in _doubted(site)],
        "rows": [_datum(site, *pair) for side in SIDES for pair in sides[side]],
    }


def _datum(site: Site, decision: Decision, committed: Committed) -> View:
    totals = decision.deciding.totals if decision.deciding else None
    count = committed.count
    return {
        "id": decision.id,
        "verdict": str(verdict_of(site, decision, committed)),
        "passed": decision.passed,
        "parliament": totals
        and {
            "for": totals.for_,
            "against": totals.against,
            "abstained": totals.abstained,
            "present": totals.present,
        },
        "readers": {"question": count.id, "yes": count.yes, "no": count.no, "n": count.n, "day": committed.day},
        "sample": False,
    }


READERS = PageType("readers", "readers.html", _pages, _view, _data)
