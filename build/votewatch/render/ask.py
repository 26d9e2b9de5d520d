"""The question on a page: what its form and its script need to know."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from votewatch.facts.readers import LEAD, PERCENTAGES_FROM
from votewatch.model.decision import Decision
from votewatch.render.phrase import html, plain
from votewatch.render.questions import months_after
from votewatch.render.site import Site
from votewatch.render.typography import NBSP, bind
from votewatch.render.wording import for_means_key, question
from votewatch.render.words import Words, day


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the component shows it; days are ISO, ``*_text`` as they are read in the page's language."""

    id: str
    text: Markup
    opened: str
    closes: str | None
    opened_text: str
    closes_text: str
    replaces: str  # the words of the question in whose place this one stands, "" when it is the first
    archive: bool
    months_after: int
    decision: str
    action: str
    lang: str
    declaration: bool
    for_means_line: Markup
    parliament_for: int
    parliament_against: int
    parliament_abstained: int
    parliament_present: int
    parliament_name: Markup
    verdict_min_answers: int
    lead: int = LEAD
    percentages_from: int = PERCENTAGES_FROM
    doubt: Markup | None = None  # said in the verdict's place while the answers are in doubt


def asked(site: Site, decision: Decision, words: Words) -> Asked | None:
    """The question of a decision; None where none is asked."""
    stored = site.questions.get(decision.id)
    totals = decision.deciding.totals if decision.deciding else None
    if stored is None or totals is None:
        return None
    lang = words.lang
    today = question(decision, words)
    frozen = stored.words(lang)
    # The wording is the published one. Only its marks of language are worked out anew, which needs the same words.
    same = plain(today).replace(NBSP, " ") == frozen
    return Asked(
        id=stored.id,
        text=html(today, lang) if same else escape(bind(frozen, lang)),
        opened=stored.opened,
        closes=stored.closes,
        opened_text=day(stored.opened, lang),
        replaces=stored.replaces.words(lang) if stored.replaces else "",
        closes_text=day(stored.closes, lang) if stored.closes else "",
        archive=stored.closes is None,
        months_after=months_after(decision, stored),
        decision="passed" if decision.passed else "failed",
        action=f"{site.look.api_url}/api/polls/{stored.id}",
        lang=lang,
        declaration=decision.declaration,
        for_means_line=words[for_means_key(decision)],
        parliament_for=totals.for_,
        parliament_against=totals.against,
        parliament_abstained=totals.abstained,
        parliament_present=totals.present,
        parliament_name=words[f"parliament.{decision.parliament}.short"],
        verdict_min_answers=site.look.verdict_min_answers,
        doubt=doubt(site, stored.id, words),
    )


def doubt(site: Site, question_id: str, words: Words) -> Markup | None:
    """Since when the verdict on a question is withdrawn, and why; None where it is not."""
    flag = site.in_doubt.get(question_id)
    if flag is None:
        return None
    return words.t("committed.doubt", date=day(flag.since, words.lang), reason=flag.words(words.lang))
