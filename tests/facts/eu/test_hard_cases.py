"""The items of 2019 to 2025 where a plausible rule goes wrong, by reference."""

from __future__ import annotations

import pytest

from votewatch.facts.eu import step_meaning
from votewatch.model.decision import Decision

Decided = dict[str, Decision]


def vote(decision: Decision) -> int | None:
    return decision.deciding.source_id if decision.deciding else None


def shown(decision: Decision) -> int | None:
    return decision.shown.source_id if decision.shown else None


def needed(decision: Decision) -> tuple[str, int | None] | None:
    return (decision.majority.rule.value, decision.majority.needed) if decision.majority else None


@pytest.mark.parametrize(
    ("key", "agreement", "mandate"),
    [
        ("2020/0097(COD)", 129567, 117083),
        ("2020/0006(COD)", 131505, 117092),
        ("2020/0036(COD)", 134029, 118521),
        ("2020/0102(COD)", 128635, 124864),
        ("2020/0108(COD)", 128634, 124868),
        ("C9-0104/2021", 132421, 130712),
        ("C9-0100/2021", 132423, 130714),
        ("2022/0344(COD)", 168479, 157824),
    ],
)
def test_the_final_text_decides_though_unmarked_and_the_mandate_is_only_shown(
    decided: Decided, key: str, agreement: int, mandate: int
) -> None:
    law = decided[key]
    assert (vote(law), law.outcome, law.for_means) == (agreement, "ADOPTED", "adopt")
    assert (shown(law), law.shown_for_means) == (mandate, "adopt")
    assert law.kind == "legislative_first"
    assert {agreement, mandate} <= {step.source_id for step in law.steps}


@pytest.mark.parametrize(
    ("key", "deciding", "asked"),
    [
        ("2018/2208(DEC)", 108952, False),  # EASO 2017: the resolution alone
        ("2018/2168(DEC)", 108948, False),  # Council 2017: the resolution alone
        ("2019/2057(DEC)", 119688, True),
        ("2020/2142(DEC)", 136185, True),
        ("2021/2108(DEC)", 148976, False),
        ("2022/2083(DEC)", 159015, False),
        ("2023/2131(DEC)", 169894, False),
        ("2019/2060(DEC)", 119687, True),  # Economic and Social Committee 2018
        ("2021/2146(DEC)", 149084, True),  # Frontex 2020
    ],
)
def test_for_refused_the_discharge(decided: Decided, key: str, deciding: int, asked: bool) -> None:
    refusal = decided[key]
    assert (refusal.kind, vote(refusal), refusal.outcome, refusal.for_means) == (
        "discharge",
        deciding,
        "ADOPTED",
        "reject",
    )
    assert refusal.no_question == (None if asked else "not_the_text")


def test_the_resolution_beside_a_refusal_was_for_refusing_too(decided: Decided) -> None:
    council = decided["2019/2057(DEC)"]
    assert (shown(council), council.shown_for_means) == (121820, "reject")


def test_a_first_report_put_the_discharge_off_and_never_granted_it(decided: Decided) -> None:
    council = decided["2020/2142(DEC)"]
    spring = next(step for step in council.steps if step.source_id == 130619)
    assert step_meaning(council, spring) == "postpone"
    # Autumn 2024 has no positions here, and the spring vote that has them was a postponement.
    later = decided["2023/2131(DEC)"]
    assert (shown(later), later.shown_for_means) == (168778, "postpone")


def test_a_rejected_postponement_is_no_refusal(decided: Decided) -> None:
    auditors = decided["2021/2110(DEC)"]
    assert (vote(auditors), auditors.outcome, auditors.for_means) == (142787, "REJECTED", "postpone")
    assert auditors.no_question == "postponed"


def test_a_draft_council_decision_on_schengen_was_a_consultation(decided: Decided) -> None:
    croatia = decided["2022/0806(NLE)"]
    assert (croatia.kind, vote(croatia), croatia.for_means) == ("consultation", 149866, "adopt")


def test_the_employment_guidelines_are_a_consultation_by_treaty(decided: Decided) -> None:
    guidelines = decided["2023/0173(NLE)"]
    assert (guidelines.kind, guidelines.for_means, vote(guidelines)) == ("consultation", "adopt", 157814)


@pytest.mark.parametrize("key", ["C9-0386/2022", "2023/0201(APP)"])
def test_the_financial_framework_needs_consent_by_353_members(decided: Decided, key: str) -> None:
    framework = decided[key]
    assert (framework.kind, framework.for_means) == ("consent", "grant_consent")
    assert needed(framework) == ("component", 353)


def test_a_report_whose_only_main_vote_is_foreign_is_decided_by_an_unmarked_vote(decided: Decided) -> None:
    action_plan = decided["2021/2003(INI)"]
    assert (vote(action_plan), action_plan.outcome, action_plan.for_means) == (140787, "ADOPTED", "adopt")
    assert action_plan.shown is None
    assert action_plan.stances == ()


@pytest.mark.parametrize(
    ("foreign", "filed", "own"),
    [
        (127172, "2020/2021(INI)", "2020/2121(INI)"),
        (140897, "2021/2006(INI)", "2022/2006(INI)"),
        (140786, "2021/2003(INI)", "2021/2039(INI)"),
        (168456, "2021/0239(COD)", "2021/0240(COD)"),
        (167164, "2023/0266(COD)", "A9-0123/2024"),
        (167298, "2023/2175(DEC)", "2023/2179(DEC)"),
        (130628, "2020/2168(DEC)", "2020/2151(DEC)"),
    ],
)
def test_a_vote_filed_under_a_foreign_procedure_decides_its_own(
    decided: Decided, foreign: int, filed: str, own: str
) -> None:
    assert foreign not in {r.source_id for r in decided[filed].roll_calls}
    assert vote(decided[own]) == foreign


@pytest.mark.parametrize(
    ("key", "deciding"),
    [
        ("2020/2021(INI)", 125364),
        ("2021/2006(INI)", 136906),
        ("2021/0239(COD)", 168264),
        ("2023/0266(COD)", 166959),
        ("2023/2175(DEC)", 167302),  # Clean Hydrogen: 2023/2175 is its number, whatever stands beside it
        ("2020/2168(DEC)", 130645),
    ],
)
def test_the_vote_that_belongs_stays(decided: Decided, key: str, deciding: int) -> None:
    assert vote(decided[key]) == deciding


def test_amendments_to_a_foreign_report_go_with_its_main_vote(decided: Decided) -> None:
    mainstreaming, action_plan = decided["2021/2039(INI)"], decided["2021/2003(INI)"]
    assert {r.reference for r in mainstreaming.roll_calls} == {"A9-0021/2022"}
    assert len(mainstreaming.roll_calls) == 47
    assert {r.reference for r in action_plan.roll_calls} == {"A9-0025/2022"}


def test_a_moved_vote_with_a_foreign_title_is_called_by_its_document_and_asks_nothing(decided: Decided) -> None:
    gender = decided["2020/2121(INI)"]
    assert (gender.title, gender.no_question) == ("2020/2121(INI)", "unclear")
    assert decided["2022/2006(INI)"].title.startswith("European Semester")


def test_the_eurofound_discharge_was_granted_by_the_vote_filed_elsewhere(decided: Decided) -> None:
    eurofound = decided["2020/2151(DEC)"]
    assert (eurofound.for_means, eurofound.passed, shown(eurofound)) == ("discharge", True, 130862)
    assert eurofound.shown_for_means == "adopt"
    assert eurofound.no_question is None
