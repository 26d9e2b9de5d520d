"""A decision in a list: one headline, one outcome line, one slim bar, one date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from votewatch.model.decision import Decision
from votewatch.model.roll_call import Totals
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path
from votewatch.render.bar import Bar, bar, counts_of
from votewatch.render.outcome import outcome_key, outcome_tone, stage
from votewatch.render.phrase import html
from votewatch.render.site import Site, decided_when
from votewatch.render.words import LANGUAGES, Words, day, z


@dataclass(frozen=True, slots=True)
class Card:
    """``bar`` is None where the deciding vote published no totals; ``item`` is said where headlines are alike."""

    path: str
    title: Markup
    outcome: Markup
    tone: str
    numbers: Markup
    bar: Bar | None
    iso: str
    date: str
    item: Markup | None


def cards(site: Site, decisions: Iterable[Decision], words: Words) -> tuple[Card, ...]:
    """The cards of a list. Where two would have the same headline, each says its print or procedure as well."""
    shown = list(decisions)
    titles = [html(site.headline(d, words), words.lang) for d in shown]
    alike = Counter(titles)
    return tuple(_card(d, title, words, alike[title] > 1) for d, title in zip(shown, titles, strict=True))


def _card(decision: Decision, title: Markup, words: Words, told_apart: bool) -> Card:
    when = decided_when(decision)[0]
    totals = decision.deciding.totals if decision.deciding and decision.passed is not None else None
    return Card(
        path=decision_path(decision.id),
        title=title,
        outcome=outcome_word(decision, words),
        tone=outcome_tone(decision),
        numbers=_numbers(decision, totals, words) if totals else Markup(""),
        bar=bar(counts_of(decision.deciding)) if decision.deciding and totals else None,
        iso=when[:10],
        date=day(when, words.lang),
        item=stage(decision, words) if told_apart else None,
    )


def outcome_word(decision: Decision, words: Words) -> Markup:
    """How a decision ended, in the word that lists say: "Schválené", "Schválené, neskôr vrátené"."""
    return words["decision.returned"] if _returned(decision) else words[outcome_key(decision)]


def _returned(decision: Decision) -> bool:
    return any(r.relation == "returned_as" for r in decision.related)


def _numbers(decision: Decision, totals: Totals, words: Words) -> Markup:
    """For and against; in the NR SR for of those present, because a share of those is what passes."""
    if decision.parliament is Parliament.SK:
        return words.t("card.for_of", n=totals.for_, z=z(totals.present), present=totals.present)
    return words.t("card.for_against", n=totals.for_, against=totals.against)


def card_key(site: Site, decision: Decision) -> tuple[object, ...]:
    """All that a card depends on."""
    deciding = decision.deciding
    return (*list_key(site, decision), deciding and (deciding.totals, deciding.positions))


def list_key(site: Site, decision: Decision) -> tuple[object, ...]:
    """What a list depends on that says a decision's headline, outcome and day, and no count."""
    return (
        headlines(site, decision),
        decision.id,
        decision.title,
        decision.kind,
        decision.outcome,
        decision.passed,
        decision.for_means,
        decision.no_question,
        _returned(decision),
        decided_when(decision),
        decision.deciding and decision.deciding.id,
    )


def headlines(site: Site, decision: Decision) -> tuple[str | None, ...]:
    """The written headlines of a decision, None where its templates speak: what pages that name it depend on."""
    texts = [site.text(decision, lang) for lang in LANGUAGES]
    return tuple(text.headline if text else None for text in texts)
