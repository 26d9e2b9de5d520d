"""The French descriptions, as the record writes them."""

from __future__ import annotations

from collections import Counter

import pytest

from votewatch.facts.eu.motions import Motion, mentioned_procedure_type, motion_of
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament


def roll_call(motion: str | None, *, main: bool = True, title: str = "A text") -> RollCall:
    return RollCall(
        "eu:v1", Parliament.EU, "2024-01-01T12:00:00", title, None, None, "2024-01-02", motion=motion, is_main=main
    )


@pytest.mark.parametrize(
    ("description", "motion"),
    [
        ("Résolution", Motion.RESOLUTION),
        ("Proposition de résolution (ensemble du texte)", Motion.RESOLUTION),
        ("Proposition de la résolution", Motion.RESOLUTION),
        ("Proposition de resolution", Motion.RESOLUTION),
        ("Proposition de résolution (commissions DEVE et FEMM) (ensemble du texte)", Motion.RESOLUTION),
        ("Proposition de résolution de remplacement - Am 1", Motion.REPLACEMENT),
        ("Proposition de la Commission", Motion.PROPOSAL),
        ("Proposition de la Commisssion", Motion.PROPOSAL),
        ("Proposition de Commission", Motion.PROPOSAL),
        ("Proposition de la Commission et amendement", Motion.PROPOSAL),
        ("Proposition de la Commission au Conseil", Motion.PROPOSAL),
        ("Proposition de la Commission (amendée le 7 février 2024)", Motion.PROPOSAL),
        ("2020/0081(CNS)) - Proposition de la Commission", Motion.PROPOSAL),
        ("Accord provisoire - Am 121PC1", Motion.AGREEMENT),
        ("Projet de décision du Conseil européen", Motion.COUNCIL_DRAFT),
        ("Projet de règlement du Conseil", Motion.COUNCIL_DRAFT),
        ("Procédure d'approbation", Motion.COUNCIL_DRAFT),
        ("Projet du Conseil", Motion.COUNCIL_TEXT),
        ("Projet de décision", Motion.DRAFT_DECISION),
        ("Proposition de décision (ensemble du texte)", Motion.DECISION),
        ("Propositions de décision", Motion.DECISION),
        ("Décision", Motion.DECISION),
        ("Projet de recommendation", Motion.RECOMMENDATION),
        ("Projet commun", Motion.JOINT_TEXT),
        ("Vote unique", Motion.SINGLE),
        ("Rejet - Am 682", Motion.REJECTION),
        ("Proposition de rejet de la proposition de la Commission - Am 268", Motion.REJECTION),
        ("Décision d’engager des négociations interinstitutionnelles (commission LIBE)", Motion.NEGOTIATIONS),
        ("Renvoi (article 59, paragraphe 4, du règlement)", Motion.REFERRAL),
        ("2021/0071(COD - Demande d’application de la procédure d’urgence", Motion.URGENCY),
        ("2020/0231(COD)", Motion.URGENCY),
        ("Déclaration de la Commission - Am 49", Motion.STATEMENT),
        ("Proposition de décision - Am 143", Motion.PART),
        ("Ordre du jour de mardi", Motion.UNKNOWN),
    ],
)
def test_a_main_vote_is_read_through_typing_errors(description: str, motion: Motion) -> None:
    assert motion_of(roll_call(description)) is motion


@pytest.mark.parametrize("description", ["Am 95", "§ 2/1", "Après le § 8 - Am 12", "Considérant B", "Bloc A", None])
def test_any_other_description_of_a_lesser_vote_is_a_part(description: str | None) -> None:
    assert motion_of(roll_call(description, main=False)) is Motion.PART


def test_a_main_vote_without_description_is_an_election_only_by_its_title() -> None:
    assert motion_of(roll_call(None, title="Election of the Commission")) is Motion.ELECTION
    assert motion_of(roll_call(None, title="Pegasus")) is Motion.UNKNOWN


def test_a_description_may_name_its_procedure() -> None:
    assert mentioned_procedure_type(roll_call("2020/0311(CNS)")) == "CNS"
    assert mentioned_procedure_type(roll_call("2021/0071(COD - Demande d’application")) == "COD"
    assert mentioned_procedure_type(roll_call("Vote unique")) is None


def test_every_main_vote_of_the_record_is_in_the_vocabulary(record: list[RollCall]) -> None:
    unknown = [r for r in record if r.is_main and motion_of(r) is Motion.UNKNOWN]
    assert unknown == []
    found = Counter(motion_of(r) for r in record if r.is_main)
    assert found[Motion.AGREEMENT] == sum(r.is_main and (r.motion or "").startswith("Accord prov") for r in record)
