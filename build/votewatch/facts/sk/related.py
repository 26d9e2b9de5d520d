"""Links between prints: a returned law and its original, a fast-track motion and its bill."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from votewatch.model.decision import Decision, Related
from votewatch.model.vocabulary import SkKind, SkOutcome

_MONTHS = (
    *("januára", "februára", "marca", "apríla", "mája", "júna"),
    *("júla", "augusta", "septembra", "októbra", "novembra", "decembra"),
)
_RETURNED = re.compile(r"^Zákon zo? (\d+)\. (\w+) (\d{4}),? (.*?),? vrátený prezident")
_PROPOSAL = re.compile(r"^.*?\b(?:návrhu?|vydanie) (?:\w+ )?zákona,? ?", re.IGNORECASE)
# Clerks shorten and mistype the name between two prints of one law ("v sieťových odvetviach znení"): the real pairs of
# term 9 are alike by 0.95 and more, or one name opens the other ("a o zmene a doplnení niektorých zákonov" was added).
_ALIKE = 0.93
_OPENING = 20
_BILLS = frozenset({SkKind.LAW, SkKind.CONSTITUTIONAL_LAW})


def related(decisions: Iterable[Decision]) -> dict[str, tuple[Related, ...]]:
    """Decision id -> its links, both ways. A link needs the same name; a number alone is never enough."""
    everything = list(decisions)
    links: dict[str, list[Related]] = defaultdict(list)
    for bill, returned in _returned_pairs(everything):
        links[bill.id].append(Related("returned_as", returned.id))
        links[returned.id].append(Related("returned_from", bill.id))
    for motion, bill in _fast_track_pairs(everything):
        links[motion.id].append(Related("fast_track_of", bill.id))
        links[bill.id].append(Related("fast_track", motion.id))
    return {key: tuple(found) for key, found in links.items()}


def law_name(title: str) -> str:
    """What the law is called, for comparing titles: proposer, case, quotes and spacing taken off."""
    match = _RETURNED.match(title)
    name = match.group(4) if match else _PROPOSAL.sub("", title, count=1)
    return re.sub(r"[\W_]+", "", name.casefold())


def same_law(one: str, other: str) -> bool:
    """Whether two titles name one law."""
    short, long = sorted((law_name(one), law_name(other)), key=len)
    if len(short) >= _OPENING and long.startswith(short):
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= _ALIKE


def _returned_pairs(decisions: list[Decision]) -> list[tuple[Decision, Decision]]:
    adopted: dict[str, list[Decision]] = defaultdict(list)
    for bill in decisions:
        if bill.kind in _BILLS and bill.outcome is SkOutcome.ADOPTED and bill.deciding is not None:
            adopted[bill.deciding.day].append(bill)
    pairs = []
    for law in decisions:
        match = _RETURNED.match(law.title) if law.kind == SkKind.RETURNED_LAW else None
        if match and match.group(2) in _MONTHS:
            day = f"{match.group(3)}-{_MONTHS.index(match.group(2)) + 1:02}-{int(match.group(1)):02}"
            found = [bill for bill in adopted[day] if same_law(bill.title, law.title)]
            if len(found) == 1:  # two of one name on one day: no link is better than a wrong one
                pairs.append((found[0], law))
    return pairs


def _fast_track_pairs(decisions: list[Decision]) -> list[tuple[Decision, Decision]]:
    """The bill is the next print; once it is the one before (261 -> 260)."""
    by_id = {decision.id: decision for decision in decisions}
    pairs = []
    for motion in decisions:
        if motion.kind != SkKind.FAST_TRACK_MOTION or not motion.key.isdigit():
            continue
        space = motion.id.rpartition(":")[0]
        for number in (int(motion.key) + 1, int(motion.key) - 1):
            bill = by_id.get(f"{space}:{number}")
            if bill is not None and bill.kind in _BILLS and same_law(bill.title, motion.title):
                pairs.append((motion, bill))
                break
    return pairs
