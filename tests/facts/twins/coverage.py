"""The slow twin of coverage: skill by skill and firm by firm, from the rule in prose.

A skill weighs as many firms as name it. One that fewer than ``least`` name, or that the owner ignores, is left out.
Proven with an artifact brings the whole weight, proven without one and claimed half of it, everything else nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from votewatch.model.skill import Asked, Entry

# Skill -> firms, firms that call it a must, postings, whether it counts, what it adds, what proving it would add.
Rows = dict[str, tuple[int, int, int, bool, Fraction, Fraction]]


def twin(
    asked: Sequence[Asked], firms: Mapping[str, str], registry: Mapping[str, Entry], least: int
) -> tuple[Fraction | None, Rows, list[str]]:
    """The score, the row of each skill in demand, and the invisible skills, the greatest gain first."""
    wanted = sorted({row.skill for row in asked if row.job in firms})
    weights = {skill: len(naming(skill, asked, firms, ("must", "nice"))) for skill in wanted}
    counted = [skill for skill in wanted if weights[skill] >= least and word(skill, registry) != "ignored"]
    total = sum(weights[skill] for skill in counted)
    halves = 0
    rows: Rows = {}
    for skill in wanted:
        musts = len(naming(skill, asked, firms, ("must",)))
        postings = len({row.job for row in asked if row.skill == skill and row.job in firms})
        added = gained = Fraction(0)
        if skill in counted:
            part = {"proven": 2, "claimed": 1}.get(word(skill, registry), 0)
            halves += part * weights[skill]
            added = Fraction(part * weights[skill], 2 * total)
            gained = Fraction((2 - part) * weights[skill], 2 * total)
        rows[skill] = (weights[skill], musts, postings, skill in counted, added, gained)
    invisible = [skill for skill in counted if word(skill, registry) == "claimed" and not registry[skill].artifacts]
    # The names are in order already, and sorting keeps it among equals.
    invisible.sort(key=lambda skill: -weights[skill])
    return (Fraction(halves, 2 * total) if total else None), rows, invisible


def naming(skill: str, asked: Sequence[Asked], firms: Mapping[str, str], words: tuple[str, ...]) -> set[str]:
    """The firms that ask for a skill in one of these words."""
    found = set()
    for firm in set(firms.values()):
        for row in asked:
            if row.skill == skill and firms.get(row.job) == firm and row.importance.value in words:
                found.add(firm)
    return found


def word(skill: str, registry: Mapping[str, Entry]) -> str:
    """The state that counts, "unreviewed" where the registry has none."""
    if skill not in registry:
        return "unreviewed"
    said = registry[skill].state.value
    return "claimed" if said == "proven" and not registry[skill].artifacts else said
