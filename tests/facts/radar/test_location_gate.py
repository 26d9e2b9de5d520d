"""Whether somebody in Slovakia may take a posting, by the places that it names."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.radar.location_rows import ROWS
from votewatch.facts.radar.location_gate import LocationGate, Ruling, Verdict
from votewatch.model.geography import Geography
from votewatch.model.posting import WorkModel
from votewatch.radar.gating import judge_rows
from votewatch.settings import Settings

# A table of ats, location, remote, decision and reason that a person judged.
TRUTH = Path(os.environ.get("VOTEWATCH_LOCATION_TABLE", "none"))
CITIES = ("Berlin", "Austin", "Tokyo", "Prague", "London", "New York", "Wrocław", "Toronto", "Cape Town", "Lyon")
NAMES = [place for place, _, _, _ in ROWS if "|" not in place]
WIDE = [place for place, _, _, reason in ROWS if reason in ("emea", "europe", "eu", "worldwide")]
# Saskatchewan may be meant by SK where Canada is near.
HOME = [place for place, _, _, reason in ROWS if reason == "home" and "SK" not in place]
FOREIGN = [place for place, _, decision, _ in ROWS if decision == "drop" and "|" not in place]


@pytest.fixture(scope="module")
def gate(world: Geography) -> LocationGate:
    return LocationGate(world, "SK")


def kept(gate: LocationGate, *places: str) -> bool:
    return gate.judge(places, WorkModel.REMOTE).decision is Verdict.KEEP


@pytest.mark.parametrize(
    ("place", "model", "decision", "reason"),
    ROWS,
)
def test_each_place_is_judged_by_the_rule(
    place: str, model: WorkModel, decision: str, reason: str, gate: LocationGate
) -> None:
    ruling = gate.judge(place.split("|"), model)
    assert (ruling.decision.value, ruling.reason) == (decision, reason)


@pytest.mark.skipif(not TRUTH.is_file(), reason="VOTEWATCH_LOCATION_TABLE names no table")
def test_no_place_that_a_person_judged_is_judged_otherwise(world: Geography) -> None:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = judge_rows(Settings(), rows, TRUTH.name, world)
    assert len(said) == len(rows) > 100
    assert [
        (r["location"], s["decision"]) for r, s in zip(rows, said, strict=True) if r["decision"] != s["decision"]
    ] == []


@pytest.mark.parametrize(
    ("place", "words"),
    [("Remote, Slovakia", "slovakia"), ("KoÅ¡ice", "kosice"), ("Remote - EMEA", "emea"), ("World-wide", "world-wide")],
)
def test_a_ruling_names_the_words_it_rests_on(place: str, words: str, gate: LocationGate) -> None:
    assert gate.judge([place], WorkModel.UNKNOWN).words == words


def test_no_place_at_all_is_kept_as_empty(gate: LocationGate) -> None:
    assert gate.judge([], WorkModel.REMOTE) == Ruling(Verdict.AMBIGUOUS, "empty")


@pytest.mark.parametrize(
    ("places", "decision", "reason"),
    [
        (("London", "Remote - Europe"), "keep", "europe"),
        (("San Francisco", "New York", "Bratislava"), "keep", "home"),
        (("Remote - US", "Remote - EMEA", "Slovakia"), "keep", "home"),
        (("EMEA", "Worldwide"), "keep", "emea"),
        (("EU", "EMEA", "Europe"), "keep", "emea"),
        (("Remote", "Berlin"), "drop", "foreign-city"),
        (("Remote", ""), "ambiguous-keep", "placeless"),
        (("", ""), "ambiguous-keep", "empty"),
        (("N/A", "Germany"), "drop", "single-country"),
        (("Narnia", "Warsaw"), "drop", "foreign-city"),
        (("EMEA (Spain only)", "Portugal"), "drop", "multi-country"),
        (("EMEA (Spain only)", "Europe"), "keep", "europe"),
        (("Remote - Ohio", "Remote - Texas"), "drop", "us-remote"),
    ],
)
def test_the_best_of_several_places_decides(
    places: tuple[str, ...], decision: str, reason: str, gate: LocationGate
) -> None:
    ruling = gate.judge(places, WorkModel.REMOTE)
    assert (ruling.decision.value, ruling.reason) == (decision, reason)


def test_a_region_or_the_world_beside_any_foreign_place_keeps(gate: LocationGate) -> None:
    dropped = [(wide, far) for wide in WIDE for far in FOREIGN if not kept(gate, far, wide)]
    assert dropped == []


def test_home_beside_any_foreign_place_keeps(gate: LocationGate) -> None:
    dropped = [(home, far) for home in HOME for far in FOREIGN if not kept(gate, far, home)]
    assert dropped == []


def test_another_home_has_other_cities(world: Geography) -> None:
    polish = LocationGate(world, "PL")
    assert polish.judge(["Kraków"], WorkModel.ON_SITE) == Ruling(Verdict.KEEP, "home", "krakow")
    assert polish.judge(["Bratislava"], WorkModel.ON_SITE).decision is Verdict.DROP


def test_words_of_the_settings_are_names_for_home(world: Geography) -> None:
    assert LocationGate(world, "SK").judge(["Horná Dolná"], WorkModel.ON_SITE).decision is Verdict.AMBIGUOUS
    named = LocationGate(world, "SK", ["Horná Dolná"])
    assert named.judge(["HORNA DOLNA (hybrid)"], WorkModel.HYBRID) == Ruling(Verdict.KEEP, "home", "horna dolna")


def test_the_rule_needs_no_real_geography() -> None:
    small = Geography({"freedonia": "FD", "sylvania": "SY"}, {"klopstokia": frozenset({"SY"})}, {})
    gate = LocationGate(small, "FD")
    told = {place: gate.judge([place], WorkModel.REMOTE).reason for place in ("Freedonia", "Sylvania", "Klopstokia")}
    assert told == {"Freedonia": "home", "Sylvania": "single-country", "Klopstokia": "foreign-city"}


@given(text=st.text() | st.text("EUSK REMOTeu,;()-/|&.\n"), model=st.sampled_from(WorkModel))
def test_any_text_gets_one_of_three_decisions(text: str, model: WorkModel, gate: LocationGate) -> None:
    assert gate.judge([text], model).decision in tuple(Verdict)


@given(
    places=st.lists(st.sampled_from(NAMES) | st.text(max_size=12), max_size=4),
    model=st.sampled_from(WorkModel),
)
def test_pieces_of_real_places_never_raise(places: list[str], model: WorkModel, gate: LocationGate) -> None:
    assert gate.judge([" ".join(places), *places], model).reason


@given(
    cities=st.lists(st.sampled_from(CITIES), max_size=5),
    at=st.integers(0, 5),
    model=st.sampled_from(WorkModel),
)
def test_emea_beside_any_cities_always_keeps(cities: list[str], at: int, model: WorkModel, gate: LocationGate) -> None:
    places = [*cities[:at], "EMEA", *cities[at:]]
    assert gate.judge(places, model) == Ruling(Verdict.KEEP, "emea", "emea")


@given(
    cities=st.lists(st.sampled_from(CITIES), min_size=1, max_size=5),
    home=st.sampled_from(["Slovakia", "Slovensko", "Bratislava", "Košice"]),
    model=st.sampled_from(WorkModel),
)
def test_home_beside_any_cities_always_keeps(
    cities: list[str], home: str, model: WorkModel, gate: LocationGate
) -> None:
    assert gate.judge(cities, model).reason == "foreign-city"
    assert gate.judge([*cities, home], model).reason == "home"


@given(data=st.data(), model=st.sampled_from(WorkModel))
def test_the_order_of_places_never_changes_the_ruling(
    data: st.DataObject, model: WorkModel, gate: LocationGate
) -> None:
    places = data.draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4))
    shuffled = data.draw(st.permutations(places))
    assert gate.judge(places, model).decision == gate.judge(shuffled, model).decision


@given(place=st.sampled_from(NAMES), model=st.sampled_from(WorkModel))
def test_naming_a_place_twice_never_changes_the_ruling(place: str, model: WorkModel, gate: LocationGate) -> None:
    assert gate.judge([place, place], model).decision == gate.judge([place], model).decision
