"""Which decisions a member's feed holds, beside a walk through every roll call."""

from __future__ import annotations

import pytest

from tests.render.small_record import record
from votewatch.facts import histories
from votewatch.model.decision import Decision
from votewatch.model.vocabulary import Parliament, Position
from votewatch.render.feeds.channels import recent


def slowly(newest: list[Decision], member: int, most: int) -> list[tuple[str, str]]:
    """The obvious way: look the member up on every roster, newest first."""
    found: list[tuple[str, str]] = []
    for decision in newest:
        vote = decision.deciding
        assert vote is not None
        assert vote.roster is not None
        seats = [seat for _, members in vote.roster.clubs for seat in members]
        letters = dict(zip(seats, vote.positions or "", strict=True))
        if letters.get(member, Position.NOT_A_MEMBER.value) != Position.NOT_A_MEMBER.value and len(found) < most:
            found.append((decision.id, letters[member]))
    return found


@pytest.mark.parametrize("most", [1, 2, 30])
@pytest.mark.parametrize("parliament", list(Parliament))
def test_a_feed_holds_the_last_decisions_on_which_a_member_had_a_seat(parliament: Parliament, most: int) -> None:
    decisions = histories.by_name(record().decisions, parliament)
    found = histories.of_members([d.deciding for d in decisions if d.deciding])
    assert found
    for member, history in found.items():
        told = [(decision.id, position.value) for decision, position in recent(decisions, history, most)]
        assert told == slowly(decisions[::-1], member, most)
