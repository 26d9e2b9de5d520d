"""What a decision is about: by the source's word for the European Parliament, by its title for the NR SR.

A Slovak title hides the subject behind a law ("zákon č. 300/2005" is the criminal code), so laws speak first, and words
of the title only where no known law does. Several topics are allowed, none is an answer too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from votewatch.model.decision import Decision
from votewatch.model.errors import FactError
from votewatch.model.topic import Assigned, Reason, ReasonKind, TopicTable
from votewatch.model.vocabulary import Parliament

MOST = 3  # topics of one decision

_COUNCIL = r"(?:narodnej rady slovenskej republiky|slovenskej narodnej rady|federalneho zhromazdenia)"
# Slovak grammar tells what a bill amends: "mení zákon č. …" (nominative) is amended; "o zmene zákona č. …" and "v znení
# zákona č. …" (genitive) belong to the name or the history of another law.
_AMENDED = re.compile(
    rf"(?<!\w)(?:zakon(?: {_COUNCIL})?|ustava slovenskej republiky|[a-z]+ zakonnik|[a-z]+ poriadok)"
    r" ?c ?\. ?(\d+/\d{4})"
)
# Who proposes, up to what is proposed: names of people and of committees are no subject.
_PROPOSER = re.compile(
    r"^navrh (?:poslan|skupiny|vyboru|zahranicneho|vlady)[^ ]* .*?"
    r"(?= na (?:vydanie|prijatie|vykonanie|skratene|vyslovenie|odvolanie|volbu|vymenovanie|schvalenie|zmenu)\b)"
)
_COMMITTEE = re.compile(
    r"(vybor\w* (?:narodnej rady slovenskej republiky|nr ?sr)) pre (?:(?! na | o | a o |\. | a urcenie ).)*"
)
# What a new law changes in others, and by which laws an old one was amended before.
_BESIDE = re.compile(r" a o (?:zmene|doplneni)\b.*?(?= a ktor| v zneni |$)| v zneni .*?(?= a ktor|$)")
# Whose office is lost says nothing of what the decision is about.
_HOLDER = re.compile(r"(?<=vyslovil stratu verejnej funkcie) .*")
_RUN = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """``text`` in lower case, without marks on letters, with single blanks."""
    spread = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in spread if not unicodedata.combining(c)).casefold().split())


def amended_laws(title: str) -> tuple[str, ...]:
    """Numbers ("300/2005") of the laws that a Slovak title says are amended, each once, in the title's order."""
    return tuple(dict.fromkeys(_AMENDED.findall(folded(title))))


def subject(title: str) -> str:
    """The words of a Slovak title that may say what it is about (plain_words)."""
    text = _PROPOSER.sub("", folded(title))
    return plain_words(_HOLDER.sub("", _BESIDE.sub("", _COMMITTEE.sub(r"\1", text))))


def plain_words(text: str) -> str:
    """The runs of plain letters and digits of ``text``, folded, a blank around each: " o dani z prijmov "."""
    return f" {' '.join(_RUN.findall(folded(text)))} "


def holds(words: str, stem: str) -> bool:
    """Whether ``stem`` stands at the beginning of words in ``words`` (plain_words); "=" ends a whole word."""
    first, *more = stem.split()
    begins = f" {first[:-1]} " if first.endswith("=") else f" {first}"
    return begins in words and (not more or _pattern(stem).search(words) is not None)


def words_found(title: str, stem: str) -> str:
    """The words of ``title``, as they are written there, that ``stem`` finds first; "" where it finds none."""
    own = re.findall(r"\w+", title)
    parts = [(part.removesuffix("="), part.endswith("=")) for part in stem.split()]
    plain = [folded(word) for word in own]
    for start in range(len(own) - len(parts) + 1):
        here = plain[start : start + len(parts)]
        if all(
            word == part if whole else word.startswith(part) for word, (part, whole) in zip(here, parts, strict=True)
        ):
            return " ".join(own[start : start + len(parts)])
    return ""


@lru_cache(maxsize=4096)
def _pattern(stem: str) -> re.Pattern[str]:
    """Words side by side: " pitnej[a-z0-9]* vod"."""
    parts = (one[:-1] if one.endswith("=") else f"{one}[a-z0-9]*" for one in stem.split())
    return re.compile(f" {' '.join(parts)} ")


def topics_of(decision: Decision, table: TopicTable) -> tuple[Assigned, ...]:
    """The topics of one decision, those with most evidence first, then in the order of the table; () where none.

    Raises FactError for a name of the European Parliament that is in no topic.
    """
    if decision.parliament is Parliament.EU:
        return _from_source(decision, table)
    return topics_of_title(decision.title, table)


def topics_of_title(title: str, table: TopicTable) -> tuple[Assigned, ...]:
    """The topics of a Slovak title: by the known laws that it amends, and where these say nothing by its words.

    At most MOST: those that most laws (or stems) stand for, ties by the order of the table.
    """
    found: dict[str, list[Reason]] = defaultdict(list)
    for number in sorted(amended_laws(title), key=_by_year):
        law = table.laws.get(number)
        for slug in law.topics if law else ():
            found[slug].append(Reason(ReasonKind.LAW, number))
    if not found:
        words = subject(title)
        for topic in table.topics:
            found[topic.slug] += [Reason(ReasonKind.STEM, stem) for stem in topic.stems if holds(words, stem)]
    return _ranked(found, table)[:MOST]


def assign(decisions: Iterable[Decision], table: TopicTable) -> dict[str, tuple[Assigned, ...]]:
    """The topics of every decision by its id; decisions with none are in it too, with (). An empty table gives none."""
    return {decision.id: topics_of(decision, table) if table.topics else () for decision in decisions}


def _from_source(decision: Decision, table: TopicTable) -> tuple[Assigned, ...]:
    known = {name: topic.slug for topic in table.topics for name in topic.eu}
    found: dict[str, list[Reason]] = defaultdict(list)
    for name in decision.topics:
        if name not in known:
            raise FactError(f"{decision.id}: topic {name!r} of the European Parliament is in no topic's eu names")
        found[known[name]].append(Reason(ReasonKind.SOURCE, name))
    return _ranked(found, table)


def _ranked(found: dict[str, list[Reason]], table: TopicTable) -> tuple[Assigned, ...]:
    order = {topic.slug: place for place, topic in enumerate(table.topics)}
    chosen = sorted((slug for slug, reasons in found.items() if reasons), key=lambda s: (-len(found[s]), order[s]))
    return tuple(Assigned(slug, tuple(found[slug])) for slug in chosen)


def _by_year(number: str) -> tuple[int, int]:
    own, year = number.split("/")
    return int(year), int(own)
