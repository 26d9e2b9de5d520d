"""Readers' answers on a decision's page, as they were committed: readable without script and without the API."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from votewatch.facts.readers import Committed
from votewatch.model.decision import Decision
from votewatch.model.readers import Flag, Verdict
from votewatch.render.ask import doubt
from votewatch.render.reader_rows import Half, readers_half, verdict_of
from votewatch.render.site import Site
from votewatch.render.words import Words, day, number


@dataclass(frozen=True, slots=True)
class Counted:
    """``line`` tells how many answers there are, which sways nobody. The rest is there once ``listed``: the question's
    window is past. ``half`` is None under the number of answers from which a split is shown.
    """

    line: Markup
    listed: bool
    archive: bool
    heading: Markup
    half: Half | None
    sample: Markup
    few: Markup
    verdict: Markup | None
    doubt: Markup | None


def committed_key(site: Site, decision: Decision) -> tuple[Committed | None, Committed | None, Flag | None]:
    """All that the block of a decision depends on besides its question."""
    question = site.questions.get(decision.id)
    if question is None:
        return None, None, None
    return (
        site.newest_counts.get(question.id),
        site.listed_counts.get(question.id),
        site.in_doubt.get(question.id),
    )


def counted(site: Site, decision: Decision, words: Words) -> Counted | None:
    """The block of a decision; None while nothing has been committed about its question."""
    newest, listed, flag = committed_key(site, decision)
    if newest is None:
        return None
    lang, least = words.lang, site.look.verdict_min_answers
    line = words.t(
        "committed.n",
        date=day(newest.day, lang),
        answers=words.n("question.answers", newest.count.n),
        refused=number(newest.count.refused, lang),
    )
    shown = listed or newest
    told = listed if listed and listed.count.n >= least else None
    kind = verdict_of(site, decision, told) if told and not flag else Verdict.FEW
    return Counted(
        line=line,
        listed=listed is not None,
        archive=site.questions[decision.id].closes is None,
        heading=words.t("committed.heading", date=day(shown.day, lang)),
        half=readers_half(told, words) if told else None,
        sample=words.n("readers.sample", shown.count.n),
        few=words.t("committed.few", least=least),
        verdict=words[f"question.{kind}"] if kind is not Verdict.FEW else None,
        doubt=doubt(site, newest.count.id, words),
    )
