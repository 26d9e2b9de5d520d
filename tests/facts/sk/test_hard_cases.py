"""The prints of term 9 where a plausible rule goes wrong, by number."""

from __future__ import annotations

import pytest

from votewatch.model.decision import Decision

Decided = dict[str, Decision]
SECRET_AFTER_OPEN = {"116": (54449, 54461), "187": (54799, 54810)}


def vote(decision: Decision) -> int | None:
    return decision.deciding.source_id if decision.deciding else None


def steps(decision: Decision) -> list[int]:
    return [roll_call.source_id for roll_call in decision.steps]


def ids(decision: Decision) -> set[int]:
    return {roll_call.source_id for roll_call in decision.roll_calls}


def test_a_first_reading_without_quorum_does_not_decide_and_74_of_146_is_a_pass(decided: Decided) -> None:
    # 637: 55893 failed with 73 of 75; 55895 passed twenty minutes later; 74 for is more than half of 146.
    bill = decided["637"]
    assert steps(bill) == [55895, 55902]
    assert 55893 in ids(bill)
    assert (bill.outcome, bill.passed) == ("adopted", True)
    assert bill.majority
    assert (bill.majority.rule, bill.majority.needed, bill.majority.base) == ("present", 74, 146)


def test_third_readings_without_quorum_and_a_repeated_second_reading_are_no_steps(decided: Decided) -> None:
    bill = decided["505"]
    assert vote(bill) == 56123
    assert {55872, 55874, 55887, 56119} <= ids(bill)
    assert not {55872, 55874, 55887, 56119} & set(steps(bill))


@pytest.mark.parametrize(
    ("key", "final", "later"), [("1037", 57105, {57106, 57107}), ("497", 55751, {55752}), ("100", 52904, {52905})]
)
def test_a_budget_act_is_decided_by_its_own_final_and_not_by_what_follows(
    decided: Decided, key: str, final: int, later: set[int]
) -> None:
    budget = decided[key]
    assert budget.outcome == "adopted"
    assert vote(budget) == final
    assert later <= ids(budget)
    assert not later & set(steps(budget))


def test_the_code_of_conduct_is_a_resolution_though_its_motion_says_law(decided: Decided) -> None:
    code = decided["1169"]
    assert (code.kind, code.outcome, vote(code)) == ("resolution_or_report", "resolution_passed", 57478)


@pytest.mark.parametrize("key", ["251", "428", "460", "542", "983", "993"])
def test_a_resolution_with_the_motion_of_a_bill_is_a_resolution_that_failed(decided: Decided, key: str) -> None:
    assert (decided[key].kind, decided[key].outcome) == ("resolution_or_report", "resolution_failed")
    assert decided[key].no_question == "procedural_resolution"


def test_the_veto_on_804_stood_with_nobody_for(decided: Decided) -> None:
    law = decided["804"]
    assert (vote(law), law.outcome, law.for_means, law.passed) == (56722, "veto_stood", "override_veto", False)
    assert law.majority
    assert (law.majority.rule, law.majority.needed) == ("members_76", 76)


@pytest.mark.parametrize("key", ["488", "525", "890"])
def test_a_returned_law_with_all_comments_accepted_is_adopted_with_the_president(decided: Decided, key: str) -> None:
    assert (decided[key].outcome, decided[key].for_means) == ("adopted", "adopt")


@pytest.mark.parametrize("key", ["125", "300", "301", "349", "362", "628", "1139"])
def test_a_returned_law_passed_without_the_comments_overrides_the_veto(decided: Decided, key: str) -> None:
    assert (decided[key].outcome, decided[key].for_means) == ("veto_overridden", "override_veto")


def test_838_stopped_after_amendments_of_the_second_reading_is_open(decided: Decided) -> None:
    bill = decided["838"]
    assert {57044, 57045, 57046} <= ids(bill)
    assert (bill.outcome, bill.deciding, bill.shown, bill.stances) == ("open", None, None, ())
    assert (bill.for_means, bill.no_question, bill.passed) == ("unknown", "open", None)
    assert bill.latest.source_id == 56507


