"""What *yes* means: the verb of a question asks for what a vote for asked for, and for nothing else."""

from __future__ import annotations

import re

from votewatch.llm.brief import Brief
from votewatch.llm.lists_words import begins, stands_in, table
from votewatch.model.vocabulary import ForMeans

_SAME = {
    ForMeans.ADOPT: "pass",
    ForMeans.OVERRIDE_VETO: "pass",
    ForMeans.ELECT: "pass",
    ForMeans.GRANT_FAST_TRACK: "pass",
    ForMeans.DISCHARGE: "pass",
    ForMeans.GRANT_CONSENT: "pass",
    ForMeans.REJECT: "reject",
    ForMeans.RETURN: "return",
    ForMeans.STOP: "stop",
    ForMeans.OBJECT: "object",
    ForMeans.POSTPONE: "postpone",
}
_SENSES = ("reject", "return", "stop", "object", "postpone", "pass")
_OR_NOT = re.compile(r",?\s+(?:alebo nie|or not)(?=\s*\?)", re.IGNORECASE)
_NEGATED = {
    "sk": re.compile(
        r"(?<!\w)(?:nemá|nemajú|nemal\w*|neschv\w+|neprij\w+|nie|neudel\w+|nesúhlas\w+|nezmen\w+|nevyd\w+|nepodpor\w+"
        r"|nepokra\w+|nebol\w*|neplat\w*|nezav\w+|bez schválenia|proti)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\w)(?:no(?!\.\s?\d)|not|never|against|\w+n['’]t|without|instead of|rather than|unchanged)(?!\w)",
        re.IGNORECASE,
    ),
}
# "the returned act" says which one, and asks nothing.
_CAME_BACK = re.compile(r"(?<=the )returned(?= \w)")
_TO_STOP = {
    "sk": re.compile(r"nepokra\w+", re.IGNORECASE),
    "en": re.compile(r"not (?=continue|proceed)|discontinue", re.IGNORECASE),
}


def sense(question: str, language: str) -> str:
    """What the first verb of ``question`` asks for: a name of the verb list, or "" when none of its verbs is there.

    The first listed verb counts, not the strongest: "reject the law that amends" asks to reject.
    """
    verbs = table("verbs")
    low = _CAME_BACK.sub(" ", question.casefold())
    best = (len(low), "")
    for name in _SENSES:
        for hit in begins(low, verbs[name][language]):
            best = min(best, (re.search(rf"(?<!\w){re.escape(hit)}", low).start(), name))  # type: ignore[union-attr]
    return best[1]


def disagreeing(brief: Brief, question: str, language: str) -> tuple[str, ...]:
    """Words of ``question`` that turn its *yes* away from a vote for; also when no verb can be recognised."""
    wanted = _SAME.get(brief.for_means)
    if wanted is None:
        return (f"for means {brief.for_means.value}",)
    asked = _OR_NOT.sub("", question)
    found = sense(asked, language)
    bad = [] if found == wanted else [f"asks to {found or 'do what no known verb says'}, not to {wanted}"]
    rest = _TO_STOP[language].sub("", asked) if wanted == "stop" else asked
    bad += [
        hit
        for hit in _NEGATED[language].findall(rest)
        if not stands_in(hit, brief.title) and not (wanted == "object" and hit in ("proti", "against"))
    ]
    verbs = table("verbs")
    for name in _SENSES[:-1]:
        if name == "return" and brief.for_means is ForMeans.OVERRIDE_VETO:
            continue  # "the returned act": what is asked about has come back
        if name != wanted and not _titled(brief, verbs[name]):
            bad += begins(asked, verbs[name][language])
    return tuple(dict.fromkeys(bad))


def directed(brief: Brief, text: str, language: str) -> tuple[str, ...]:
    """Words of ``text`` that say what a proposal does (repeal, ban, raise …) where the title says no such thing."""
    found: list[str] = []
    for group in table("verbs")["directions"].values():
        if not _titled(brief, group):
            found += begins(text, group[language])
    return tuple(dict.fromkeys(found))


def _titled(brief: Brief, stems: dict[str, list[str]]) -> bool:
    return bool(begins(brief.title, stems["sk"]) or begins(brief.title, stems["en"]))
