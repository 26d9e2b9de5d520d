"""Headlines and questions without a model: templates around the shortened official title.

A reader's *yes* is always the deciding vote's *for*: every template of ``ask`` is chosen by what *for* meant.
"""

from __future__ import annotations

from markupsafe import Markup

from votewatch.model.decision import Decision, Majority
from votewatch.model.errors import FactError
from votewatch.model.eu_kinds import EuKind
from votewatch.model.vocabulary import ForMeans, MajorityRule, Parliament, SkKind, SkOutcome
from votewatch.render import titles_eu, titles_sk
from votewatch.render.phrase import Phrase, Run, fill, joined
from votewatch.render.titles_sk import Form, ShortTitle
from votewatch.render.typography import bind, quoted
from votewatch.render.words import Words, z

_RESOLUTIONS = frozenset({EuKind.OWN_INITIATIVE_RESOLUTION, EuKind.TOPICAL_RESOLUTION})
_ASKED_BY_KIND = frozenset({EuKind.LEGISLATIVE_FIRST, EuKind.CONSULTATION, EuKind.BUDGET})


def headline(decision: Decision, words: Words) -> Phrase:
    """The short name of a decision on the pages of one language."""
    if decision.parliament is Parliament.EU:
        passes = decision.kind == EuKind.OBJECTION_TO_ACT and decision.for_means is ForMeans.ADOPT
        if decision.kind == EuKind.DISCHARGE and (parts := titles_eu.discharge(decision.title)):
            year, body = (Run(parts[0], words.lang),), (Run(parts[1], "en"),)
            return fill(words.text("headline.eu.discharge_year"), words.lang, year=year, body=body)
        key = "let_pass" if passes else decision.kind
        title = titles_eu.short_title(decision.title)
        return fill(words.text(f"headline.eu.{key}"), words.lang, title=_title(title, words.lang))
    short = titles_sk.short_title(decision.title)
    key, slots = _sk_slots(short, words.lang)
    phrase = fill(words.text(f"headline.sk.{key}"), words.lang, **slots)
    if short.others and short.form in (Form.AMENDS, Form.AMENDS_CODE):
        phrase = joined([*phrase, Run(words.text("headline.sk.and_others"), words.lang)])
    frame = {SkKind.FAST_TRACK_MOTION: "fast_track", SkKind.RETURNED_LAW: "returned"}.get(SkKind(decision.kind))
    if frame and (short.form is not Form.OTHER):
        phrase = fill(words.text(f"headline.sk.{frame}"), words.lang, rest=_lower(phrase))
    return phrase


def question(decision: Decision, words: Words) -> Phrase:
    """The question of a decision that has one. Raises FactError when no template fits what *for* meant."""
    if decision.no_question is not None:
        raise FactError(f"{decision.id} has no question: {decision.no_question}")
    if decision.parliament is Parliament.EU:
        return _eu_question(decision, words)
    short = titles_sk.short_title(decision.title, whole=True)
    key, slots = _sk_slots(short, words.lang)
    ask = _sk_ask(decision, short)
    if ask == "consent":
        return fill(words.text(f"ask.sk.{key}"), words.lang, name=slots["name"])
    thing = {part: fill(words.text(f"{part}.sk.{key}"), words.lang, **slots) for part in ("object", "debated")}
    phrase = fill(words.text(f"ask.sk.{ask}"), words.lang, **thing)
    if short.others:
        phrase = joined([*phrase, Run(words.text("ask.sk.also_others"), words.lang)])
    return phrase


def for_means_key(decision: Decision) -> str:
    """The key of the words that say what a vote *for* meant on the deciding vote."""
    if decision.parliament is Parliament.EU:
        return f"for_means.eu.{eu_meaning(decision.kind, decision.for_means)}"
    if decision.outcome == SkOutcome.REJECTED_FIRST_READING:
        return "for_means.sk.first_reading"
    if decision.kind == SkKind.RETURNED_LAW and decision.for_means is ForMeans.ADOPT:
        return "for_means.sk.with_comments"
    if decision.kind == SkKind.TREATY and decision.for_means is ForMeans.ADOPT:
        return f"for_means.sk.{'ending' if 'vypoved' in decision.title else 'treaty'}"
    if decision.kind == SkKind.NO_CONFIDENCE and decision.for_means is ForMeans.ADOPT:
        return "for_means.sk.no_confidence"
    return f"for_means.sk.{decision.for_means}"


def eu_meaning(kind: str, means: ForMeans) -> str:
    """What *for* meant, told apart where one word of the vocabulary covers two things."""
    if kind == EuKind.OBJECTION_TO_ACT and means is ForMeans.ADOPT:
        return "let_pass"
    if kind == EuKind.DISCHARGE and means is ForMeans.REJECT:
        return "refuse_discharge"
    if kind == EuKind.DISCHARGE and means is ForMeans.ADOPT:
        return "discharge_resolution"
    return means


