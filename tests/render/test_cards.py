"""What a list says of a decision."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from votewatch.facts import eu, sk
from votewatch.ledger import corrections, exceptions, files
from votewatch.model.decision import Decision
from votewatch.render.cards import cards
from votewatch.render.look import Look
from votewatch.render.outcome import outcome_line
from votewatch.render.record import Record
from votewatch.render.site import Site
from votewatch.render.typography import NBSP
from votewatch.render.vote_rows import vote_row
from votewatch.render.words import Words

ROOT = Path(__file__).parents[2]
SITE = Site(Record((), (), {}, {}), {}, Look("", "", "", "", 10, 90))
EN = Words.read(ROOT / "site_src/words", "en")


@pytest.fixture(scope="module")
def decided() -> dict[str, Decision]:
    data = ROOT / "data"
    roll_calls = corrections.apply(files.load(data), corrections.load(data))
    listed = exceptions.load(data)
    return {d.id: d for d in (*sk.decide(roll_calls, listed), *eu.decide(roll_calls, listed))}


def test_headlines_that_are_alike_in_a_list_are_told_apart_by_their_print(decided: dict[str, Decision]) -> None:
    first = decided["sk:9:733"]
    twin = replace(first, id="sk:9:734", key="734")
    alone, other = cards(SITE, [first, decided["sk:9:29"]], EN)
    assert (alone.item, other.item) == (None, None)
    assert [str(card.item).replace(NBSP, " ") for card in cards(SITE, [first, twin], EN)] == ["print 733", "print 734"]


def test_an_adopted_law_that_was_returned_says_so_in_lists(decided: dict[str, Decision]) -> None:
    [card] = cards(SITE, [decided["sk:9:432"]], EN)
    assert card.outcome == "Adopted, later returned"


def test_a_slovak_card_counts_of_those_present_and_an_ep_card_for_and_against(decided: dict[str, Decision]) -> None:
    slovak, european = cards(SITE, [decided["sk:9:733"], decided["eu:2021-0106-COD"]], EN)
    assert slovak.numbers.replace(NBSP, " ") == "90 of 99 for"
    assert european.numbers.replace(NBSP, " ") == "523 for, 46 against"


@pytest.mark.parametrize(
    ("decision", "begins"),
    [
        ("eu:2021-2110-DEC", "Postponement rejected, so discharge granted"),
        ("eu:2019-0017-COD", "Mandate for negotiations adopted"),
        ("sk:9:652", "No decision"),
    ],
)
def test_an_outcome_says_what_really_came_of_it(decided: dict[str, Decision], decision: str, begins: str) -> None:
    assert outcome_line(decided[decision], EN).striptags().startswith(begins)


@pytest.mark.parametrize("decision", ["sk:9:187", "sk:9:715", "sk:9:265", "sk:9:4"])
def test_none_of_several_secret_ballots_is_marked_as_deciding(decided: dict[str, Decision], decision: str) -> None:
    rows = [vote_row(r, EN, decided[decision]) for r in decided[decision].roll_calls]
    assert [row for row in rows if row.deciding or row.mark] == []


def test_an_agreement_put_to_the_vote_as_an_amendment_is_named_as_the_agreement(decided: dict[str, Decision]) -> None:
    decision = decided["eu:2020-0036-COD"]
    assert decision.deciding is not None
    assert vote_row(decision.deciding, EN, decision).label == "Agreement with the Council"
