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


def test_the_fipronil_objection_fell_with_more_for_than_against(decided: Decided) -> None:
    fipronil = decided["2023/2945(RPS)"]
    assert fipronil.deciding
    assert fipronil.deciding.totals
    assert (fipronil.deciding.totals.for_, fipronil.deciding.totals.against) == (317, 148)
    assert (fipronil.outcome, fipronil.for_means, needed(fipronil)) == ("REJECTED", "object", ("component", 353))


@pytest.mark.parametrize(("key", "votes"), [("2021/2913(DEA)", 353), ("2021/2048(REG)", 353)])
def test_exactly_the_threshold_is_enough(decided: Decided, key: str, votes: int) -> None:
    item = decided[key]
    assert item.deciding
    assert item.deciding.totals
    assert (item.deciding.totals.for_, item.outcome, needed(item)) == (votes, "ADOPTED", ("component", 353))


def test_a_tie_is_a_rejection(decided: Decided) -> None:
    tie = decided["B9-0202/2020"]
    assert (vote(tie), tie.outcome, tie.for_means, needed(tie)) == (116285, "REJECTED", "object", ("votes_cast", 326))


def test_abstentions_are_not_votes_cast(decided: Decided) -> None:
    assert decided["2023/2183(DEC)"].outcome == "ADOPTED"  # 242 to 62, 294 abstained
    assert decided["2021/2233(INI)"].outcome == "REJECTED"  # 97 to 279, 314 abstained


@pytest.mark.parametrize(("key", "number"), [("2019/2776(RPS)", 376), ("2020/2734(RPS)", 353), ("2024/2758(RPS)", 361)])
def test_an_objection_needs_the_majority_of_the_members_of_its_day(decided: Decided, key: str, number: int) -> None:
    assert needed(decided[key]) == ("component", number)


@pytest.mark.parametrize("key", ["2019/2907(DEA)", "2021/2991(DEA)", "2023/2816(DEA)", "2019/2860(RSP)"])
def test_an_objection_is_against_the_act_though_its_title_is_the_title_of_the_act(decided: Decided, key: str) -> None:
    assert "objection" not in decided[key].title.lower()
    assert (decided[key].kind, decided[key].for_means) == ("objection_to_act", "object")


def test_a_decision_not_to_oppose_lets_the_act_pass(decided: Decided) -> None:
    gaec = decided["2024/2663(DEA)"]
    assert (gaec.kind, gaec.for_means, gaec.outcome) == ("objection_to_act", "adopt", "ADOPTED")
    assert gaec.majority
    assert gaec.majority.rule == "votes_cast"


@pytest.mark.parametrize(("key", "strongest"), [("2020/2771(RPS)", 125185), ("2021/2753(DEA)", 135955)])
def test_of_two_fallen_objections_the_one_with_more_support_stands_for_both(
    decided: Decided, key: str, strongest: int
) -> None:
    assert (vote(decided[key]), decided[key].outcome) == (strongest, "REJECTED")
    assert len(decided[key].steps) == 2


@pytest.mark.parametrize(
    ("key", "adopted"),
    [("2021/2594(RSP)", 131782), ("2019/2876(RSP)", 110213), ("2020/2912(RSP)", 126352), ("2019/2870(RSP)", 112160)],
)
def test_of_rival_motions_the_adopted_one_decides(decided: Decided, key: str, adopted: int) -> None:
    motion = decided[key]
    assert (vote(motion), motion.outcome, motion.for_means) == (adopted, "ADOPTED", "adopt")
    assert (motion.kind, motion.declaration) == ("topical_resolution", True)


def test_a_text_rejected_in_june_and_passed_in_july_shows_both(decided: Decided) -> None:
    emissions = decided["2021/0211A(COD)"]
    assert vote(emissions) == 154173
    steps = [step.source_id for step in emissions.steps]
    assert steps.index(144283) < steps.index(145973) < steps.index(154173)


def test_motions_to_reject_that_fell_stay_steps_and_mean_reject(decided: Decided) -> None:
    hydrogen = decided["2018/0193(COD)"]
    assert vote(hydrogen) == 159232
    rejection = next(step for step in hydrogen.steps if step.source_id == 159077)
    assert step_meaning(hydrogen, rejection) == "reject"


