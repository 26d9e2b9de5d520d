"""The listed exceptions: data, few, and each of them needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from votewatch.facts.eu import decide
from votewatch.model.decision import Decision
from votewatch.model.errors import FactError
from votewatch.model.exception import FactException
from votewatch.model.roll_call import RollCall

ITEMS = (
    *("2020-0097-COD", "2020-0006-COD", "2020-0036-COD", "2020-0102-COD", "2020-0108-COD", "c9-0104-2021"),
    *("c9-0100-2021", "2022-0344-COD", "2021-2003-INI", "2018-2208-DEC", "2018-2168-DEC", "2019-2057-DEC"),
    *("2020-2142-DEC", "2021-2108-DEC", "2022-2083-DEC", "2023-2131-DEC", "2019-2060-DEC", "2021-2146-DEC"),
    *("2021-2110-DEC", "2022-0806-NLE", "c9-0386-2022"),
)
FOREIGN_VOTES = (127172, 140897, 140786, 168456, 167164, 167298, 130628)


def facts(decision: Decision) -> dict[str, str | None]:
    return {
        "kind": decision.kind,
        "for_means": decision.for_means,
        "deciding_vote": decision.deciding.id if decision.deciding else None,
    }


def key_of(decisions: list[Decision], vote: str) -> str | None:
    return next((d.key for d in decisions if vote in {r.id for r in d.roll_calls}), None)


def test_there_are_21_items_and_seven_foreign_votes_and_no_more(listed: list[FactException]) -> None:
    assert [e.id for e in listed] == [f"eu:{i}" for i in ITEMS] + [f"eu:v{v}" for v in FOREIGN_VOTES]


def test_every_entry_changes_exactly_the_facts_it_names(record: list[RollCall], listed: list[FactException]) -> None:
    # The foreign votes are at home first: what a rule says of an item presupposes its own votes.
    at_home = [e for e in listed if e.id.startswith("eu:v")]
    rule = {d.id: d for d in decide(record, at_home)}
    held = {d.id: d for d in decide(record, listed)}
    for entry in listed:
        assert entry.rule_says.keys() == entry.holds.keys(), entry.id
        assert all(entry.rule_says[fact] != entry.holds[fact] for fact in entry.holds), entry.id
        assert entry.reason
        assert entry.link.startswith("https://")
        if entry in at_home:
            continue
        for says, decision in ((entry.rule_says, rule[entry.id]), (entry.holds, held[entry.id])):
            assert {fact: facts(decision)[fact] for fact in says} == says, entry.id
        assert held[entry.id].note == entry.reason


@pytest.mark.parametrize("vote", FOREIGN_VOTES)
def test_every_foreign_vote_is_elsewhere_or_nowhere_without_its_entry(
    record: list[RollCall], listed: list[FactException], vote: int
) -> None:
    entry = next(e for e in listed if e.id == f"eu:v{vote}")
    others = [e for e in listed if e.id.startswith("eu:v") and e is not entry]
    assert key_of(decide(record, others), entry.id) == entry.rule_says["key"]
    assert key_of(decide(record, [*others, entry]), entry.id) == entry.holds["key"]


def test_an_entry_that_the_rule_has_caught_up_with_raises_an_alarm(
    record: list[RollCall], listed: list[FactException]
) -> None:
    entry = next(e for e in listed if e.id == "eu:2021-2110-DEC")
    votes = [r for r in record if r.procedure and r.procedure.reference == "2021/2110(DEC)"]
    [decision] = decide(votes, [replace(entry, rule_says={"for_means": "postpone"})])
    assert decision.alarms == (
        "eu:2021-2110-DEC: the rule now says for_means <ForMeans.DISCHARGE: 'discharge'>, "
        "the listed exception was made against 'postpone'",
    )


@pytest.mark.parametrize(
    "holds", [{"for_means": "maybe"}, {"weather": "fine"}, {"deciding_vote": "eu:v1"}, {"kind": None}]
)
def test_an_entry_with_an_unknown_fact_or_value_is_refused_by_name(
    record: list[RollCall], holds: dict[str, str | None]
) -> None:
    votes = [r for r in record if r.procedure and r.procedure.reference == "2021/2110(DEC)"]
    entry = FactException("eu:2021-2110-DEC", {}, holds, "why", "https://example.org/")
    with pytest.raises(FactError, match="eu:2021-2110-DEC"):
        decide(votes, [entry])


@pytest.mark.parametrize("holds", [{"key": None}, {"kind": "consent"}, {"key": "2021/2039(INI)", "kind": "consent"}])
def test_an_entry_about_a_vote_holds_a_key_and_nothing_else(
    record: list[RollCall], holds: dict[str, str | None]
) -> None:
    with pytest.raises(FactError, match="eu:v140786"):
        decide(record[:10], [FactException("eu:v140786", {}, holds, "why", "https://example.org/")])