def test_bills_with_nothing_after_their_first_reading_are_open(decided: Decided) -> None:
    still_open = [int(d.key) for d in decided.values() if d.kind == "law" and d.outcome == "open"]
    assert still_open == [246, 319, 356, 448, 455, 699, 821, 838, 851, 907, 966, 975, 986, 1024, 1076]


def test_a_passed_motion_to_send_back_stops_68_and_for_means_return(decided: Decided) -> None:
    text = decided["68"]
    assert (vote(text), text.outcome, text.for_means, text.no_question) == (54517, "stopped", "return", "not_the_text")


def test_void_votes_stay_with_the_print_and_never_count(decided: Decided) -> None:
    void = {52831, 52867, 52872, 54551, 55073, 55140, 55283, 55418, 55456, 55933, 56261, 56979}
    assert void <= {n for d in decided.values() for n in ids(d)}
    assert not void & {n for d in decided.values() for n in steps(d)}


def test_presence_checks_with_150_positions_never_count(decided: Decided) -> None:
    for key in ("630", "632"):
        assert (decided[key].kind, decided[key].outcome, decided[key].steps) == ("other", "open", ())
        assert decided[key].title == f"Tlač {key}"
    assert 52740 in ids(decided["92"])


def test_an_open_no_confidence_is_known_from_the_press_alone(decided: Decided) -> None:
    assert (decided["652"].kind, decided["652"].outcome, vote(decided["652"])) == ("no_confidence", "open", None)


def test_no_confidence_is_the_resolution_and_not_the_motion_to_vote_in_secret(decided: Decided) -> None:
    assert vote(decided["387"]) == 55476
    assert vote(decided["388"]) == 55474
    assert 55475 in ids(decided["387"])
    for key in ("76", "194", "297", "387", "388"):
        assert (decided[key].outcome, decided[key].for_means) == ("resolution_failed", "adopt")
        majority = decided[key].majority
        assert majority
        assert majority.needed == 76
        assert decided[key].no_question == "person"


@pytest.mark.parametrize("key", ["63", "551"])
def test_a_failed_resolution_motion_on_a_bill_refuses_it_in_first_reading(decided: Decided, key: str) -> None:
    bill = decided[key]
    assert (bill.kind, bill.outcome, bill.for_means) == ("law", "rejected_first_reading", "adopt")
    assert bill.no_question is None


def test_the_denunciation_with_a_stray_no_quorum_line_was_approved(decided: Decided) -> None:
    treaty = decided["577"]
    assert (treaty.kind, treaty.outcome, vote(treaty)) == ("treaty", "resolution_passed", 55697)
    assert treaty.steps == (treaty.deciding,)


def test_three_competing_texts_of_92_are_all_shown_and_the_second_decides(decided: Decided) -> None:
    assert steps(decided["92"]) == [52742, 52743, 52744]
    assert (vote(decided["92"]), decided["92"].outcome) == (52743, "resolution_passed")


def test_an_alternative_wording_of_800_is_shown_and_does_not_decide(decided: Decided) -> None:
    assert steps(decided["800"]) == [56640, 56641]
    assert (vote(decided["800"]), decided["800"].outcome) == (56640, "resolution_failed")


@pytest.mark.parametrize(("key", "candidate"), [("32", 51863), ("629", 55717)])
def test_an_election_under_an_impossible_motion_is_unclear_and_shows_no_decision(
    decided: Decided, key: str, candidate: int
) -> None:
    election = decided[key]
    assert (election.kind, election.outcome, election.deciding, election.passed) == ("election", "unclear", None, None)
    assert ids(election) == {candidate}
    assert election.steps == ()
    assert election.no_question == "unclear"


@pytest.mark.parametrize("key", sorted(SECRET_AFTER_OPEN))
def test_a_secret_ballot_decides_whatever_else_was_voted_in_the_open(decided: Decided, key: str) -> None:
    openly, secretly = SECRET_AFTER_OPEN[key]
    election = decided[key]
    assert (vote(election), election.outcome) == (secretly, "election_secret_no_result")
    assert openly in steps(election)


