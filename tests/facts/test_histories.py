"""Histories: letters over a list of roll calls, and agreement between two of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.facts.twins.histories import twin_agreement, twin_letters
from votewatch.facts import histories
from votewatch.facts.histories import Agreement, History
from votewatch.model.roll_call import RollCall, Roster
from votewatch.model.vocabulary import Parliament

A, B = Roster((("X", (1, 2, 3)), ("Y", (4, 5)))), Roster((("X", (1, 3, 6, 7)), ("Y", (2, 5))))
LETTERS = st.text("FABN0D-.", min_size=1, max_size=80)


def vote(number: int, roster: Roster, letters: str) -> RollCall:
    when = f"2025-01-{number:02d}T10:00"
    return RollCall(f"sk:9:v{number}", Parliament.SK, when, "", None, None, "", letters, roster)


VOTES = [vote(1, A, "FFAFF"), vote(2, A, "BBBAA"), vote(3, B, "FFF0AA"), vote(4, A, "F0A-N")]


def test_a_history_has_a_letter_for_every_roll_call_and_a_dot_where_the_member_had_no_seat() -> None:
    found = histories.of_members(VOTES)
    assert {member: history.letters for member, history in found.items()} == {
        1: "FBFF", 2: "FBA0", 3: "ABFA", 4: "FA.-", 5: "FAAN", 6: "..F.", 7: "..0.",
    }  # fmt: skip


def test_every_history_is_its_slow_twin() -> None:
    for member, history in histories.of_members(VOTES).items():
        assert history.letters == twin_letters(VOTES, member)


def test_a_club_has_a_letter_only_where_its_members_had_a_common_position() -> None:
    # Y has two members, and three must press for a position; of X two of three are over 60 percent.
    assert {club: h.letters for club, h in histories.of_clubs(VOTES).items()} == {"X": "FBF."}


def test_a_member_is_compared_with_the_club_of_that_day() -> None:
    sat = histories.clubs_of_members(VOTES)
    assert sat[2] == {"X": 0b1011, "Y": 0b0100}
    own = histories.in_club(histories.of_clubs(VOTES), sat[2], len(VOTES))
    assert own.letters == "FB.."


@given(LETTERS, st.randoms(use_true_random=False))
def test_agreement_is_its_slow_twin(row: str, chance: object) -> None:
    other = "".join(chance.choice("FABN0D-.") for _ in row)  # type: ignore[attr-defined]
    assert histories.agreement(History.of(row), History.of(other)) == twin_agreement(row, other)


@given(LETTERS, LETTERS)
def test_what_agrees_and_what_differs_is_all_that_is_shared(one: str, other: str) -> None:
    a, b = History.of(one.ljust(80, ".")), History.of(other.ljust(80, "."))
    same, apart = histories.agreeing(a, b), histories.differing(a, b)
    assert Agreement(len(same), len(same) + len(apart)) == histories.agreement(a, b)
    assert not set(same) & set(apart)


@given(LETTERS, st.lists(st.sampled_from("N0D-."), max_size=30))
def test_absence_changes_no_agreement(row: str, absent: list[str]) -> None:
    longer, idle = row + "F" * len(absent), row + "".join(absent)
    found = histories.agreement(History.of(longer), History.of(idle))
    assert found == histories.agreement(History.of(row), History.of(row))
