"""Party stances, against a slow twin that counts member by member."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.facts.twins.stances import INDEPENDENTS, twin
from votewatch.facts.stances import stances
from votewatch.ledger import files
from votewatch.model.decision import Stance
from votewatch.model.roll_call import RollCall, Roster, Totals
from votewatch.model.vocabulary import Parliament, Position, StanceKind

DATA = Path(__file__).parents[2] / "data"


def vote(**clubs: str) -> RollCall:
    """A roll call with these clubs and their letters."""
    letters = dict(sorted((name.replace("_", " "), text) for name, text in clubs.items()))
    start, rows = 1, []
    for name, text in letters.items():
        rows.append((name, tuple(range(start, start + len(text)))))
        start += len(text)
    return RollCall(
        "sk:9:v1", Parliament.SK, "2025-01-01T10:00", "Hlasovanie", None, None, "2025-01-02",
        positions="".join(letters.values()), roster=Roster(tuple(rows)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("letters", "kind", "position"),
    [
        ("FFFFFNN00", StanceKind.ALL, Position.FOR),
        ("B" * 10, StanceKind.ALL, Position.ABSTAINED),
        ("F" * 27 + "AABB", StanceKind.MOST, Position.FOR),
        ("FFFAA", StanceKind.MOST, Position.FOR),  # exactly 60%
        ("AAABBBFFFFF", StanceKind.SPLIT, None),  # 5 of 11 lead with 45%
        ("F" * 12 + "A" * 9 + "B" * 4, StanceKind.SPLIT, None),  # 48%
        ("FFFAAA", StanceKind.NO_COMMON_POSITION, None),  # a tie
        ("FFAABB", StanceKind.NO_COMMON_POSITION, None),
        ("FF", StanceKind.NO_COMMON_POSITION, None),  # two people are no club position
        ("FFF0000", StanceKind.MOST_DID_NOT_VOTE, None),  # three of seven
        ("FFFNNN", StanceKind.ALL, Position.FOR),  # three of six is not under half
        ("0000NN", StanceKind.MOST_DID_NOT_VOTE, None),
        ("DDDDDF", StanceKind.MOST_DID_NOT_VOTE, None),
        ("FFF----", StanceKind.ALL, Position.FOR),  # seats not sworn in are no members of the club
    ],
)
def test_a_clubs_stance_follows_from_those_who_pressed(
    letters: str, kind: StanceKind, position: Position | None
) -> None:
    [stance] = stances(vote(Klub_A=letters))
    assert (stance.kind, stance.position) == (kind, position)


@pytest.mark.parametrize("name", [INDEPENDENTS, "NI", ""])
def test_members_of_no_club_have_no_stance_and_keep_their_counts(name: str) -> None:
    [stance] = stances(vote(**{name: "FFFFA"}))
    assert (stance.kind, stance.position, stance.for_, stance.against) == (StanceKind.UNAFFILIATED, None, 4, 1)


def test_the_five_states_are_counted_apart() -> None:
    [stance] = stances(vote(Klub_A="FFFAABNNNN00000-"))
    counts = (stance.for_, stance.against, stance.abstained, stance.not_voting, stance.absent)
    assert counts == (3, 2, 1, 4, 5)
    assert stance.size == 15


def test_the_largest_club_comes_first_and_equals_go_by_name() -> None:
    found = stances(vote(Klub_C="FFF", Klub_B="FFF", Klub_A="F", Klub_D="FFFFF"))
    assert [stance.club for stance in found] == ["Klub D", "Klub B", "Klub C", "Klub A"]


def test_a_vote_without_positions_has_no_stances() -> None:
    assert stances(replace(vote(Klub_A="F"), positions=None, roster=None)) == ()


def differences(roll_call: RollCall, fast: tuple[Stance, ...]) -> list[str]:
    """Where the fast stances and the twin, or the counts and the printed totals, say different things."""
    slow = twin(roll_call)
    found = [] if {s.club for s in fast} == slow.keys() else [f"{roll_call.id}: other clubs"]
    for stance in fast:
        word, position, row = slow[stance.club]
        if (stance.kind, stance.position) != (word, position):
            found.append(f"{roll_call.id} {stance.club}: {stance.kind} and {word}")
        counts = (stance.for_, stance.against, stance.abstained, stance.not_voting, stance.absent)
        if counts != (row["F"], row["A"], row["B"], row["N"], row["0"] + row["D"]):
            found.append(f"{roll_call.id} {stance.club}: {counts} and {row}")
    printed = roll_call.totals
    sums = Totals(sum(s.for_ for s in fast), sum(s.against for s in fast), sum(s.abstained for s in fast))
    if printed and (printed.for_, printed.against, printed.abstained) != (sums.for_, sums.against, sums.abstained):
        found.append(f"{roll_call.id}: {sums} and {printed}")
    return found


@pytest.fixture(scope="module")
def with_positions() -> list[RollCall]:
    return [r for r in files.load(DATA) if r.positions is not None]


@pytest.mark.slow
def test_stances_and_totals_equal_the_twin_over_the_whole_ledger(with_positions: list[RollCall]) -> None:
    assert len(with_positions) >= 3574 + 1824
    assert [line for r in with_positions for line in differences(r, stances(r))] == []


def test_the_twin_sees_one_member_moved_and_one_word_changed(with_positions: list[RollCall]) -> None:
    roll_call = next(r for r in with_positions if r.id == "sk:9:v56965")
    first, *rest = stances(roll_call)
    moved = replace(first, for_=first.for_ - 1, against=first.against + 1)
    assert len(differences(roll_call, (moved, *rest))) == 2  # the club's counts and the printed totals
    renamed = replace(first, kind=StanceKind.SPLIT, position=None)
    assert len(differences(roll_call, (renamed, *rest))) == 1
