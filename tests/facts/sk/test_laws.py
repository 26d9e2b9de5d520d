from __future__ import annotations

import pytest

from tests.facts.twins.searching import twin_amended
from votewatch.facts.sk.laws import amended_laws
from votewatch.model.decision import Decision


@pytest.mark.parametrize(
    ("title", "amended"),
    [
        ("Vládny návrh zákona, ktorým sa mení a dopĺňa zákon č. 300/2005 Z. z. Trestný zákon", ("300/2005",)),
        ("ktorým sa mení zákon č. 595/2003 Z. z. a ktorým sa dopĺňa a zákon č. 461/2003", ("595/2003", "461/2003")),
        ("ktorým sa mení a dopĺňa zákon Národnej rady Slovenskej republiky č. 18/1996 Z. z. o cenách", ("18/1996",)),
        ("ktorým sa mení a dopĺňa Ústava Slovenskej republiky č. 460/1992 Zb.", ("460/1992",)),
        ("ktorým sa dopĺňa ústavný zákon č. 397/2004 Z. z.", ("397/2004",)),
        ("ktorým sa mení a dopĺňa zakon č . 87/2018 Z. z.", ("87/2018",)),
        ("ktorým sa zrušuje zákon č. 279/2024 Z. z. o dani z finančných transakcií", ("279/2024",)),
        # The bill's own name says what it amends.
        ("Vládny návrh zákona o vesmíre a o zmene a doplnení zákona č. 55/2017 Z. z. o štátnej službe", ("55/2017",)),
        # The name of an older law says what that one amended once, and "v znení" is its history.
        ("ktorým sa mení zákon č. 364/2004 Z. z. o vodách a o zmene zákona č. 372/1990 Zb.", ("364/2004",)),
        ("ktorým sa mení zákon č. 540/2021 Z. z. v znení zákona č. 518/2022 Z. z.", ("540/2021",)),
        ("na prijatie uznesenia podľa čl. 9 ústavného zákona č. 397/2004 Z. z.", ()),
        ("Vládny návrh zákona o štátnom rozpočte na rok 2026", ()),
    ],
)  # fmt: skip
def test_a_title_says_which_laws_are_amended(title: str, amended: tuple[str, ...]) -> None:
    assert amended_laws(title) == amended


@pytest.mark.slow
def test_the_twin_agrees_on_every_title(decided: dict[str, Decision]) -> None:
    differ = {
        key: (amended_laws(d.title), twin_amended(d.title))
        for key, d in decided.items()
        if set(amended_laws(d.title)) != twin_amended(d.title)
    }
    assert differ == {}


@pytest.mark.slow
def test_more_than_half_of_the_prints_amend_a_law(decided: dict[str, Decision]) -> None:
    assert sum(bool(amended_laws(d.title)) for d in decided.values()) == 518
