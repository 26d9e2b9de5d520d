"""The topics of a decision as its page says them: each with what it was found by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from votewatch.facts.topics import words_found
from votewatch.model.decision import Decision
from votewatch.model.topic import Law, Reason, ReasonKind, Topic
from votewatch.render.addresses import topic_path
from votewatch.render.site import Site
from votewatch.render.typography import bind
from votewatch.render.words import Words


@dataclass(frozen=True, slots=True)
class TopicLine:
    """``reason`` says what the topic was found by, in words."""

    path: str
    name: str
    reason: Markup


def topic_lines(site: Site, decision: Decision, words: Words) -> tuple[TopicLine, ...]:
    """The topics of a decision, in their own order; () where there is none."""
    return tuple(
        TopicLine(
            topic_path(found.topic),
            topic_name(site.topics[found.topic], words.lang),
            reason_words(site, decision, found.reasons, words),
        )
        for found in site.record.topics.get(decision.id, ())
    )


def topic_name(topic: Topic, lang: str) -> str:
    """What a topic is called, set for a page."""
    return bind(topic.names[lang], lang)


def reason_words(site: Site, decision: Decision, reasons: Iterable[Reason], words: Words) -> Markup:
    """ "mení sa zákon č. 300/2005 (Trestný zákon)", "podľa názvu: dôchodku", and so on."""
    by_kind: dict[ReasonKind, list[str]] = {}
    for reason in reasons:
        by_kind.setdefault(reason.kind, []).append(reason.value)
    parts = []
    for kind, values in by_kind.items():
        shown = list(dict.fromkeys(_shown(site, decision, kind, value, words) for value in values))
        by = words.n("topics.by_law", len(shown)) if kind is ReasonKind.LAW else words[f"topics.by_{kind}"]
        parts.append(Markup("{} {}").format(by, Markup(", ").join(shown)))
    return Markup("; ").join(parts)


def stem_words(stem: str) -> str:
    """A stem as a reader sees it: "zdravotn… starostlivost…"; what ends in "=" is a whole word."""
    return " ".join(one[:-1] if one.endswith("=") else f"{one}…" for one in stem.split())


def _shown(site: Site, decision: Decision, kind: ReasonKind, value: str, words: Words) -> Markup:
    if kind is ReasonKind.LAW:
        return words.t("topics.law", number=value, name=in_slovak(site.record.topic_table.laws[value].names[0], words))
    if kind is ReasonKind.STEM:
        return in_slovak(words_found(decision.title, value) or stem_words(value), words)
    return Markup('<span lang="en">{}</span>').format(value) if words.lang != "en" else Markup("{}").format(value)


def in_slovak(text: str, words: Words) -> Markup:
    """Slovak words on a page of either language."""
    return Markup("{}" if words.lang == "sk" else '<span lang="sk">{}</span>').format(text)


def topic_key(site: Site, decision: Decision) -> tuple[object, ...]:
    """All that the topic lines of a decision depend on."""
    found = site.record.topics.get(decision.id, ())
    laws: list[Law] = [
        site.record.topic_table.laws[r.value] for one in found for r in one.reasons if r.kind is ReasonKind.LAW
    ]
    return (found, [site.topics[one.topic].names for one in found], [law.names[0] for law in laws])
