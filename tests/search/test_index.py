"""The files of the index: what is packed can be read back, and every document is found under its own words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.small_record import record
from tests.search.small_site import site
from votewatch.model.decision import Related
from votewatch.model.search_words import SearchWords, Stemming
from votewatch.model.vocabulary import Parliament
from votewatch.render.search.documents import NAME, NUMBER, Document, Kind, decision_row, documents, in_order
from votewatch.render.search.index import SPACE, Weighing, base36, numbered, shards

TABLE = SearchWords(
    Stemming(3, ("y", "u", "i", "a"), (("ok", "k"),)),
    frozenset({"o"}),
    ("narodnej rady slovenskej republiky",),
    {"DPH": ("daň z pridanej hodnoty",)},
    {"war": "vojna"},
)


def document(kind: Kind, *fields: tuple[int, str], numbers: tuple[str, ...] = ()) -> Document:
    return Document(kind, "d/x/", numbers, fields, {})


def unpacked(text: str) -> list[tuple[int, int]]:
    """Reads one word's entry by itself, as the description of the format says."""
    found, number = [], -1
    for step, letter in re.findall(r"([0-9a-z]*)([A-P])", text):
        number += int(step, 36) if step else 1
        found.append((number, ord(letter) - ord("A") + 1))
    return found


@given(st.integers(min_value=0, max_value=10**9))
def test_base_36_reads_back(number: int) -> None:
    assert int(base36(number), 36) == number


@given(st.lists(st.sampled_from(list(Kind)), max_size=40))
def test_every_document_has_a_number_of_its_own_within_its_kind(kinds: list[Kind]) -> None:
    found = numbered(document(kind) for kind in kinds)
    assert len({number for number, _ in found}) == len(kinds)
    assert all(list(Kind)[number // SPACE] is d.kind for number, d in found)


def test_what_is_packed_reads_back() -> None:
    found = shards([(n, document(Kind.SK, (NAME, "lesy"))) for n in (0, 1, 40, 100_000)], TABLE)
    assert [number for number, _ in unpacked(found["le"]["les"])] == [0, 1, 40, 100_000]


def test_a_word_of_a_name_says_more_than_one_of_a_long_text() -> None:
    said = Weighing(TABLE).impacts(document(Kind.SK, (NAME, "lesy"), (5, "poliach a vodach " * 10 + "moru")))
    assert said["les"] == NAME > said["mor"]


def test_a_number_says_most() -> None:
    assert Weighing(TABLE).impacts(document(Kind.LAW, numbers=("300/2005",))) == {"300/2005": NUMBER}


def test_stop_words_and_what_all_titles_share_are_left_out() -> None:
    long = "navrh poslancov Národnej rady Slovenskej republiky o lesoch a vodach a poliach a horach a moriach"
    said = Weighing(TABLE).impacts(document(Kind.SK, (5, long)))
    assert {"o", "narodnej", "republik"} & said.keys() == set()
    assert "poslancov" in said


def test_what_people_call_a_thing_leads_to_it_only_where_all_its_words_stand() -> None:
    weighing = Weighing(TABLE)
    assert "dph" in weighing.impacts(document(Kind.SK, (5, "zákon o dani z pridanej hodnoty")))
    assert "dph" not in weighing.impacts(document(Kind.SK, (5, "zákon o dani z príjmov")))


@pytest.mark.parametrize(("kind", "found"), [(Kind.EU, True), (Kind.SK, False)])
def test_a_gloss_leads_to_english_titles_of_the_european_parliament_alone(kind: Kind, found: bool) -> None:
    assert ("vojn" in Weighing(TABLE).impacts(document(kind, (5, "The war")))) is found


def test_decisions_are_numbered_by_their_first_votes() -> None:
    small = site(record())
    first = [min(r.source_id for r in d.roll_calls) for p in Parliament for d in in_order(small, p)]
    assert first == [101, 103, 201, 203]


def test_everything_that_can_be_found_stands_in_the_documents_once() -> None:
    paths = [d.path for d in documents(site(record()))]
    assert len(paths) == len(set(paths))
    assert {"d/sk-9-20/", "d/eu-2025-0001-COD/", "l/147-2001/", "m/sk-m1/", "m/eu-m50/", "c/sk-a/", "c/eu-epp/"} <= set(
        paths
    )
    assert not any("none" in path for path in paths)


def test_proposers_are_found_but_say_little() -> None:
    [forests] = [d for d in documents(site(record())) if d.path == "d/sk-9-21/"]
    said = Weighing(TABLE).impacts(forests)
    assert 0 < said["druhej"] < said["lesoch"]


def test_a_row_says_that_an_adopted_law_came_back() -> None:
    small = site(record())
    [adverts] = [d for d in small.record.decisions if d.id == "sk:9:20"]
    came_back = replace(adverts, related=(Related("returned_as", "sk:9:21"),))
    assert decision_row(small, came_back, small.words["en"])[2].startswith("Adopted, later returned")


def test_a_headline_in_two_languages_says_which_words_are_in_which() -> None:
    [adverts] = [d for d in documents(site(record())) if d.path == "d/sk-9-20/"]
    assert isinstance(adverts.rows["sk"][1], str)
    assert {lang for _, lang in adverts.rows["en"][1]} == {"sk", "en"}
