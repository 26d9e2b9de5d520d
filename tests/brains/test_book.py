"""What the read tools answer, beside slow twins that go through the letters one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.brains.scripted import book
from tests.facts.twins.stances import twin
from votewatch import settings, steps
from votewatch.brains.book import Book
from votewatch.brains.tools import ToolError
from votewatch.render.record import Record

WORDS = {"F": "for", "A": "against", "B": "abstained", "N": "present, did not vote", "0": "absent", "D": "did not vote"}


@pytest.fixture(scope="module")
def whole(request: pytest.FixtureRequest) -> Record:
    return steps.record(settings.load(Path(request.config.rootpath) / "votewatch.toml", {}).settings)


def test_a_decision_comes_with_counts_clubs_and_source() -> None:
    found = book().decision("sk:9:20")
    assert (found["outcome"], found["passed"], found["deciding_vote"]) == ("adopted", True, "sk:9:v102")
    assert found["totals"] == {"for": 64, "against": 32, "abstained": 0, "not_voting": 16}
    assert (found["stances"][0]["club"], found["stances"][0]["position"]) == ("Klub A", "for")
    assert found["sources"][0].endswith("ID=102")


def test_an_unknown_decision_says_how_to_find_one() -> None:
    with pytest.raises(ToolError, match="search_decisions finds ids"):
        book().decision("sk:9:999")


def test_a_member_is_found_without_marks_and_an_ambiguous_name_is_told() -> None:
    assert book().member("dJuro 3. stastna".replace("dJ", "D"))["member"] == "Ďuro 3. Šťastná"
    with pytest.raises(ToolError, match=r"may be .*Žiak"):
        book().member("ziak")
    with pytest.raises(ToolError, match="no member"):
        book().member("Nobody Anybody")


def test_a_members_votes_are_those_of_the_deciding_votes() -> None:
    found = book().member("Eva 1. Čierna")
    assert (found["decisions"], found["votes"]) == (2, {"against": 1, "for": 1})
    assert [(one["id"], one["vote"]) for one in found["latest"]] == [("sk:9:21", "against"), ("sk:9:20", "for")]


def test_two_clubs_are_compared_where_both_had_a_position() -> None:
    found = book().agreement("sk", "klub a", "Klub C")
    assert found["clubs"] == ["Klub A", "Klub Č"]
    assert (found["decisions_where_both_had_a_position"], found["same_position"]) == (2, 0)
    assert [one["id"] for one in found["latest_differences"]] == ["sk:9:21", "sk:9:20"]


@pytest.mark.parametrize(("one", "other"), [("Klub A", "Klub A"), ("Klub", "Klub Č"), ("Klub X", "Klub A")])
def test_a_club_that_is_not_one_of_two_is_refused(one: str, other: str) -> None:
    with pytest.raises(ToolError, match=r"same club|is not one club"):
        book().agreement("sk", one, other)


def test_readers_answers_need_an_api() -> None:
    with pytest.raises(ToolError, match="api_url is not set"):
        book().poll("sk:9:20")
    counted = Book(book().record, lambda _: {"yes": 3, "no": 1, "n": 4, "as_of": "2025-10-05"})
    assert counted.poll("sk:9:20") == {"id": "sk:9:20", "yes": 3, "no": 1, "n": 4, "as_of": "2025-10-05"}


@pytest.mark.parametrize(
    ("query", "parliament", "first"),
    [
        ("constitution", "sk", "sk:9:733"),
        ("zmena ústavy", "sk", "sk:9:733"),
        ("Artificial Intelligence Act", "", "eu:2021-0106-COD"),
        ("umela inteligencia", "", "eu:2021-0106-COD"),
        ("733", "", "sk:9:733"),
    ],
)
def test_what_somebody_would_type_finds_the_decision_first(
    whole: Record, query: str, parliament: str, first: str
) -> None:
    assert Book(whole).search(query, parliament)["decisions"][0]["id"] == first


def test_a_law_is_found_by_its_number_alone(whole: Record) -> None:
    found = Book(whole).search("300/2005", "sk", 20)
    assert found["found"] >= 15
    assert all("300/2005" in one.get("title", "300/2005") for one in found["decisions"])


def test_nothing_is_found_for_words_that_are_nowhere() -> None:
    assert book().search("quark gluon plasma") == {"found": 0, "decisions": []}


@pytest.mark.parametrize(("parliament", "one", "other"), [("sk", "Klub PS", "Klub SaS"), ("eu", "EPP", "GREEN_EFA")])
def test_agreement_is_what_the_twin_counts(whole: Record, parliament: str, one: str, other: str) -> None:
    n = same = 0
    for decision in whole.decisions:
        if decision.parliament == parliament and decision.shown and decision.shown.positions:
            word = twin(decision.shown)
            first, second = (word[club][1] if club in word else None for club in (one, other))
            if first and second:
                n, same = n + 1, same + (first == second)
    found = Book(whole).agreement(parliament, one, other)
    assert n > 100
    assert (found["decisions_where_both_had_a_position"], found["same_position"]) == (n, same)


@pytest.mark.parametrize(("name", "parliament"), [("Robert Fico", "sk"), ("Ján Richter", "sk")])
def test_a_members_counts_are_what_the_twin_counts(whole: Record, name: str, parliament: str) -> None:
    member = next(m.id for m in whole.sk_members.values() if m.full_name == name)
    counted: dict[str, int] = {}
    for decision in whole.decisions:
        shown = decision.shown
        if shown is None or shown.positions is None or shown.roster is None or decision.parliament != parliament:
            continue
        seats = [one for _, members in shown.roster.clubs for one in members]
        letters = [letter for seat, letter in zip(seats, shown.positions, strict=True) if seat == member]
        for letter in letters:
            if letter != "-":
                counted[WORDS[letter]] = counted.get(WORDS[letter], 0) + 1
    assert Book(whole).member(name, parliament)["votes"] == counted
