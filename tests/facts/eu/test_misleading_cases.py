"""The items of 2019 to 2025 whose counts or titles mislead, by reference."""

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
    assert decided[key].no_question == "mandate"


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
    assert str(alarm).startswith("eu:v167979: published as passed, but 334 for")


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
