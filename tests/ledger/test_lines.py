"""A ledger file's text and the roll calls it stands for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from votewatch.ledger.lines import decode, encode, file_of
from votewatch.model.errors import LedgerError
from votewatch.model.roll_call import Procedure, RollCall, Roster, Totals
from votewatch.model.vocabulary import Parliament, Result

SK = RollCall(
    id="sk:9:v56965",
    parliament=Parliament.SK,
    when="2025-09-26T11:21",
    title="Vládny návrh ústavného zákona (tlač 733).\nHlasovanie o návrhu ústavného zákona ako o celku.",
    result=Result.PASSED,
    totals=Totals(2, 1, 0, 0, 3),
    read="2026-01-24",
    positions="FFA",
    roster=Roster((("Klub PS", (5,)), ("Klub SNS", (1, 9)))),
    term=9,
    meeting=40,
    number=12,
    item="733",
)
EU = RollCall(
    id="eu:v166051",
    parliament=Parliament.EU,
    when="2024-03-13T12:05:00",
    title="Artificial Intelligence Act",
    result=None,
    totals=Totals(523, 46, 49, did_not_vote=85),
    read="2025-09-28",
    motion="Accord provisoire - Am 808",
    reference="A9-0188/2023",
    is_main=True,
    procedure=Procedure("2021/0106(COD)", "Artificial Intelligence Act", "COD", None),
)


@pytest.mark.parametrize("roll_call", [SK, EU, replace(EU, procedure=None), replace(SK, positions=None, roster=None)])
def test_what_is_written_is_read_back_the_same(roll_call: RollCall) -> None:
    name = file_of(roll_call)
    assert list(decode(encode(name, [roll_call]), name)) == [roll_call]


def test_a_procedure_without_a_title_differs_from_one_with_the_title_of_its_line() -> None:
    nameless = replace(EU, procedure=Procedure("2021/0106(COD)", None, "COD", None))
    assert list(decode(encode("eu/2024-03", [nameless]), "eu/2024-03")) == [nameless]


def test_lines_are_sorted_by_the_source_number_whatever_order_they_come_in() -> None:
    later = replace(SK, id="sk:9:v100000")
    assert encode("sk/9/40", [later, SK]) == encode("sk/9/40", [SK, later])


def test_a_roster_is_written_once_for_votes_that_share_it_and_again_when_it_changes() -> None:
    moved = replace(SK, id="sk:9:v56967", roster=Roster((("Klub PS", (5, 9)), ("Klub SNS", (1,)))))
    text = encode("sk/9/40", [SK, replace(SK, id="sk:9:v56966"), moved])
    assert text.count('{"roster"') == 2


def test_letters_that_do_not_fit_the_roster_are_refused_with_file_and_line() -> None:
    broken = encode("sk/9/40", [SK]).replace('"positions":"FFA"', '"positions":"FF"')
    with pytest.raises(LedgerError, match=r"sk/9/40\.jsonl line 3.*sk:9:v56965"):
        list(decode(broken, "sk/9/40"))


def test_an_unknown_key_is_refused() -> None:
    broken = encode("sk/9/40", [SK]).replace('"item"', '"tlac"')
    with pytest.raises(LedgerError, match="unknown keys"):
        list(decode(broken, "sk/9/40"))


def test_an_unknown_result_is_refused() -> None:
    broken = encode("sk/9/40", [SK]).replace('"passed"', '"prešlo"')
    with pytest.raises(LedgerError, match="prešlo"):
        list(decode(broken, "sk/9/40"))
