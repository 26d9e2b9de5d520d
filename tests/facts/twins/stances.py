"""The slow twin of party stances: member by member, from the letters and the rules in prose."""

from __future__ import annotations

from votewatch.model.roll_call import RollCall

INDEPENDENTS = "Poslanci, ktorí nie sú členmi poslaneckých klubov"


def twin(roll_call: RollCall) -> dict[str, tuple[str, str | None, dict[str, int]]]:
    """Club -> (word, position, count of each letter), one member after the other."""
    assert roll_call.roster is not None
    assert roll_call.positions is not None
    counted: dict[str, dict[str, int]] = {}
    seat = 0
    for club, members in roll_call.roster.clubs:
        for _ in members:
            letter = roll_call.positions[seat]
            seat += 1
            row = counted.setdefault(club, dict.fromkeys("FABN0D-", 0))
            row[letter] += 1
    return {club: (*twin_word(club, row), row) for club, row in counted.items()}


def twin_word(club: str, row: dict[str, int]) -> tuple[str, str | None]:
    members = sum(n for letter, n in row.items() if letter != "-")
    pressed = row["F"] + row["A"] + row["B"]
    if club in ("NI", "", INDEPENDENTS):
        return "unaffiliated", None
    if pressed < members / 2:
        return "most_did_not_vote", None
    if pressed < 3:
        return "no_common_position", None
    for letter in "FAB":
        if row[letter] == pressed:
            return "all", letter
        others = [row[other] for other in "FAB" if other != letter]
        if row[letter] > max(others):
            return ("most", letter) if row[letter] * 100 >= pressed * 60 else ("split", None)
    return "no_common_position", None
