"""A decision in a list: one headline, one outcome line, one slim bar, one date."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from votewatch.model.decision import Decision
from votewatch.render.addresses import decision_path
from votewatch.render.bar import Bar, bar, counts_of
from votewatch.render.outcome import outcome_key, outcome_tone
from votewatch.render.phrase import html
from votewatch.render.site import decided_when
from votewatch.render.wording import headline
from votewatch.render.words import Words, day


@dataclass(frozen=True, slots=True)
class Card:
    """``bar`` is None where the deciding vote published no totals."""

    path: str
    title: Markup
    outcome: Markup
    tone: str
    numbers: str
    bar: Bar | None
    iso: str
    date: str


def card(decision: Decision, words: Words) -> Card:
    """The card of a decision on the pages of one language."""
    when = decided_when(decision)[0]
    totals = decision.deciding.totals if decision.deciding and decision.passed is not None else None
    return Card(
        path=decision_path(decision.id),
        title=html(headline(decision, words), words.lang),
        outcome=words[outcome_key(decision)],
        tone=outcome_tone(decision),
        numbers=f"{totals.for_} : {totals.against}" if totals else "",
        bar=bar(counts_of(decision.deciding)) if decision.deciding and totals else None,
        iso=when[:10],
        date=day(when, words.lang),
    )


def card_key(decision: Decision) -> tuple[object, ...]:
    """All that a card depends on."""
    deciding = decision.deciding
    return (
        decision.id,
        decision.title,
        decision.kind,
        decision.outcome,
        decision.passed,
        decision.for_means,
        decided_when(decision),
        deciding and (deciding.totals, deciding.positions),
    )
