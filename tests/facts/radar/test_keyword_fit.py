"""How well a posting fits by its skills alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votewatch.facts.radar.keyword_fit import fit
from votewatch.facts.radar.picture import Scored
from votewatch.model.skill import Asked, Entry, Importance, State

SKILLS = ("aws", "go", "helm", "kafka", "linux", "python", "rust")
PROVEN = ("https://x",)


def asked(must: str = "", nice: str = "") -> list[Asked]:
    """Rows of one posting."""
    musts = [Asked("1", skill, Importance.MUST, "table:1") for skill in must.split()]
    return [*musts, *(Asked("1", skill, Importance.NICE, "table:1") for skill in nice.split())]


@pytest.mark.parametrize(
    ("must", "nice", "profile", "score"),
    [
        ("aws go helm kafka linux", "", "aws go helm kafka linux", 83),  # 10 of 12
        ("aws go helm kafka linux", "", "aws go", 33),
        ("aws go helm kafka", "linux python", "aws go helm kafka", 66),
        ("aws go helm kafka", "linux python", "linux python", 16),
        ("aws go helm kafka linux python", "rust", "aws go helm kafka linux python", 80),
        ("aws go helm kafka linux", "", "", 0),
        ("aws", "", "aws", 50),  # one skill alone is no full mark
        ("", "aws", "aws", 33),
    ],
)
def test_a_must_weighs_two_what_is_welcome_one_and_one_must_is_lacking(
    must: str, nice: str, profile: str, score: int
) -> None:
    assert fit(asked(must, nice), {}, profile.split()).score == score


@pytest.mark.parametrize(
    ("entry", "score"),
    [
        (Entry("go", State.PROVEN, PROVEN), 50),
        (Entry("go", State.PROVEN), 25),
        (Entry("go", State.CLAIMED), 25),
        (Entry("go", State.LEARNING, PROVEN), 0),
        (Entry("go", State.NONE), 0),
        (Entry("go", State.IGNORED), 0),
    ],
)
def test_a_skill_that_the_profile_does_not_name_counts_by_the_registry(entry: Entry, score: int) -> None:
    assert fit(asked("go"), {"go": entry}, []).score == score
    assert fit(asked("go"), {"go": entry}, ["go"]).score == 50


def test_the_reason_names_what_is_there_and_what_is_not_musts_first() -> None:
    rows = asked("rust go", "aws helm")
    assert fit(rows, {}, ["aws", "go"]).reason == "+ go, aws; − rust, helm"
    assert fit(rows, {}, ["aws", "go", "helm", "rust"]).reason == "+ go, rust, aws, helm"
    assert fit(rows, {}, []).reason == "− go, rust, aws, helm"


def test_the_reason_counts_what_is_claimed_among_what_is_there() -> None:
    registry = {"go": Entry("go", State.CLAIMED), "rust": Entry("rust", State.LEARNING)}
    assert fit(asked("go rust"), registry, []).reason == "+ go; − rust"


def test_the_reason_names_five_of_each_at_most() -> None:
    assert fit(asked(" ".join(SKILLS)), {}, SKILLS).reason == "+ aws, go, helm, kafka, linux"
    assert fit(asked(" ".join(SKILLS)), {}, []).reason == "− aws, go, helm, kafka, linux"


def test_an_advert_without_skills_fits_nothing_and_says_nothing() -> None:
    assert fit([], {"go": Entry("go", State.PROVEN, PROVEN)}, ["go"]) == Scored(0, "", "keywords")


ROWS = st.dictionaries(st.sampled_from(SKILLS), st.sampled_from(Importance)).map(
    lambda found: [Asked("1", skill, importance, "table:1") for skill, importance in found.items()]
)
REGISTRY = st.dictionaries(
    st.sampled_from(SKILLS), st.tuples(st.sampled_from(State), st.sampled_from([(), PROVEN]))
).map(lambda found: {skill: Entry(skill, *entry) for skill, entry in found.items()})
PROFILE = st.sets(st.sampled_from(SKILLS))


def points(scored: Scored) -> int:
    assert scored.score is not None
    return scored.score


@given(ROWS, REGISTRY, PROFILE)
def test_a_score_is_between_nothing_and_a_hundred_and_by_keywords(
    rows: list[Asked], registry: dict[str, Entry], profile: set[str]
) -> None:
    scored = fit(rows, registry, profile)
    assert 0 <= points(scored) <= 100
    assert scored.by == "keywords"
    assert bool(scored.reason) == bool(rows)


@given(ROWS, REGISTRY, PROFILE, st.sampled_from(SKILLS))
def test_another_skill_in_the_profile_never_lowers_the_score(
    rows: list[Asked], registry: dict[str, Entry], profile: set[str], skill: str
) -> None:
    assert points(fit(rows, registry, profile)) <= points(fit(rows, registry, profile | {skill}))


@given(ROWS, REGISTRY, PROFILE, st.sampled_from(["zig", "zsh"]))
def test_another_must_that_nobody_has_never_raises_the_score(
    rows: list[Asked], registry: dict[str, Entry], profile: set[str], skill: str
) -> None:
    more = [*rows, Asked("1", skill, Importance.MUST, "table:1")]
    assert points(fit(more, registry, profile)) <= points(fit(rows, registry, profile))


@given(ROWS, REGISTRY, PROFILE)
def test_the_order_of_rows_makes_no_difference(
    rows: list[Asked], registry: dict[str, Entry], profile: set[str]
) -> None:
    assert fit(rows, registry, profile) == fit(rows[::-1], registry, profile)
