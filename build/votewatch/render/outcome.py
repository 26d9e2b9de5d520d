"""How a decision ended, in one line of words."""

from __future__ import annotations

from markupsafe import Markup

from votewatch.facts.questions import NoQuestion
from votewatch.model.decision import Decision
from votewatch.model.eu_kinds import EuKind
from votewatch.model.vocabulary import EuResult, ForMeans, Parliament
from votewatch.render.words import Words, z

# What was adopted or not, where "adopted" alone would mislead: (word when passed, word when not).
_EU_WORDS = {
    ForMeans.OBJECT: ("objected", "not_objected"),
    ForMeans.DISCHARGE: ("discharged", "not_discharged"),
    ForMeans.GRANT_CONSENT: ("consented", "not_consented"),
    ForMeans.POSTPONE: ("postponed", "not_postponed"),
    ForMeans.REJECT: ("rejection", "no_rejection"),
}


def outcome_key(decision: Decision) -> str:
    """The key of the outcome's word."""
    if decision.parliament is Parliament.SK:
        return f"outcome.sk.{decision.outcome}"
    if decision.outcome is None:
        return "outcome.eu.none"
    passed = decision.outcome is EuResult.ADOPTED
    pair = _EU_WORDS.get(decision.for_means)
    if decision.no_question == NoQuestion.MANDATE:
        pair = ("mandate", "no_mandate")
    if decision.kind == EuKind.DISCHARGE and decision.for_means is ForMeans.REJECT:
        pair = ("refused_discharge", "not_refused_discharge")
    if decision.kind == EuKind.DISCHARGE and decision.for_means is ForMeans.ADOPT:
        pair = ("resolution_adopted", "resolution_not_adopted")
    if decision.kind == EuKind.OBJECTION_TO_ACT and decision.for_means is ForMeans.ADOPT:
        pair = ("let_passed", "not_let_passed")
    return f"outcome.eu.{pair[0 if passed else 1] if pair else decision.outcome}"


def outcome_tone(decision: Decision) -> str:
    """``passed``, ``failed`` or ``open``, for the page's marking of the line."""
    return "open" if decision.passed is None else "passed" if decision.passed else "failed"


def outcome_line(decision: Decision, words: Words) -> Markup:
    """ "Schválené: za hlasovalo 90 z 99 prítomných, potrebných bolo 90." """
    word = Markup('<strong class="outcome__word">{}</strong>').format(words[outcome_key(decision)])
    deciding = decision.deciding
    if deciding is None or deciding.totals is None or decision.passed is None:
        return words.t("line.bare", word=word)
    totals = deciding.totals
    voted = words.n("line.voted_for", totals.for_)
    needed = decision.majority.needed if decision.majority else None
    need = words.n("line.needed", needed) if needed is not None else None
    if decision.parliament is Parliament.SK and need is not None:
        of = z(totals.present)
        values = {"voted": voted, "z": of, "present": totals.present, "needed": need}
        return words.t("line.for_present", word=word, **values)
    if need is None:
        return words.t(
            "line.for_against_only", word=word, voted=voted, against=totals.against, abstained=totals.abstained
        )
    return words.t(
        "line.for_against", word=word, voted=voted, against=totals.against, abstained=totals.abstained, needed=need
    )


def stage(decision: Decision, words: Words) -> Markup:
    """ "tlač 733", "procedure 2021/0106(COD)" or "document C9-0104/2021"."""
    if decision.parliament is Parliament.SK:
        return words.t("stage.print", n=decision.key)
    return words.t("stage.procedure" if "(" in decision.key else "stage.document", n=decision.key)