def test_a_secret_ballot_has_no_result_no_majority_and_no_stances(decided: Decided) -> None:
    secret = [d for d in decided.values() if d.outcome == "election_secret_no_result"]
    assert len(secret) == 23
    for election in secret:
        assert (election.passed, election.majority, election.shown, election.stances) == (None, None, None, ())
        assert election.no_question == "secret"


def test_for_means_is_unknown_where_one_ballot_recalls_and_elects(decided: Decided) -> None:
    assert decided["116"].for_means == "unknown"
    assert decided["54"].for_means == "elect"
    assert decided["184"].for_means == "adopt"


@pytest.mark.parametrize(
    ("key", "last"), [("4", 51438), ("265", 55063), ("456", 56056), ("715", 56291), ("778", 55992), ("202", 54552)]
)
def test_of_several_ballots_the_last_one_is_named(decided: Decided, key: str, last: int) -> None:
    assert vote(decided[key]) == last


@pytest.mark.parametrize(("key", "ballots"), [("3", 2), ("4", 2), ("5", 2), ("17", 4), ("456", 5), ("778", 2)])
def test_every_ballot_of_an_item_with_several_is_a_step(decided: Decided, key: str, ballots: int) -> None:
    assert len(decided[key].steps) == ballots


def test_a_vote_repeated_after_a_lost_quorum_decides(decided: Decided) -> None:
    assert vote(decided["1126"]) == 57293
    assert 57291 not in steps(decided["1126"])


def test_the_first_reading_repeated_a_minute_later_counts_the_second_time(decided: Decided) -> None:
    assert [n for n in steps(decided["270"]) if n in (54689, 54690)] == [54689, 54690]
    assert vote(decided["270"]) != 54689


@pytest.mark.parametrize(("key", "answers"), [("633", {56211, 56212}), ("882", {56852})])
def test_votes_on_single_interpellation_answers_do_not_decide(decided: Decided, key: str, answers: set[int]) -> None:
    assert answers <= ids(decided[key])
    assert not answers & set(steps(decided[key]))
    assert decided[key].outcome == "resolution_passed"


def test_a_confidence_vote_on_the_programme_is_of_its_own_kind(decided: Decided) -> None:
    assert (decided["27"].kind, vote(decided["27"]), decided["27"].outcome) == ("other", 52718, "resolution_passed")


@pytest.mark.parametrize(
    ("key", "final"),
    [("29", 52731), ("405", 55386), ("446", 55609), ("575", 55590), ("618", 55692), ("628", 55879), ("919", 57068)],
)
def test_a_final_vote_without_the_words_third_reading_decides(decided: Decided, key: str, final: int) -> None:
    assert decided[key].passed is True
    assert vote(decided[key]) == final


def test_the_constitution_needs_90_as_a_whole_and_those_present_in_first_reading(decided: Decided) -> None:
    amendment = decided["733"]
    assert (vote(amendment), amendment.outcome, amendment.no_question) == (56965, "adopted", None)
    assert amendment.majority
    assert (amendment.majority.rule, amendment.majority.needed, amendment.majority.base) == ("members_90", 90, 150)
    refused = [d for d in decided.values() if d.kind == "constitutional_law" and d.key != "733"]
    assert {d.majority.rule for d in refused if d.majority} == {"present"}


def test_the_joint_debate_of_733_and_712_leaves_two_decisions(decided: Decided) -> None:
    assert 56254 in ids(decided["733"])
    assert 56256 in ids(decided["712"])
    assert "Zlúčená" not in decided["712"].title


def test_a_vote_named_only_by_its_motion_belongs_to_the_linked_print(decided: Decided) -> None:
    assert 53401 in steps(decided["141"])
    assert vote(decided["104"]) == 54450
    assert vote(decided["120"]) == 52910


def test_the_criminal_code_of_415_votes_is_decided_by_one(decided: Decided) -> None:
    assert (len(decided["106"].roll_calls), vote(decided["106"])) == (415, 53375)
