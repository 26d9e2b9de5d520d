"""The verdict by code: numbers, dates, ids and names of an answer, each of them in a result or invented."""

from __future__ import annotations

import pytest

from votewatch.brains.grounded import judge
from votewatch.brains.loop import Told, Used
from votewatch.brains.tools import Result

DECISION = Used(
    "decision",
    '{"id": "sk:9:733"}',
    Result(
        True,
        {
            "id": "sk:9:733",
            "date": "2025-09-26",
            "title": "Vládny návrh ústavného zákona, ktorým sa mení Ústava Slovenskej republiky č. 460/1992 Zb.",
            "totals": {"for": 90, "against": 7, "not_voting": 2},
            "percent": 74.8,
            "stances": [{"club": "Klub SMER - SD", "for": 41}, {"club": "Klub PS", "absent": 33}],
            "member": "Michal Šimečka",
            "sources": ["https://www.nrsr.sk/web/Default.aspx?ID=56965"],
        },
    ),
)
REFUSED = Used("decision", '{"id": "sk:9:12345"}', Result(False, {"error": "there is no decision 'sk:9:12345'"}))
DRAFT = Used("note_on_decision", "{}", Result(True, {"draft": "note-77.json"}))


def told(answer: str, *used: Used) -> Told:
    return Told("cloud", "m", answer, used, 2)


@pytest.mark.parametrize(
    "answer",
    [
        "Parliament adopted sk:9:733 on 26 September 2025 by 90 votes to 7.",
        "Národná rada ho prijala 26. septembra 2025, za bolo 90 poslancov, proti 7.",
        "Dňa 26. 9. 2025 bol prijatý (sk:9:733), zákon č. 460/1992 Zb. sa mení.",
        "In 2025 the club SMER - SD gave 41 votes; PS was absent with 33.",
        "Michal Šimečka's vote: see print 733.",
        "September 26, 2025: adopted. The two agreed in 74.8% of decisions.",
        "Hlasovanie bolo 2025-09-26 a zhoda je 74,8 %.",
        "The record does not tell.",
        "Šimečku sme v zázname našli.",
    ],
)
def test_what_stands_in_a_result_is_grounded(answer: str) -> None:
    verdict = judge(told(answer, DECISION))
    assert (verdict.grounded, verdict.invented) == (True, ())


@pytest.mark.parametrize(
    ("answer", "invented"),
    [
        ("It passed by 91 votes.", ("91",)),
        ("It passed with ninety-one percent for, 26 for.", ("26",)),
        ("It was adopted on 27 September 2025.", ("2025-09-27",)),
        ("Prijali ho 26. augusta 2025.", ("2025-08-26",)),
        ("See sk:9:734.", ("sk:9:734",)),
        ("The law is 461/1992.", ("461/1992",)),
        ("Robert Fico voted for it.", ("Robert", "Fico")),
        ("Hlasoval aj poslanec Matovič.", ("Matovič",)),
        ("It was in 2024.", ("2024",)),
        ("There were 12345 votes.", ("12345",)),
        ("Za bolo 90 poslancov, teda 60 %.", ("60%",)),
    ],
)
def test_what_stands_in_no_result_is_named(answer: str, invented: tuple[str, ...]) -> None:
    verdict = judge(told(answer, DECISION, REFUSED, DRAFT))
    assert not verdict.grounded
    assert set(invented) <= set(verdict.invented)
    assert all(one in verdict.reason for one in invented)


def test_an_answer_without_a_look_up_is_ungrounded_however_harmless() -> None:
    assert judge(told("Yes.")).reason == "nothing was looked up"
    assert judge(told("Yes.", REFUSED)).reason == "no look-up gave a result"
    assert judge(told("Yes.", DRAFT)).reason == "no look-up gave a result"
    assert judge(Told("cloud", "m", error="no key")).reason == "no answer"