def _sk_ask(decision: Decision, short: ShortTitle) -> str:
    if decision.outcome == SkOutcome.REJECTED_FIRST_READING and decision.for_means is ForMeans.ADOPT:
        return "first_reading"
    if decision.kind == SkKind.TREATY and decision.for_means is ForMeans.ADOPT and short.form is Form.CONSENT:
        return "consent"
    if decision.kind == SkKind.RETURNED_LAW:
        if decision.for_means is ForMeans.OVERRIDE_VETO:
            return "override_veto" if short.form is Form.NEW else "override_veto_change"
        if decision.for_means is ForMeans.ADOPT:
            return "with_comments"
    if decision.for_means is ForMeans.ADOPT:
        return "adopt"
    raise FactError(f"{decision.id}: no question is worded for {decision.kind} and {decision.for_means}")


def _eu_question(decision: Decision, words: Words) -> Phrase:
    means, kind = decision.for_means, decision.kind
    if kind == EuKind.OBJECTION_TO_ACT and means in (ForMeans.OBJECT, ForMeans.ADOPT):
        key = "object" if means is ForMeans.OBJECT else "let_pass"
    elif kind == EuKind.CONSENT and means is ForMeans.GRANT_CONSENT:
        key = "consent"
    elif kind == EuKind.DISCHARGE and means in (ForMeans.DISCHARGE, ForMeans.REJECT):
        key = "discharge" if means is ForMeans.DISCHARGE else "refuse_discharge"
    elif kind in _RESOLUTIONS and means is ForMeans.ADOPT:
        key = "resolution"
    elif kind in _ASKED_BY_KIND and means is ForMeans.ADOPT:
        key = kind
    else:
        raise FactError(f"{decision.id}: no question is worded for {kind} and {means}")
    if kind == EuKind.DISCHARGE and (parts := titles_eu.discharge(decision.title)):
        body = _title(quoted(parts[1], words.lang), words.lang)
        year = (Run(parts[0], words.lang),)
        return fill(words.text(f"ask.eu.{key}_year"), words.lang, year=year, body=body)
    title = quoted(titles_eu.short_title(decision.title, whole=True), words.lang)
    return fill(words.text(f"ask.eu.{key}"), words.lang, title=_title(title, words.lang))


def _title(title: str, lang: str) -> Phrase:
    # The quotation marks are the page's; only the words are English.
    if lang != "en" and title[:1] == "„":
        return (Run("„", lang), Run(title[1:-1], "en"), Run("“", lang))
    return (Run(title, "en"),)


def _sk_slots(short: ShortTitle, lang: str) -> tuple[str, dict[str, Phrase]]:
    """The template's key and what goes into it."""
    key = str(short.form)
    if short.form is Form.AMENDS and not short.name:
        key = "amends_number"
    elif short.form is Form.CONSENT and "vypoved" in short.name:
        key = "consent_ending"  # yes to ending a treaty is no to the treaty
    elif short.constitutional:
        key = f"{short.form}_constitutional"
    elif short.form is Form.NEW and short.name.startswith(","):
        key = "new_purpose"
    name = short.name
    if lang != "sk":  # the Slovak name stands in brackets, as a name
        noun = {Form.NEW: "zákon", Form.AMENDS: "zákon", Form.REPEALS: "zákon", Form.CONSENT: "súhlas"}.get(short.form)
        if noun:
            noun = "ústavný zákon" if short.constitutional else noun
            name = noun + name if name.startswith(",") else f"{noun} {name}"
        elif short.form is Form.AMENDS_MANY:
            name = f"niektoré zákony {name}".strip()
    slots: dict[str, Phrase] = {
        "name": (Run(bind(name, "sk"), "sk"),),
        "number": (Run(bind(short.number or "", "sk"), lang if lang == "sk" else "sk"),),
        "genitive": (Run(short.genitive, "sk"),),
        "english": (Run(short.english, "en"),),
    }
    return key, slots


def _lower(phrase: Phrase) -> Phrase:
    first = phrase[0]
    if first.text[:1].isupper() and first.text[1:2].islower():
        return (Run(first.text[0].lower() + first.text[1:], first.lang), *phrase[1:])
    return phrase


def majority_words(majority: Majority | None, words: Words) -> Markup | None:
    """The majority that was needed, with its number where the record allows one."""
    if majority is None:
        return None
    if majority.rule is MajorityRule.COMPONENT_AND_THREE_FIFTHS or majority.needed is None:
        key = majority.rule if majority.rule is MajorityRule.COMPONENT_AND_THREE_FIFTHS else MajorityRule.UNKNOWN
        return words[f"majority.{key}"]
    base = majority.base or 0
    return words.t(f"majority.{majority.rule}", needed=majority.needed, base=base, z=z(base))
