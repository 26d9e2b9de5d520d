"""The slow twin of the match's arithmetic (site_src/js/pages/match-count.js), in words of the rule."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any


def twin_compared(letters: str, answers: list[dict[str, Any]], parliament: str) -> dict[str, Any]:
    """What one row of letters shares with answers ``{"place", "yes"}``."""
    votes = []
    for answer in answers:
        letter = letters[answer["place"]]
        if letter == ".":
            continue
        how = "neither"
        if letter == "F":
            how = "same" if answer["yes"] else "otherwise"
        if letter == "A" or (letter == "B" and parliament == "sk"):
            how = "otherwise" if answer["yes"] else "same"
        votes.append({"place": answer["place"], "yes": answer["yes"], "letter": letter, "how": how})
    same = len([vote for vote in votes if vote["how"] == "same"])
    shared = len([vote for vote in votes if vote["how"] != "neither"])
    return {"same": same, "shared": shared, "votes": votes}


def twin_ordered(rows: list[dict[str, Any]], floor: int) -> list[str]:
    """Names, of plain letters: by share where ``floor`` answers are shared, then the others; equal ones by the place
    of the surname, which members alone have, then by name.
    """
    enough = [row for row in rows if row["shared"] >= floor]
    enough.sort(key=lambda row: (-Fraction(row["same"], row["shared"]), row.get("surname", 0), row["name"]))
    few = [row for row in rows if row["shared"] < floor]
    few.sort(key=lambda row: (row.get("surname", 0), row["name"]))
    return [row["name"] for row in enough + few]


def twin_percent(same: int, shared: int) -> int:
    """Whole percent, half up."""
    exact = Fraction(100 * same, shared)
    whole = exact.numerator // exact.denominator
    return whole + (exact - whole >= Fraction(1, 2))


def unpacked(row: str) -> str:
    """Letter after letter, each as often as the number behind it says."""
    return "".join(letter * int(count or 1) for letter, count in re.findall(r"(\D)(\d*)", row))
