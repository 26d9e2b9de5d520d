"""Adopted is not in force, and a fast track is not its bill."""

from __future__ import annotations

import pytest

from votewatch.facts.sk.related import same_law
from votewatch.model.decision import Decision

Decided = dict[str, Decision]
RETURNED = {
    "90": "125", "154": "300", "199": "301", "151": "349", "282": "362", "325": "488",
    "230": "525", "345": "628", "432": "804", "642": "890", "1123": "1139",
}  # fmt: skip


def links(decision: Decision) -> dict[str, str]:
    return {link.relation: link.decision_id for link in decision.related}


def test_all_eleven_returned_laws_and_their_originals_name_each_other(decided: Decided) -> None:
    found = {d.key: links(d)["returned_as"] for d in decided.values() if "returned_as" in links(d)}
    assert found == {original: f"sk:9:{returned}" for original, returned in RETURNED.items()}
    for original, returned in RETURNED.items():
        assert links(decided[returned])["returned_from"] == f"sk:9:{original}"


def test_an_adopted_law_that_fell_leads_to_the_print_where_it_fell(decided: Decided) -> None:
    assert decided["432"].outcome == "adopted"
    assert links(decided["432"])["returned_as"] == "sk:9:804"
    assert decided["804"].outcome == "veto_stood"


def test_64_fast_track_motions_lead_to_the_next_print_and_261_to_the_one_before(decided: Decided) -> None:
    motions = [d for d in decided.values() if d.kind == "fast_track_motion"]
    bills = {d.key: links(d).get("fast_track_of", "").rpartition(":")[2] for d in motions}
    assert len(motions) == 66
    assert sum(bill == str(int(key) + 1) for key, bill in bills.items()) == 64
    assert bills["261"] == "260"
    assert bills["1046"] == ""  # 1047 has no vote yet
    for key, bill in bills.items():
        assert not bill or links(decided[bill])["fast_track"] == f"sk:9:{key}"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Vládny návrh zákona o podpore prioritných okresov", "Zákon z 11. júna 2025 o podpore prioritných okresov "
         "a o zmene a doplnení niektorých zákonov, vrátený prezidentom Slovenskej republiky", True),
        ("Vládny návrh zákona o sociálnych službách", "Vládny návrh zákona o podpore nájomného bývania",
         False),
        ("Vládny návrh zákona o dani", "Vládny návrh zákona o dani z pridanej hodnoty v znení neskorších", False),
    ],
)  # fmt: skip
def test_two_titles_name_one_law_when_the_names_agree(one: str, other: str, same: bool) -> None:
    assert same_law(one, other) is same
