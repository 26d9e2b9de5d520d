"""Agreement between clubs and their cohesion, over decisions."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.twins.agreement import twin_pair, twin_rows, twin_words
from votewatch.facts import agreement, eu, sk
from votewatch.facts.agreement import Cohesion, over, pairs, percent
from votewatch.facts.histories import Agreement, by_name
from votewatch.facts.stances import stances
from votewatch.ledger import corrections, exceptions, files
from votewatch.model.roll_call import RollCall, Roster
from votewatch.model.vocabulary import Parliament

DATA = Path(__file__).parents[2] / "data"
NONE = "Poslanci, ktorí nie sú členmi poslaneckých klubov"
ROSTER = Roster((("Klub A", (1, 2, 3)), ("Klub B", (4, 5, 6, 7)), ("Klub C", (8, 9, 10)), (NONE, (11, 12, 13))))
NAMES = {"Klub A": "a", "Klub B": "b", "Klub C": "c", NONE: "none"}
VOTE = st.text("FABN0", min_size=13, max_size=13)


def vote(number: int, letters: str, roster: Roster = ROSTER) -> RollCall:
    when = f"2025-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}T10:00"
    return RollCall(f"sk:9:v{number}", Parliament.SK, when, "", None, None, "", letters, roster)


def clubs(votes: list[RollCall]) -> dict[str, agreement.ClubOver]:
    return over([stances(v) for v in votes], NAMES)


def test_two_clubs_are_compared_where_both_had_a_common_position() -> None:
    # A: for, for, too few, absent. B: for, against, for, for. C: against, against, for, most did not vote.
    votes = [
        vote(1, "FFF" "FFFA" "AAA" "FFF"), vote(2, "FFF" "AAAA" "AAA" "AAA"),
        vote(3, "FA0" "FFFF" "FFF" "FAF"), vote(4, "000" "FFFF" "B00" "000"),
    ]  # fmt: skip
    found = pairs(clubs(votes))
    assert (found["a", "b"], found["b", "c"], found["a", "c"]) == (Agreement(1, 2), Agreement(2, 3), Agreement(0, 2))


def test_a_club_is_counted_under_the_word_for_how_it_voted() -> None:
    letters = ["FFFF", "FFFA", "FFAB", "FFAA", "F000", "0000"]
    found = clubs([vote(i, f"FFF{four}FFFFFF") for i, four in enumerate(letters)])
    assert found["b"].cohesion == Cohesion(all=1, most=1, split=1, no_common_position=1, most_did_not_vote=2)
    assert (found["b"].cohesion.total, found["b"].cohesion.with_position) == (6, 2)


def test_members_without_a_club_have_no_cohesion_and_stand_in_no_pair() -> None:
    found = clubs([vote(1, "F" * 13), vote(2, "A" * 13)])
    assert found["none"].cohesion is None
    assert found["none"].history.letters == ".."
    assert [stance.for_ for stance in found["none"].stances if stance] == [3, 0]
    assert {name for pair in pairs(found) for name in pair} == {"a", "b", "c"}


def test_a_club_that_was_renamed_is_one_club() -> None:
    later = Roster((("Klub A nový", (1, 2, 3)), ("Klub B", (4, 5, 6, 7))))
    votes = [vote(1, "F" * 13), vote(2, "AAAAAAA", later)]
    found = over([stances(v) for v in votes], NAMES | {"Klub A nový": "a"})
    assert found["a"].history.letters == "FA"
    assert pairs(found)["a", "b"] == Agreement(2, 2)


def test_two_names_of_one_club_on_one_vote_are_an_error() -> None:
    with pytest.raises(ValueError, match=r"'Klub A' is on one vote twice"):
        over([stances(vote(1, "F" * 13))], NAMES | {"Klub B": "a"})


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(9, 9, None), (0, 10, 0), (10, 10, 100), (1, 200, 1), (1, 201, 0), (999, 1000, 100), (1, 8, None), (13, 104, 13),
     (25, 1000, 3), (24, 1000, 2), (0, 0, None)],
)  # fmt: skip
def test_a_share_is_whole_percent_and_there_is_none_under_ten(part: int, whole: int, shown: int | None) -> None:
    assert percent(part, whole) == shown


@given(st.lists(VOTE, min_size=1, max_size=30))
def test_the_matrix_is_symmetric_and_is_its_slow_twin(letters: list[str]) -> None:
    votes = [vote(i, text) for i, text in enumerate(letters)]
    found, rows = pairs(clubs(votes)), twin_rows(votes)
    assert found.keys() == set(permutations("abc", 2))
    for one, other in permutations(["Klub A", "Klub B", "Klub C"], 2):
        assert found[NAMES[one], NAMES[other]] == twin_pair(rows, one, other)
        assert found[NAMES[one], NAMES[other]] == found[NAMES[other], NAMES[one]]


@given(st.lists(VOTE, min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_decisions_changes_nothing(letters: list[str], chance: random.Random) -> None:
    votes = [vote(i, text) for i, text in enumerate(letters)]
    before = clubs(votes)
    chance.shuffle(votes)
    after = clubs(votes)
    assert pairs(before) == pairs(after)
    assert {name: club.cohesion for name, club in before.items()} == {n: c.cohesion for n, c in after.items()}


@given(st.lists(VOTE, min_size=1, max_size=30))
def test_a_pair_shares_no_more_than_either_has_positions_and_every_decision_is_counted_once(letters: list[str]) -> None:
    found = clubs([vote(i, text) for i, text in enumerate(letters)])
    for (one, other), both in pairs(found).items():
        counted = [found[name].cohesion for name in (one, other)]
        assert 0 <= both.same <= both.shared <= min(c.with_position for c in counted if c)
        assert {c.total for c in counted if c} == {len(letters)}


@given(st.lists(VOTE, min_size=1, max_size=20))
def test_those_absent_change_no_agreement(letters: list[str]) -> None:
    # Nobody of A presses anything on the votes added.
    votes = [vote(i, text) for i, text in enumerate(letters)]
    more = [vote(100 + i, "0N0" + text[3:]) for i, text in enumerate(letters)]
    before, after = pairs(clubs(votes)), pairs(clubs(votes + more))
    assert (before["a", "b"], before["a", "c"]) == (after["a", "b"], after["a", "c"])


@pytest.mark.slow
@pytest.mark.parametrize("parliament", list(Parliament))
def test_agreement_and_cohesion_are_their_twins_over_the_whole_record(parliament: Parliament) -> None:
    roll_calls = corrections.apply(files.load(DATA), corrections.load(DATA))
    decide = sk.decide if parliament is Parliament.SK else eu.decide
    decisions = by_name(decide(roll_calls, exceptions.load(DATA)), parliament)
    names = {stance.club for d in decisions for stance in d.stances}
    fast = over([d.stances for d in decisions], {name: name for name in names})
    rows = twin_rows([d.deciding for d in decisions if d.deciding])
    assert len(rows) == len(decisions) >= {Parliament.SK: 836, Parliament.EU: 1558}[parliament]
    matrix = pairs(fast)
    assert len(matrix) >= {Parliament.SK: 7 * 6, Parliament.EU: 9 * 8}[parliament]
    for one, other in matrix:
        assert matrix[one, other] == twin_pair(rows, one, other)
    for name, club in fast.items():
        words = twin_words(rows, name)
        if club.cohesion is None:
            assert set(words) == {"unaffiliated"}
        else:
            assert club.cohesion._asdict() == {field: words[field] for field in Cohesion._fields}