@pytest.mark.parametrize("key", ["2019/0017(COD)", "2019/0101(COD)", "2017/0035(COD)"])
def test_a_text_sent_back_for_negotiations_asks_nothing(decided: Decided, key: str) -> None:
    assert decided[key].no_question == "open"


def test_consent_and_its_resolution_under_one_title(decided: Decided) -> None:
    guyana = decided["2022/0142(NLE)"]
    assert (guyana.kind, vote(guyana), guyana.for_means) == ("consent", 152565, "grant_consent")
    assert 152508 in {step.source_id for step in guyana.steps}


@pytest.mark.parametrize("key", ["2018/0356M(NLE)", "2017/0360R(NLE)", "2020/0112R(APP)"])
def test_a_resolution_beside_a_consent_procedure_is_never_the_consent(decided: Decided, key: str) -> None:
    resolution = decided[key]
    assert (resolution.kind, resolution.for_means) == ("own_initiative_resolution", "adopt")
    assert resolution.declaration


def test_an_opinion_under_a_consent_type_is_a_consultation(decided: Decided) -> None:
    assert (decided["2020/0030(NLE)"].kind, decided["2020/0030(NLE)"].for_means) == ("consultation", "adopt")


@pytest.mark.parametrize(("key", "again"), [("2021/0372(CNS)", 177034), ("2023/0158(CNS)", 177665)])
def test_a_second_consultation_decides_and_the_first_is_shown(decided: Decided, key: str, again: int) -> None:
    opinion = decided[key]
    assert vote(opinion) == again
    assert opinion.shown
    assert opinion.shown.source_id != again


@pytest.mark.parametrize(("key", "joint"), [("2019/2028(BUD)", 109969), ("2022/0212(BUD)", 150221)])
def test_the_joint_text_of_the_conciliation_decides_the_budget(decided: Decided, key: str, joint: int) -> None:
    assert (vote(decided[key]), decided[key].kind, decided[key].no_question) == (joint, "budget", None)


@pytest.mark.parametrize("key", ["2019/2039(BUD)", "2020/2094(BUD)", "2023/0031(BUD)"])
def test_a_special_fund_names_its_majority_without_a_number(decided: Decided, key: str) -> None:
    assert needed(decided[key]) == ("component_and_three_fifths", None)


@pytest.mark.parametrize("key", ["2020/2220(INL)", "2021/2229(INL)", "2022/2051(INL)"])
def test_a_proposal_under_another_treaty_article_needs_votes_cast(decided: Decided, key: str) -> None:
    assert decided[key].majority
    assert decided[key].majority.rule == "votes_cast"  # type: ignore[union-attr]


def test_a_main_vote_on_an_amendment_never_decides_and_its_odd_result_is_an_alarm(decided: Decided) -> None:
    rules = decided["2024/2000(REG)"]
    assert vote(rules) == 167076
    assert rules.outcome == "ADOPTED"
    [alarm] = rules.alarms
    assert alarm.startswith("eu:v167979: published as passed, but 334 for")


def test_a_committee_can_ask_for_a_no_and_against_follows_it(decided: Decided) -> None:
    assert (decided["2022/0348(COD)"].outcome, decided["2022/0348(COD)"].for_means) == ("REJECTED", "adopt")


def test_an_own_initiative_report_called_a_proposal_is_a_declaration(decided: Decided) -> None:
    assert (decided["2020/2042(INI)"].kind, decided["2020/2042(INI)"].declaration) == (
        "own_initiative_resolution",
        True,
    )


def test_a_decision_without_a_title_asks_nothing(decided: Decided) -> None:
    pegasus = decided["B9-0664/2022"]
    assert (pegasus.title, pegasus.no_question, pegasus.outcome) == ("B9-0664/2022", "unclear", "ADOPTED")


@pytest.mark.parametrize(("key", "kind"), [("C9-0134/2020", "consultation"), ("C9-0352/2020", "consultation")])
def test_a_document_without_procedure_is_what_its_urgency_vote_calls_it(decided: Decided, key: str, kind: str) -> None:
    assert decided[key].kind == kind
    assert decided["C9-0120/2024"].kind == "legislative_first"
