"""Readers' answers to one question beside parliament's vote, ready to print: both halves, n, the day, the label."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from votewatch.facts.readers import PERCENTAGES_FROM, Committed, verdict
from votewatch.model.decision import Decision
from votewatch.model.readers import Verdict
from votewatch.model.roll_call import Totals
from votewatch.model.vocabulary import Parliament, Position
from votewatch.render.addresses import decision_path
from votewatch.render.bar import Bar, bar
from votewatch.render.cards import headlines
from votewatch.render.outcome import outcome_key
from votewatch.render.phrase import html
from votewatch.render.site import Site, decided_when
from votewatch.render.typography import NBSP
from votewatch.render.words import Words, day, number


@dataclass(frozen=True, slots=True)
class Half:
    """One side of the comparison: its name and base, what it is made of, and its bar."""

    name: Markup
    parts: Markup
    bar: Bar


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One question in a list. ``sample`` says beside the number who the readers are; ``iso`` is the tally's day."""

    path: str
    title: Markup
    outcome: Markup
    date: str
    parliament: Half
    readers: Half
    sample: Markup
    iso: str
    committed: Markup


def shown(site: Site) -> dict[Verdict, list[tuple[Decision, Committed]]]:
    """The questions whose count may be listed, by verdict, newest decision first. Those in doubt have none."""
    found: dict[Verdict, list[tuple[Decision, Committed]]] = {kind: [] for kind in Verdict}
    for decision, committed in listed(site):
        if committed.count.id not in site.in_doubt:
            found[verdict_of(site, decision, committed)].append((decision, committed))
    return found


def listed(site: Site) -> list[tuple[Decision, Committed]]:
    """Every decision whose question has a count that may be listed, newest decision first."""
    found = [
        (site.by_id[decision], site.listed_counts[question.id])
        for decision, question in site.questions.items()
        if question.id in site.listed_counts
    ]
    return sorted(found, key=lambda pair: (decided_when(pair[0]), pair[0].id), reverse=True)


def verdict_of(site: Site, decision: Decision, committed: Committed) -> Verdict:
    """What may be said of a committed count beside the decision."""
    count, least = committed.count, site.look.verdict_min_answers
    return verdict(count.yes, count.no, passed=bool(decision.passed), least=least)


def row(site: Site, decision: Decision, committed: Committed, words: Words) -> ReaderRow:
    """The row of one question in a list."""
    lang = words.lang
    return ReaderRow(
        path=decision_path(decision.id),
        title=html(site.headline(decision, words), lang),
        outcome=words[outcome_key(decision)],
        date=day(decided_when(decision)[0], lang),
        parliament=parliament_half(decision, words),
        readers=readers_half(committed, words),
        sample=words.n("readers.sample", committed.count.n),
        iso=committed.day,
        committed=words.t("readers.committed", date=day(committed.day, lang)),
    )


def row_key(site: Site, decision: Decision, committed: Committed) -> tuple[object, ...]:
    """All that a row depends on."""
    deciding = decision.deciding
    titled = (headlines(site, decision), decision.id, decision.title, decision.kind, decision.outcome)
    return (
        *titled,
        decision.passed,
        decision.for_means,
        decided_when(decision),
        deciding and deciding.totals,
        committed,
    )


def parliament_half(decision: Decision, words: Words) -> Half:
    """The deciding vote: for, against, abstained and, in the NR SR, present without voting, of those present."""
    totals = decision.deciding.totals if decision.deciding else None
    if totals is None:
        raise ValueError(f"{decision.id}: has a question, but no counts of a deciding vote")
    counts = _positions(totals)
    keys = {Position.FOR: "for", Position.AGAINST: "against", Position.ABSTAINED: "abstained"}
    parts = [words.t(f"line.part_{keys.get(p, 'not_voting')}", n=n) for p, n in counts.items() if n or p in keys]
    base = words.n("question.voting" if decision.parliament is Parliament.EU else "question.present", totals.present)
    name = words.t("readers.half", name=words[f"parliament.{decision.parliament}.short"], base=base)
    return Half(name, Markup(", ").join(parts), bar(counts))


def _positions(totals: Totals) -> dict[Position, int]:
    silent = totals.present - totals.for_ - totals.against - totals.abstained
    return {
        Position.FOR: totals.for_,
        Position.AGAINST: totals.against,
        Position.ABSTAINED: totals.abstained,
        Position.NOT_VOTING: silent,
    }


def readers_half(committed: Committed, words: Words) -> Half:
    """Yes and no; shares as well from as many answers as the decision's page asks for."""
    count = committed.count
    yes, no = (number(part, words.lang) for part in (count.yes, count.no))
    if count.n >= PERCENTAGES_FROM:
        whole = (200 * count.yes + count.n) // (2 * count.n)  # half up, as the page's script rounds
        yes, no = f"{yes} ({percent(whole, words.lang)})", f"{no} ({percent(100 - whole, words.lang)})"
    name = words.t("readers.half", name=words["question.readers"], base=words.n("question.answers", count.n))
    parts = [words.t("question.part_yes", n=yes), words.t("question.part_no", n=no)]
    return Half(name, Markup(", ").join(parts), bar({Position.FOR: count.yes, Position.AGAINST: count.no}))


def percent(whole: int, lang: str) -> str:
    """ "54 %" in Slovak, "54%" in English."""
    return f"{whole}{NBSP}%" if lang == "sk" else f"{whole}%"
