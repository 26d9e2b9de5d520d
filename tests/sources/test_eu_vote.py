"""One vote of HowTheyVote.eu."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.eu_answers import ballot, detail, document, related
from votewatch.model.errors import SourceError
from votewatch.model.member import Member
from votewatch.model.roll_call import Procedure, RollCall, Roster, Totals
from votewatch.model.vocabulary import Parliament, Result
from votewatch.sources import eu_vote
from votewatch.sources.document import UnreadableDocument
from votewatch.sources.eu_fields import UnreadableField
from votewatch.sources.eu_list import Listed
from votewatch.sources.eu_vote import DuplicateMember, NamedGroup, Related, TotalsDisagree, UnknownPosition


def test_a_vote_becomes_a_roll_call() -> None:
    assert eu_vote.parse(document(detail())).roll_call == RollCall(
        id="eu:v169500",
        parliament=Parliament.EU,
        when="2024-10-10T12:23:40",
        title="Sustainable fishing",
        result=Result.PASSED,
        totals=Totals(2, 1, 0, did_not_vote=1),
        read="2024-11-01",
        positions="DFFA",
        roster=Roster((("", (40,)), ("EPP", (10, 30)), ("ESN", (20,)))),
        motion="Proposition de résolution",
        reference="B10-0101/2024",
        is_main=True,
        procedure=Procedure("2022/0195(COD)", "Fishing", "COD", "OLP_FIRST_READING"),
        topics=("Fisheries",),
    )


def test_members_and_groups_are_named_as_the_source_names_them() -> None:
    read = eu_vote.parse(document(detail()))
    assert read.members[0] == Member(30, "First", "LAST 30", "DEU")
    assert {m.id for m in read.members} == {10, 20, 30, 40}
    assert read.groups == (
        NamedGroup("EPP", "European People’s Party", "EPP"),
        NamedGroup("ESN", "Europe of Sovereign Nations", "ESN"),
    )


def test_a_vote_is_not_related_to_itself() -> None:
    other = related(169499, "2024-10-10T12:20:00", is_main=False, description="§ 2/1", result=None)
    read = eu_vote.parse(document(detail(related=[other, related(169500)])))
    assert read.related == (Related(Listed(169499, "2024-10-10T12:20:00"), False, "§ 2/1", None),)


def test_a_vote_without_a_title_has_the_empty_one() -> None:
    assert eu_vote.parse(document(detail(display_title=None))).roll_call.title == ""


def test_a_vote_without_members_is_known_by_its_totals() -> None:
    read = eu_vote.parse(document(detail(member_votes=[]))).roll_call
    assert (read.totals, read.positions, read.roster) == (Totals(2, 1, 0, did_not_vote=1), None, None)


def test_whoever_did_not_vote_is_never_compared() -> None:
    total = {"FOR": 2, "AGAINST": 1, "ABSTENTION": 0, "DID_NOT_VOTE": 99}
    read = eu_vote.parse(document(detail(stats={"total": total}))).roll_call
    assert read.totals == Totals(2, 1, 0, did_not_vote=99)


@pytest.mark.parametrize("word", ["FOR", "AGAINST", "ABSTENTION"])
def test_a_total_that_is_one_off_is_refused_naming_vote_and_url(word: str) -> None:
    total = {"FOR": 2, "AGAINST": 1, "ABSTENTION": 0, "DID_NOT_VOTE": 1}
    total[word] += 1
    with pytest.raises(TotalsDisagree, match=r"eu:v169500: .*disagree.*/api/votes/169500"):
        eu_vote.parse(document(detail(stats={"total": total})))


def test_a_member_twice_is_refused() -> None:
    with pytest.raises(DuplicateMember, match="eu:v169500: member 30"):
        eu_vote.parse(document(detail(member_votes=[ballot(30, "FOR"), ballot(30, "FOR", "ESN")])))


def test_an_unknown_position_is_refused() -> None:
    with pytest.raises(UnknownPosition, match="eu:v169500: unknown position 'PRESENT'"):
        eu_vote.parse(document(detail(member_votes=[ballot(30, "PRESENT")])))


def test_the_spelling_of_the_csv_doors_is_no_position() -> None:
    with pytest.raises(UnknownPosition, match=r"VotePosition\.FOR"):
        eu_vote.parse(document(detail(member_votes=[ballot(30, "VotePosition.FOR")])))


@pytest.mark.parametrize("word", ["LAPSED", "WITHDRAWN", "adopted"])
def test_an_unknown_result_is_refused(word: str) -> None:
    with pytest.raises(eu_vote.UnknownResult, match=f"eu:v169500: unknown result '{word}'"):
        eu_vote.parse(document(detail(result=word)))


def test_a_time_to_the_millisecond_is_kept() -> None:
    when = "2020-11-24T21:46:47.545000"
    assert eu_vote.parse(document(detail(timestamp=when))).roll_call.when == when


@pytest.mark.parametrize(
    "odd",
    [
        {"timestamp": "2024-10-10T12:23:40Z"},
        {"timestamp": None},
        {"id": "169500"},
        {"is_main": None},
        {"is_main": 1},
        {"display_title": 7},
        {"stats": None},
        {"stats": {"total": {"FOR": 2, "AGAINST": 1, "DID_NOT_VOTE": 1}}},
        {"stats": {"total": {"FOR": 2, "AGAINST": -1, "ABSTENTION": 0, "DID_NOT_VOTE": 1}}},
        {"procedure": {"title": None, "type": "COD", "reference": "(COD)", "stage": None}},
        {"procedure": []},
        {"member_votes": None},
        {"member_votes": [["30", "FOR"]]},
        {"related": {}},
        {"topics": None},
    ],
)
def test_a_field_of_another_shape_is_refused_naming_it(odd: dict[str, Any]) -> None:
    with pytest.raises(UnreadableField, match=next(iter(odd))) as refusal:
        eu_vote.parse(document(detail() | odd))
    assert refusal.value.url.endswith("/api/votes/169500")


@pytest.mark.parametrize("name", ["display_title", "result", "procedure", "member_votes", "stats", "reference"])
def test_a_field_that_was_renamed_is_noticed(name: str) -> None:
    answer = detail()
    answer[f"{name}_new"] = answer.pop(name)
    with pytest.raises(UnreadableField, match=f"{name} is missing"):
        eu_vote.parse(document(answer))


@pytest.mark.parametrize("body", [b"<h1>Service Unavailable</h1>", b"", b'{"id": 16950', b"\xff\xfe"])
def test_what_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        eu_vote.parse(document(body))


@pytest.mark.parametrize("value", [[], None, "text", {"error": "404 Not Found"}])
def test_json_of_another_kind_is_refused(value: Any) -> None:
    with pytest.raises(SourceError):
        eu_vote.parse(document(value))
