"""The brief holds what the record holds, and nothing on who proposed, who was for it or how it ended."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.render.small_record import record
from votewatch.facts import eu, sk
from votewatch.ledger import corrections, exceptions, files, people
from votewatch.llm import validate
from votewatch.llm.brief import Brief, brief_of, plain_title
from votewatch.llm.lists_words import bare
from votewatch.llm.tasks import HouseRules
from votewatch.model.decision import Decision
from votewatch.model.vocabulary import Parliament

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def decided() -> list[Decision]:
    roll_calls = corrections.apply(files.load(DATA), corrections.load(DATA))
    listed = exceptions.load(DATA)
    return [*sk.decide(roll_calls, listed), *eu.decide(roll_calls, listed)]


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        (
            "Návrh poslancov Národnej rady Slovenskej republiky Jána Prvého a Evy Druhej na vydanie zákona o lesoch "
            "(tlač 21) - prvé čítanie",
            "zákona o lesoch",
        ),
        ("Vládny návrh zákona o reklame (tlač 20) - druhé a tretie čítanie", "zákona o reklame"),
        (
            "Návrh poslanca Jána Prvého na vydanie zákona o príspevku (Navrhovateľ Ján Prvý požiadal listom z 11. "
            "apríla 2024 o preloženie rokovania.)",
            "zákona o príspevku",
        ),
        ("Návrh poslankyne Evy Druhej n a vydanie zákona. ktorým sa mení zákon", "zákona. ktorým sa mení zákon"),
        ("Zákon o lesoch, vrátený prezidentkou Slovenskej republiky (tlač 5)", "Zákon o lesoch"),
    ],
)
def test_a_title_loses_its_proposers_print_and_reading(title: str, plain: str) -> None:
    assert plain_title(title) == plain


def test_no_brief_of_a_law_names_a_member(decided: list[Decision]) -> None:
    # The whole surname as the record has it, in any case: declined ones end otherwise, so their beginning counts.
    names = {bare(member.last_name) for member in people.load(DATA, Parliament.SK).values()}
    beginnings = {name[: max(5, len(name) - 2)] for name in names if len(name) > 4}
    leaked = []
    for decision in decided:
        if decision.parliament is not Parliament.SK or decision.no_question is not None:
            continue
        words = [word for word in re.findall(r"[^\W\d_]+", brief_of(decision).text()) if word[0].isupper()]
        leaked += [f"{decision.id}: {w}" for w in words if bare(w).startswith(tuple(beginnings)) and w != "Justičnej"]
    assert leaked == []


def test_the_brief_is_the_same_however_it_ended_and_whoever_voted_how(decided: list[Decision]) -> None:
    decision = next(d for d in decided if d.id == "sk:9:733")
    assert decision.deciding is not None
    other = replace(
        decision, outcome=None, passed=False, stances=(), deciding=replace(decision.deciding, totals=None, result=None)
    )
    assert brief_of(other) == brief_of(decision)


def test_nothing_is_asked_about_items_that_are_about_persons(decided: list[Decision]) -> None:
    rules = HouseRules(validate)
    about_persons = [d for d in decided if d.no_question in ("person", "election", "secret")]
    assert len(about_persons) > 50
    assert [d.id for d in about_persons if rules.brief(d) is not None] == []


def test_a_changed_brief_has_another_key() -> None:
    brief: Brief = brief_of(next(d for d in record().decisions if d.id == "sk:9:20"))
    assert brief.laws == ("147/2001 Z. z.",)
    assert brief.key() != replace(brief, title=brief.title + "x").key()
