"""A member's record: attendance, votes on decisions, and how these compare with the clubs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.twins.people import twin_attendance, twin_compared
from votewatch.facts import eu, histories, sk
from votewatch.facts.histories import Agreement
from votewatch.facts.people import Attendance, Differing, Person, attendance, people
from votewatch.ledger import exceptions, files
from votewatch.model.roll_call import RollCall, Roster
from votewatch.model.vocabulary import Parliament, Position

DATA = Path(__file__).parents[2] / "data"
FIRST = Roster((("X", (1, 2, 3, 4)), ("Y", (5, 6, 7))))
MOVED = Roster((("X", (1, 2, 3)), ("Y", (4, 5, 6, 7))))


def vote(number: int, letters: str | None, roster: Roster = FIRST) -> RollCall:
    when = f"2025-01-{number:02d}T10:00"
    return RollCall(f"sk:9:v{number}", Parliament.SK, when, "", None, None, "", letters, roster if letters else None)


class Same(dict[str, str]):
    """Calls every club what the source calls it."""

    def __missing__(self, name: str) -> str:
        return name


AS_IS = Same()


def as_twin(found: Attendance) -> tuple[int, int, int, int, str, str]:
    return found.votes, found.absent, found.silent, found.unexplained, found.first, found.last


def test_attendance_counts_absence_apart_from_presence_without_a_vote() -> None:
    found = attendance([vote(1, "F00NFFF"), vote(2, "F0N0FFF"), vote(3, None)])
    assert found[2] == Attendance(votes=2, absent=2, silent=0, unexplained=0, first="2025-01-01", last="2025-01-02")
    assert (found[3].absent, found[3].silent, found[3].without_vote) == (1, 1, 2)


def test_a_seat_not_sworn_in_could_not_vote_and_is_not_counted() -> None:
    found = attendance([vote(1, "-FFFFF-"), vote(2, "0FFFFF-"), vote(3, "FFFFFF-")])
    assert as_twin(found[1]) == (2, 1, 0, 0, "2025-01-02", "2025-01-03")
    assert 7 not in found


def test_a_vote_that_the_record_of_the_ep_does_not_name_is_neither_absence_nor_silence() -> None:
    [found] = {attendance([vote(1, "DDDDDDD")])[m] for m in (1, 7)}
    assert (found.absent, found.silent, found.unexplained, found.without_vote) == (0, 0, 1, 1)


def test_a_member_is_compared_with_most_of_the_club_of_that_day() -> None:
    votes = [vote(1, "FFFAAAA"), vote(2, "FFFAAAF", MOVED)]
    found = people(votes, votes, AS_IS)
    assert found[4].differing == (Differing(0, "X", Position.AGAINST, Position.FOR),)
    assert found[4].with_club == Agreement(1, 2)
    assert found[7].differing == (Differing(1, "Y", Position.FOR, Position.AGAINST),)
    assert found[4].clubs == (("X", Agreement(0, 2)), ("Y", Agreement(2, 2)))


def test_absence_differs_from_nobody() -> None:
    votes = [vote(1, "FFF0AAA"), vote(2, "FFFNAAA")]
    assert people(votes, votes, AS_IS)[4] == Person("0N", attendance(votes)[4], Agreement(0, 0), (), ())


def test_a_member_who_sat_while_nothing_was_decided_has_attendance_alone() -> None:
    found = people([vote(1, "FFFFAAA")], [vote(1, "FFFFAAA"), vote(2, "FF", Roster((("Z", (8, 9)),)))], AS_IS)
    assert (found[8].letters, found[8].attendance.votes, found[8].clubs) == (".", 1, ())


def test_a_club_that_the_source_renamed_is_one_club() -> None:
    renamed = Roster((("Old X", (1, 2, 3, 4)), ("Y", (5, 6, 7))))
    votes = [vote(1, "FFFAFFF", renamed), vote(2, "FFFAAAA")]
    found = people(votes, votes, {"Old X": "x", "X": "x", "Y": "y"})[4]
    assert found.with_club == Agreement(0, 2)
    assert [(d.place, d.club) for d in found.differing] == [(0, "x"), (1, "x")]
    assert found.clubs == (("x", Agreement(0, 2)), ("y", Agreement(1, 2)))


def test_a_club_that_nobody_named_is_an_error() -> None:
    with pytest.raises(KeyError, match="Y"):
        people([vote(1, "FFFAAAA")], [vote(1, "FFFAAAA")], {"X": "x"})


@given(st.lists(st.tuples(st.text("FABN0D-", min_size=7, max_size=7), st.sampled_from([FIRST, MOVED])), max_size=12))
def test_every_record_is_its_slow_twin(rows: list[tuple[str, Roster]]) -> None:
    votes = [vote(number, letters, roster) for number, (letters, roster) in enumerate(rows, 1)]
    agree_with_the_twins(votes, votes)


@pytest.mark.slow
@pytest.mark.parametrize(("parliament", "count"), [(Parliament.SK, 187), (Parliament.EU, 1260)])
def test_the_record_of_every_member_is_its_slow_twin(parliament: Parliament, count: int) -> None:
    roll_calls = files.load(DATA, parliament)
    decide = sk.decide if parliament is Parliament.SK else eu.decide
    listed = [entry for entry in exceptions.load(DATA) if entry.id.startswith(parliament.value)]
    decided = [d.deciding for d in histories.by_name(decide(roll_calls, listed), parliament) if d.deciding]
    assert len(agree_with_the_twins(decided, roll_calls)) >= count


def agree_with_the_twins(decided: list[RollCall], roll_calls: list[RollCall]) -> dict[int, Person]:
    found = people(decided, roll_calls, AS_IS)
    assert {member: as_twin(person.attendance) for member, person in found.items()} == twin_attendance(roll_calls)
    with_clubs, otherwise, with_own = twin_compared(decided)
    for member, person in found.items():
        assert list(person.with_club) == with_own[member]
        assert [(d.place, d.club, d.own, d.most) for d in person.differing] == otherwise[member]
        assert {club: (a.same, a.shared) for club, a in person.clubs} == {
            club: (with_clubs[member][club, True], with_clubs[member][club, True] + with_clubs[member][club, False])
            for club in {club for club, _ in with_clubs[member]}
        }
    return found
