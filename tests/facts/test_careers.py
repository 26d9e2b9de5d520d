"""Which club a member belonged to, and from when to when."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.twins.people import twin_joined, twin_spans
from votewatch.facts.careers import of_periods, recorded
from votewatch.ledger import files, groups
from votewatch.model.member import ClubSpan, Membership
from votewatch.model.roll_call import RollCall, Roster
from votewatch.model.vocabulary import Parliament

DATA = Path(__file__).parents[2] / "data"
NONE = "Poslanci, ktorí nie sú členmi poslaneckých klubov"


def vote(number: int, day: str, letters: str = "FFF", **clubs: tuple[int, ...]) -> RollCall:
    roster = Roster(tuple((NONE if club == "none" else club, members) for club, members in sorted(clubs.items())))
    return RollCall(f"sk:9:v{number}", Parliament.SK, f"{day}T10:00", "", None, None, "", letters, roster)


class Same(dict[str, str]):
    """Calls every club what the source calls it."""

    def __missing__(self, name: str) -> str:
        return name


AS_IS = Same()


def spans(*roll_calls: RollCall) -> dict[int, list[tuple[str | None, str, str | None]]]:
    return {member: [(s.club, s.start, s.end) for s in found] for member, found in recorded(roll_calls, AS_IS).items()}


def test_a_change_of_club_lies_between_two_days_of_votes() -> None:
    found = spans(vote(1, "2025-01-01", A=(1, 2), B=(3,)), vote(2, "2025-02-01", A=(1,), B=(2, 3)))
    assert found[2] == [("A", "2025-01-01", "2025-01-01"), ("B", "2025-02-01", "2025-02-01")]
    assert found[1] == [("A", "2025-01-01", "2025-02-01")]


def test_a_day_of_votes_without_the_member_parts_two_spans() -> None:
    days = ["2025-01-01", "2025-02-01", "2025-03-01"]
    found = spans(*(vote(i, d, A=(1, 2, 3) if i != 1 else (2, 3, 4)) for i, d in enumerate(days)))
    assert found[1] == [("A", days[0], days[0]), ("A", days[2], days[2])]
    assert found[2] == [("A", days[0], days[2])]


def test_a_day_counts_with_its_last_vote() -> None:
    found = spans(vote(1, "2025-01-01", none=(1,), A=(2, 3)), vote(2, "2025-01-01", A=(1, 2, 3)))
    assert found[1] == [("A", "2025-01-01", "2025-01-01")]


def test_a_roster_that_comes_back_within_a_day_counts_as_it_was_last() -> None:
    morning, noon = vote(1, "2025-01-01", none=(1,), A=(2, 3)), vote(2, "2025-01-01", A=(1, 2, 3))
    evening = replace(morning, id="sk:9:v3")
    assert evening.roster is morning.roster
    assert spans(morning, noon, evening)[1] == [(NONE, "2025-01-01", "2025-01-01")]


def test_before_the_record_names_a_club_nobody_is_called_independent() -> None:
    found = spans(vote(1, "2025-01-01", none=(1, 2, 3)), vote(2, "2025-01-02", none=(1,), A=(2, 3)))
    assert found[1] == [(None, "2025-01-01", "2025-01-01"), (NONE, "2025-01-02", "2025-01-02")]


def test_a_seat_not_sworn_in_is_no_seat() -> None:
    assert spans(vote(1, "2025-01-01", "-FF", A=(1, 2, 3)), vote(2, "2025-01-02", A=(1, 2, 3)))[1] == [
        ("A", "2025-01-02", "2025-01-02")
    ]


def periods(*rows: tuple[str, str, str | None]) -> tuple[ClubSpan, ...]:
    return of_periods([Membership(1, *row) for row in rows], {"EPP": "epp", "PPE": "epp", "NI": "ni"})[1]


def test_periods_of_one_group_that_follow_each_other_are_one() -> None:
    found = periods(
        ("EPP", "2024-07-16", None), ("PPE", "2019-07-02", "2024-07-15"), ("NI", "2019-06-01", "2019-07-01")
    )
    assert found == (ClubSpan("ni", "2019-06-01", "2019-07-01"), ClubSpan("epp", "2019-07-02", None))


def test_a_day_between_two_periods_of_one_group_keeps_them_apart() -> None:
    assert len(periods(("EPP", "2019-07-02", "2020-01-31"), ("EPP", "2020-02-02", None))) == 2


def test_a_club_that_the_source_renamed_is_one_span() -> None:
    votes = [vote(1, "2025-01-01", A=(1, 2, 3)), vote(2, "2025-01-02", B=(1, 2, 3))]
    assert recorded(votes, {"A": "a", "B": "a"})[1] == (ClubSpan("a", "2025-01-01", "2025-01-02"),)


@given(st.lists(st.tuples(st.permutations(range(1, 6)), st.text("FA0-", min_size=5, max_size=5),
                          st.integers(0, 5), st.integers(1, 4)), max_size=10))  # fmt: skip
def test_every_span_is_its_slow_twin(rows: list[tuple[list[int], str, int, int]]) -> None:
    votes = [
        vote(i, f"2025-01-{day:02d}", letters, A=tuple(order[:cut]), none=tuple(order[cut:]))
        for i, (order, letters, cut, day) in enumerate(rows)
    ]
    assert spans(*votes) == twin_spans(votes)


@pytest.mark.slow
def test_the_spans_of_every_member_of_the_national_council_are_their_slow_twins() -> None:
    roll_calls = files.load(DATA, Parliament.SK)
    assert spans(*roll_calls) == twin_spans(roll_calls)


def test_the_groups_of_every_member_of_the_ep_are_their_slow_twins() -> None:
    memberships = groups.load_memberships(DATA / "ledger/eu/memberships.jsonl")
    for member, found in of_periods(memberships, AS_IS).items():
        twins = twin_joined([(m.group, m.start, m.end) for m in memberships if m.member == member])
        assert [(s.club, s.start, s.end) for s in found] == twins, member


@pytest.mark.slow
def test_on_every_day_of_votes_the_periods_of_the_ep_name_the_group_of_the_roster() -> None:
    found = of_periods(groups.load_memberships(DATA / "ledger/eu/memberships.jsonl"), AS_IS)
    wrong = set()
    for roll_call in files.load(DATA, Parliament.EU):
        for club, members in roll_call.roster.clubs if roll_call.roster else ():
            for member in members:
                held = {s.club for s in found.get(member, ()) if s.start <= roll_call.day <= (s.end or "9")}
                if held != ({club} if club else set()):
                    wrong.add((member, roll_call.day, club))
    assert wrong == set()
