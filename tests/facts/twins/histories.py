"""The slow twin of histories: one member, one roll call at a time."""

from __future__ import annotations

from collections.abc import Sequence

from votewatch.model.roll_call import RollCall


def twin_letters(roll_calls: Sequence[RollCall], member: int) -> str:
    """The member's letter in each roll call, "." where they were not on the roster."""
    row = ""
    for roll_call in roll_calls:
        assert roll_call.roster is not None
        assert roll_call.positions is not None
        letter, seat = ".", 0
        for _, members in roll_call.roster.clubs:
            for one in members:
                if one == member:
                    letter = roll_call.positions[seat]
                seat += 1
        row += letter
    return row


def twin_agreement(one: str, other: str) -> tuple[int, int]:
    """(same, shared) of two rows of letters."""
    same = shared = 0
    for a, b in zip(one, other, strict=True):
        if a in "FAB" and b in "FAB":
            shared += 1
            if a == b:
                same += 1
    return same, shared
