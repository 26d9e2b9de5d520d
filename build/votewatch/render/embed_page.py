"""One decision in a frame on somebody else's page: headline, outcome, bar, day and source, without script.

Never readers' answers: a frame is a card, and cards show no tally.
"""

from __future__ import annotations

from collections.abc import Iterator

from votewatch.model.decision import Decision
from votewatch.render import tally as tallies
from votewatch.render.addresses import decision_path, embed_path, vote_source
from votewatch.render.cards import headlines
from votewatch.render.outcome import outcome_line, outcome_tone
from votewatch.render.page import Page, PageType, View
from votewatch.render.phrase import html, plain
from votewatch.render.site import Site, decided_when
from votewatch.render.words import day


def _pages(site: Site) -> Iterator[Page]:
    for decision in site.record.decisions:
        yield Page(embed_path(decision.id), decision, (site.prints[decision.id], headlines(site, decision)))


def _view(site: Site, page: Page, lang: str) -> View:
    decision: Decision = page.subject
    words = site.words[lang]
    title = site.headline(decision, words)
    vote = decision.deciding or decision.latest
    return {
        "title": plain(title),
        "headline": html(title, lang),
        "of": decision_path(decision.id),
        "tone": outcome_tone(decision),
        "outcome": outcome_line(decision, words),
        "tally": tallies.tally(site, vote, words) if decision.deciding and vote.totals else None,
        "iso": decided_when(decision)[0][:10],
        "date": day(decided_when(decision)[0], lang),
        "parliament": words[f"parliament.{decision.parliament}.short"],
        "sources": [(vote_source(vote), words.t(f"source.{decision.parliament}_vote", n=vote.source_id))],
    }


EMBED = PageType("embed", "embed.html", _pages, _view, listed=False)
