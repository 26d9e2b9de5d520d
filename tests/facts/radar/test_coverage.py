"""How much of what is asked for can be proved, against a slow twin that counts firm by firm."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.twins.coverage import twin
from votewatch.facts.radar.coverage import Coverage, Demand, cover, credit, demand, shown_state
from votewatch.model.skill import Asked, Entry, Importance, State

SKILLS = ("aws", "go", "helm", "python", "rust")
JOBS = {"1": "acme", "2": "acme", "3": "bolt", "4": "cog", "5": "dell", "6": "dell"}
ROW = st.builds(
    Asked, st.sampled_from([*JOBS, "closed"]), st.sampled_from(SKILLS), st.sampled_from(Importance), st.just("table:1")
)
ENTRY = st.builds(
    Entry, st.sampled_from(SKILLS), st.sampled_from(State), st.sampled_from([(), ("https://x",), ("https://x", "y")])
)
ASKED = st.lists(ROW, max_size=24)
REGISTRY = st.lists(ENTRY, max_size=5).map(lambda entries: {entry.skill: entry for entry in entries})
LEAST = st.integers(1, 4)


def asks(**firms: str) -> list[Asked]:
    """Rows of one posting for each firm, which is its own posting: ``acme="go python"``."""
    return [Asked(firm, s, Importance.MUST, "table:1") for firm, said in firms.items() for s in said.split()]


def covered(asked: list[Asked], *entries: Entry, least: int = 1) -> Coverage:
    """The coverage where each posting is of the firm that its id names."""
    return cover(demand(asked, {row.job: row.job for row in asked}), {entry.skill: entry for entry in entries}, least)


@given(ASKED, REGISTRY, LEAST)
def test_the_twin_counts_the_same(asked: list[Asked], registry: dict[str, Entry], least: int) -> None:
    score, rows, invisible = twin(asked, JOBS, registry, least)
    fast = cover(demand(asked, JOBS), registry, least)
    assert fast.score == score
    assert rows == {
        line.demand.skill: (
            line.demand.firms, line.demand.must_firms, line.demand.postings, line.counts, line.contribution, line.gain
        )
        for line in fast.lines
    }  # fmt: skip
    assert [line.demand.skill for line in fast.invisible] == invisible


@given(ASKED, REGISTRY, LEAST)
def test_contributions_sum_to_the_score_and_gains_to_the_rest(
    asked: list[Asked], registry: dict[str, Entry], least: int
) -> None:
    picture = cover(demand(asked, JOBS), registry, least)
    counts = any(line.counts for line in picture.lines)
    assert (picture.score is not None) == counts
    assert sum(line.contribution for line in picture.lines) == (picture.score or 0)
    assert sum(line.gain for line in picture.lines) == (1 - (picture.score or 0) if counts else 0)


@given(ASKED, REGISTRY, LEAST, st.sampled_from(SKILLS))
def test_another_artifact_never_lowers_the_score(
    asked: list[Asked], registry: dict[str, Entry], least: int, skill: str
) -> None:
    demands = demand(asked, JOBS)
    before = cover(demands, registry, least).score
    if skill in registry:
        registry = registry | {skill: replace(registry[skill], artifacts=(*registry[skill].artifacts, "https://new"))}
    after = cover(demands, registry, least).score
    assert (before is None and after is None) or (before is not None and after is not None and before <= after)


@given(ASKED, REGISTRY, LEAST, st.sampled_from(SKILLS))
def test_proving_a_skill_adds_exactly_its_gain(
    asked: list[Asked], registry: dict[str, Entry], least: int, skill: str
) -> None:
    demands = demand(asked, JOBS)
    before = cover(demands, registry, least)
    gain = {line.demand.skill: line.gain for line in before.lines if line.counts}
    if skill in gain and before.score is not None:
        proven = registry | {skill: Entry(skill, State.PROVEN, ("https://x",))}
        assert cover(demands, proven, least).score == before.score + gain[skill]


@given(ASKED, st.lists(st.tuples(st.sampled_from(["1", "2"]), st.sampled_from(SKILLS)), max_size=8))
def test_a_firm_that_repeats_a_skill_in_more_postings_weighs_no_more(
    asked: list[Asked], more: list[tuple[str, str]]
) -> None:
    asked = [*asked, *(Asked("1", skill, Importance.NICE, "table:1") for skill in SKILLS)]
    again = [Asked(job, skill, Importance.NICE, "model:x") for job, skill in more]
    before, after = demand(asked, JOBS), demand([*asked, *again], JOBS)
    assert {s: (d.firms, d.must_firms) for s, d in before.items()} == {
        s: (d.firms, d.must_firms) for s, d in after.items()
    }


@given(ASKED, st.data())
def test_the_order_of_rows_makes_no_difference(asked: list[Asked], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(asked))
    assert cover(demand(asked, JOBS), {}, 1) == cover(demand(shuffled, JOBS), {}, 1)


@given(ASKED, REGISTRY, LEAST)
def test_proven_without_an_artifact_counts_exactly_as_claimed(
    asked: list[Asked], registry: dict[str, Entry], least: int
) -> None:
    bare = {skill: replace(entry, artifacts=()) for skill, entry in registry.items()}
    said_less = {
        skill: replace(entry, state=State.CLAIMED) if entry.state is State.PROVEN else entry
        for skill, entry in bare.items()
    }
    assert cover(demand(asked, JOBS), bare, least) == cover(demand(asked, JOBS), said_less, least)


@given(ASKED, REGISTRY, LEAST)
def test_an_ignored_skill_counts_on_neither_side(asked: list[Asked], registry: dict[str, Entry], least: int) -> None:
    registry = registry | {"go": Entry("go", State.IGNORED, ("https://x",))}
    without = [row for row in asked if row.skill != "go"]
    whole, rest = cover(demand(asked, JOBS), registry, least), cover(demand(without, JOBS), registry, least)
    assert whole.score == rest.score
    assert [line for line in whole.lines if line.demand.skill != "go"] == list(rest.lines)


def test_a_skill_that_is_not_in_the_registry_counts_fully_against() -> None:
    asked = asks(acme="go python", bolt="go python")
    proven = Entry("python", State.PROVEN, ("https://x",))
    assert covered(asked, proven).score == Fraction(1, 2)
    assert covered(asked, proven, Entry("go", State.NONE)).score == Fraction(1, 2)
    assert covered(asked, proven, Entry("go", State.LEARNING)).score == Fraction(1, 2)


def test_skills_weigh_by_the_firms_that_name_them() -> None:
    asked = asks(acme="go python", bolt="python", cog="python")
    picture = covered(asked, Entry("python", State.PROVEN, ("https://x",)), Entry("go", State.CLAIMED))
    assert picture.score == Fraction(3, 4) + Fraction(1, 8)
    assert [(line.demand.skill, line.contribution, line.gain) for line in picture.lines] == [
        ("python", Fraction(3, 4), 0),
        ("go", Fraction(1, 8), Fraction(1, 8)),
    ]


def test_a_skill_that_too_few_firms_name_is_listed_and_does_not_count() -> None:
    picture = covered(asks(acme="go python", bolt="python"), Entry("go", State.CLAIMED), least=2)
    assert picture.score == 0
    assert [(line.demand.skill, line.counts, line.gain) for line in picture.lines] == [
        ("python", True, Fraction(1)),
        ("go", False, Fraction(0)),
    ]
    assert picture.invisible == ()


def test_nothing_in_demand_has_no_score() -> None:
    assert covered([]) == Coverage(None, (), ())
    assert covered(asks(acme="go"), Entry("go", State.IGNORED)).score is None
    assert covered(asks(acme="go"), least=2).score is None


def test_rows_of_postings_that_are_not_open_are_not_counted() -> None:
    rows = [Asked("1", "go", Importance.MUST, "table:1"), Asked("closed", "go", Importance.MUST, "table:1")]
    assert demand(rows, JOBS) == {"go": Demand("go", 1, 1, 1)}


def test_one_must_of_a_firm_makes_the_skill_its_must() -> None:
    rows = [
        Asked("1", "go", Importance.NICE, "table:1"),
        Asked("2", "go", Importance.MUST, "table:1"),
        Asked("3", "go", Importance.NICE, "table:1"),
    ]
    assert demand(rows, JOBS) == {"go": Demand("go", 2, 1, 3)}
    assert demand(rows, JOBS)["go"].must_share == Fraction(1, 2)


def test_what_is_claimed_and_shown_by_nothing_is_invisible_by_what_it_would_gain() -> None:
    asked = asks(acme="aws go helm python rust", bolt="go helm python rust", cog="python")
    picture = covered(
        asked,
        Entry("aws", State.CLAIMED),
        Entry("rust", State.CLAIMED),
        Entry("helm", State.PROVEN),
        Entry("python", State.CLAIMED),
        Entry("go", State.CLAIMED, ("https://x",)),
    )
    assert [line.demand.skill for line in picture.invisible] == ["python", "helm", "rust", "aws"]
    gains = [line.gain for line in picture.invisible]
    assert gains == sorted(gains, reverse=True)


@pytest.mark.parametrize(
    ("entry", "state", "part"),
    [
        (None, None, Fraction(0)),
        (Entry("go", State.PROVEN, ("https://x",)), State.PROVEN, Fraction(1)),
        (Entry("go", State.PROVEN), State.CLAIMED, Fraction(1, 2)),
        (Entry("go", State.CLAIMED), State.CLAIMED, Fraction(1, 2)),
        (Entry("go", State.CLAIMED, ("https://x",)), State.CLAIMED, Fraction(1, 2)),
        (Entry("go", State.LEARNING, ("https://x",)), State.LEARNING, Fraction(0)),
        (Entry("go", State.NONE), State.NONE, Fraction(0)),
        (Entry("go", State.IGNORED), State.IGNORED, Fraction(0)),
    ],
)
def test_an_entry_brings_a_part_of_its_skills_weight(entry: Entry | None, state: State | None, part: Fraction) -> None:
    assert (shown_state(entry), credit(entry)) == (state, part)
