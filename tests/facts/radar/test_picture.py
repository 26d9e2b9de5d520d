"""Everything that the radar's page shows, out of postings, the registry and what was read out of adverts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votewatch.facts.radar.location_gate import LocationGate, Ruling, Verdict
from votewatch.facts.radar.picture import SAMPLES, Judged, Picture, Scored, draw, judge
from votewatch.facts.radar.role_gate import RoleGate
from votewatch.model.geography import Geography
from votewatch.model.posting import Posting, WorkModel
from votewatch.model.skill import Asked, Entry, Importance, State

WANTED = Ruling(Verdict.KEEP, "title", "sre")
OTHER = Ruling(Verdict.DROP, "title-other", "Baker")
EMEA = Ruling(Verdict.KEEP, "emea", "emea")
UNSURE = Ruling(Verdict.AMBIGUOUS, "placeless", "remote")
ABROAD = Ruling(Verdict.DROP, "foreign-city", "berlin")


def posting(number: int, company: str = "Acme", title: str = "SRE", places: tuple[str, ...] = ("EMEA",)) -> Posting:
    return Posting(f"lever:x:{number}", "lever", company, title, places, WorkModel.REMOTE, "https://x", "", "")


def kept(number: int, company: str = "Acme", place: Ruling = EMEA) -> Judged:
    return Judged(posting(number, company), WANTED, place)


def asks(number: int, skill: str, by: str = "table:1", importance: Importance = Importance.MUST) -> Asked:
    return Asked(f"lever:x:{number}", skill, importance, by)


def drawn(judged: list[Judged], asked: list[Asked], *entries: Entry, known: str = "", least: int = 1) -> Picture:
    registry = {entry.skill: entry for entry in entries}
    return draw(judged, asked, registry, {}, known.split(), least=least)


@pytest.mark.parametrize(
    ("role", "place", "passed", "reason"),
    [
        (WANTED, EMEA, True, "emea"),
        (WANTED, UNSURE, True, "placeless"),
        (WANTED, ABROAD, False, "foreign-city"),
        (OTHER, None, False, "title-other"),
    ],
)
def test_a_posting_passes_when_neither_gate_drops_it(
    role: Ruling, place: Ruling | None, passed: bool, reason: str
) -> None:
    judged = Judged(posting(1), role, place)
    assert (judged.kept, judged.reason) == (passed, reason)


def test_a_place_is_asked_for_only_where_the_title_passed() -> None:
    places = LocationGate(Geography({"freedonia": "FD", "sylvania": "SY"}, {}, {}), "FD")
    roles = RoleGate(["sre"], ["intern"])
    postings = [
        posting(1, places=("Freedonia",)),
        posting(2, places=("Sylvania",)),
        posting(3, title="Baker", places=("Freedonia",)),
        posting(4, title="SRE intern", places=("Sylvania",)),
    ]
    judged = judge(postings, roles, places)
    assert [one.posting for one in judged] == postings
    assert [(one.kept, one.reason) for one in judged] == [
        (True, "home"),
        (False, "single-country"),
        (False, "title-other"),
        (False, "title-unwanted"),
    ]
    assert [one.place is None for one in judged] == [False, False, True, True]


def test_the_best_scored_come_first_and_those_without_a_score_last() -> None:
    judged = [kept(number) for number in range(1, 6)]
    scores = {"lever:x:2": Scored(90), "lever:x:3": Scored(0), "lever:x:4": Scored(90), "lever:x:5": Scored(None, "no")}
    picture = draw(judged, [], {}, scores, [], least=1)
    assert [(one.posting.id, scored.score) for one, scored in picture.kept] == [
        ("lever:x:2", 90),
        ("lever:x:4", 90),
        ("lever:x:3", 0),
        ("lever:x:1", None),
        ("lever:x:5", None),
    ]


def test_only_postings_that_passed_are_counted() -> None:
    judged = [kept(1), Judged(posting(2, "Bolt"), WANTED, ABROAD), Judged(posting(3, "Cog"), OTHER, None)]
    picture = drawn(judged, [asks(number, "go") for number in (1, 2, 3, 4)])
    assert [(line.demand.skill, line.demand.firms, line.demand.postings) for line in picture.coverage.lines] == [
        ("go", 1, 1)
    ]
    assert (picture.firms, picture.read, len(picture.kept)) == (1, 3, 1)


def test_one_firm_in_two_spellings_counts_once() -> None:
    judged = [kept(1, "Grafana Labs"), kept(2, "Grafana, Inc."), kept(3, "Aiven Oy")]
    picture = drawn(judged, [asks(1, "go"), asks(2, "go"), asks(3, "rust")])
    assert [(line.demand.skill, line.demand.firms) for line in picture.coverage.lines] == [("go", 1), ("rust", 1)]
    assert picture.firms == 2


def test_the_score_is_the_coverages() -> None:
    judged = [kept(1, "Acme"), kept(2, "Bolt")]
    asked = [asks(1, "go"), asks(2, "go"), asks(2, "rust")]
    entry = Entry("go", State.PROVEN, ("https://x",))
    assert drawn(judged, asked, entry).coverage.score == Fraction(2, 3)
    assert drawn(judged, asked, entry, least=2).coverage.score == 1
    assert drawn(judged, asked, entry, least=3).coverage.score is None


def test_names_that_the_table_does_not_have_are_listed_most_wanted_first() -> None:
    judged = [kept(1, "Acme"), kept(2, "Bolt"), kept(3, "Bolt")]
    asked = [
        asks(1, "zig"),
        asks(1, "go"),
        asks(2, "knitting"),
        asks(3, "knitting"),
        asks(1, "knitting"),
        asks(2, "abc"),
    ]
    assert drawn(judged, asked, known="go python").unknown == (("knitting", 2), ("abc", 1), ("zig", 1))


def test_readers_are_counted_by_posting_whatever_their_version() -> None:
    asked = [
        asks(1, "go", "table:1a"),
        asks(1, "rust", "table:1a"),
        asks(2, "go", "model:x:2"),
        asks(3, "go", "table:2b"),
    ]
    assert dict(drawn([kept(number) for number in (1, 2, 3)], asked).readers) == {"model": 1, "table": 2}


def test_dropped_postings_are_counted_by_reason_the_most_frequent_first() -> None:
    judged = [
        Judged(posting(1, places=("Berlin",)), WANTED, ABROAD),
        Judged(posting(2, title="Baker"), OTHER, None),
        Judged(posting(3, title="Cook"), OTHER, None),
        Judged(posting(4, title="Clerk"), Ruling(Verdict.DROP, "title-absent", ""), None),
        kept(5),
    ]
    assert [(one.reason, one.count) for one in drawn(judged, []).dropped] == [
        ("title-other", 2),
        ("foreign-city", 1),
        ("title-absent", 1),
    ]


def test_samples_differ_in_what_the_ruling_rests_on() -> None:
    titles = ["Baker", "Baker", "Cook"]
    places = [("Berlin",), ("Berlin",), ("Berlin", "Paris")]
    judged = [Judged(posting(number, title=title), OTHER, None) for number, title in enumerate(titles, 1)]
    judged += [Judged(posting(number, places=named), WANTED, ABROAD) for number, named in enumerate(places, 4)]
    by_reason = {one.reason: one for one in drawn(judged, []).dropped}
    assert [one.posting.title for one in by_reason["title-other"].samples] == ["Baker", "Cook"]
    assert [one.posting.locations for one in by_reason["foreign-city"].samples] == [("Berlin",), ("Berlin", "Paris")]
    assert [one.count for one in by_reason.values()] == [3, 3]


def test_samples_are_of_as_many_firms_as_there_are() -> None:
    firms = ["Acme"] * 8 + ["Zeta"] * 2
    judged = [Judged(posting(number, firm, f"Baker {number}"), OTHER, None) for number, firm in enumerate(firms, 10)]
    [dropped] = drawn(judged, []).dropped
    assert [one.posting.company for one in dropped.samples] == ["Acme", "Zeta", "Acme", "Zeta", "Acme"]


def test_samples_are_few() -> None:
    judged = [Judged(posting(number, title=f"Baker {number}"), OTHER, None) for number in range(10, 30)]
    [dropped] = drawn(judged, []).dropped
    assert dropped.count == 20
    assert [one.posting.id for one in dropped.samples] == [f"lever:x:{number}" for number in range(10, 10 + SAMPLES)]


def test_nothing_read_draws_an_empty_picture() -> None:
    picture = drawn([], [])
    assert picture.coverage.score is None
    assert (picture.kept, picture.dropped, picture.unknown, dict(picture.readers)) == ((), (), (), {})
    assert (picture.firms, picture.read) == (0, 0)


@given(
    rulings=st.lists(st.sampled_from([(WANTED, EMEA), (WANTED, UNSURE), (WANTED, ABROAD), (OTHER, None)]), max_size=8),
    data=st.data(),
)
def test_every_posting_is_kept_or_counted_as_dropped_in_any_order(
    rulings: list[tuple[Ruling, Ruling | None]], data: st.DataObject
) -> None:
    judged = [Judged(posting(number), *ruling) for number, ruling in enumerate(rulings)]
    asked = [asks(number, "go") for number in range(len(judged))]
    picture = drawn(judged, asked)
    assert len(picture.kept) + sum(one.count for one in picture.dropped) == picture.read == len(judged)
    assert drawn(data.draw(st.permutations(judged)), asked[::-1]) == picture
