"""Lists without script, and the choices of the script: both choose the same decisions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.small_record import record
from tests.search.small_site import WORDS, site
from votewatch import settings, steps
from votewatch.model.decision import Decision
from votewatch.model.vocabulary import Parliament
from votewatch.render.look import Look
from votewatch.render.search.documents import in_order
from votewatch.render.search.facets import POSITIONS, facets, positions_of
from votewatch.render.search.lists import PART, Chosen, Part, lists, part_path, parts
from votewatch.render.search.page import SEARCH
from votewatch.render.site import Site

ROOT = Path(__file__).parents[2]
ANY = Chosen(Parliament.SK, ("2025",))


@pytest.fixture(scope="module")
def whole() -> Site:
    return Site(steps.record(settings.load(ROOT / "votewatch.toml", {}).settings), WORDS, Look("", ""))


def some(count: int) -> list[Decision]:
    return [site(record()).record.decisions[0]] * count


@given(st.integers(min_value=1, max_value=950))
def test_the_pages_of_a_list_hold_every_decision_once(count: int) -> None:
    made = parts(ANY, some(count))
    assert sum(len(part.decisions) for part in made) == count
    assert all(len(part.decisions) == PART for part in made[1:])
    assert 0 < len(made[0].decisions) < 2 * PART


@given(st.integers(min_value=1, max_value=950))
def test_a_new_decision_changes_the_newest_page_and_at_most_begins_one_more(count: int) -> None:
    def older(made: list[Part]) -> dict[str, int]:
        return {part_path(part, part.place): len(part.decisions) for part in made[1:]}

    before, after = older(parts(ANY, some(count))), older(parts(ANY, some(count + 1)))
    assert before.items() <= after.items()


def test_the_newest_page_has_the_address_of_the_list_and_the_oldest_is_number_1() -> None:
    made = parts(ANY, some(350))
    assert [part_path(made[0], place) for place in (1, 2, 3)] == [
        "search/sk/2025/",
        "search/sk/2025/2/",
        "search/sk/2025/1/",
    ]


@pytest.mark.slow
def test_every_decision_is_in_one_list_of_its_year_and_one_of_its_outcome(whole: Site) -> None:
    times = Counter(
        d.id for chosen, held in lists(whole).items() if chosen.club is None and chosen.of[0] != "t" for d in held
    )
    assert set(times.values()) == {2}
    assert times.keys() == {d.id for d in whole.record.decisions}


@pytest.mark.slow
@pytest.mark.parametrize("parliament", list(Parliament))
def test_the_lists_and_the_file_of_choices_agree(whole: Site, parliament: Parliament) -> None:
    decisions = in_order(whole, parliament)
    file = facets(whole, decisions)
    for chosen, held in lists(whole).items():
        if chosen.parliament is not parliament:
            continue
        if chosen.club is not None:
            letters, wanted = file["clubs"][chosen.of[0]], POSITIONS[chosen.of[1]]
        elif chosen.of[0] == "t":
            letters, wanted = file["topics"][chosen.of[1]], "1"
        elif chosen.of[0] in file["years"]:
            letters, wanted = file["year"], str(file["years"].index(chosen.of[0]))
        else:
            letters, wanted = file["outcome"], chosen.of[0][0]
        found = {d.id for d, letter in zip(decisions, letters, strict=True) if letter == wanted}
        assert found == {d.id for d in held}, chosen


def test_a_club_has_a_position_only_on_a_vote_that_decided_and_has_names() -> None:
    small = site(record())
    found = {d.id: positions_of(small, d) for d in small.record.decisions}
    assert found["sk:9:20"] == {"sk-a": "for", "sk-c": "against"}
    assert all("none" not in slug and "eu-ni" not in slug for of in found.values() for slug in of)


@pytest.mark.slow
def test_the_search_page_links_every_list(whole: Site) -> None:
    [page] = SEARCH.pages(whole)
    shown = repr(SEARCH.view(whole, page, "sk")["lists"])
    assert [c for c in lists(whole) if f"search/{c.parliament}/{'/'.join(c.of)}/'" not in shown] == []
