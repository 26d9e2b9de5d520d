from __future__ import annotations

import pytest

from votewatch.facts.sk.titles import item_title, kind_of, split_title
from votewatch.model.vocabulary import SkKind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Návrh vlády na skrátené legislatívne konanie o vládnom návrhu zákona, ktorým sa …", SkKind.FAST_TRACK_MOTION),
        ("Zákon zo 7. novembra 2024, ktorým sa …, vrátený prezidentom Slovenskej republiky", SkKind.RETURNED_LAW),
        ("Návrh poslancov na vydanie ústavného zákona, ktorým sa …", SkKind.CONSTITUTIONAL_LAW),
        ("Vládny návrh ústavného zákona, ktorým sa mení Ústava", SkKind.CONSTITUTIONAL_LAW),
        ("Návrh poslancov n a vydanie zákona, ktorým sa …", SkKind.LAW),
        ("Návrh poslancov na vydanie zákona o vykonaní ústavného zákona č. 357/2004 Z. z.", SkKind.LAW),
        ("Vládny návrh Stavebného zákona", SkKind.LAW),
        ("Návrh zákona, ktorým sa dopĺňa zákon č. 564/2004 Z. z.", SkKind.LAW),
        ("Návrh poslancov na prijatie uznesenia k ústavnému zákonu č. 493/2011 Z. z.", SkKind.RESOLUTION_OR_REPORT),
        ("Návrh poslancov na prijatie uznesenia k voľbe predsedu", SkKind.RESOLUTION_OR_REPORT),
        ("Návrh k zmene Štatútu Štátnej komisie pre voľby", SkKind.RESOLUTION_OR_REPORT),
        ("Návrh na vyslovenie súhlasu Národnej rady s Dohodou o leteckej doprave", SkKind.TREATY),
        ("Návrh na vyslovenie nedôvery členke vlády", SkKind.NO_CONFIDENCE),
        ("Návrh na zmeny v zložení výborov", SkKind.ELECTION),
        ("Návrh štátneho záverečného účtu za rok 2024", SkKind.BUDGET_OTHER),
        ("Správa o hodnotení plnenia pravidiel rozpočtovej zodpovednosti", SkKind.RESOLUTION_OR_REPORT),
        ("Programové vyhlásenie vlády Slovenskej republiky", SkKind.OTHER),
        ("Návrh čohosi, čo tu ešte nebolo", None),
    ],
)
def test_the_kind_is_read_from_the_items_own_words(title: str, kind: SkKind | None) -> None:
    assert kind_of(title) is kind


@pytest.mark.parametrize(
    ("title", "item"),
    [
        (
            "HlasovanieVládny návrh zákona o lesoch (tlač 5) - prvé čítanie.\nHlasovanie o …",
            "Vládny návrh zákona o lesoch",
        ),
        ("6. Návrh zákona o lesoch (tlač 5).\nHlasovanie o …", "Návrh zákona o lesoch"),
        ("Návrh zákona o lesoch (tlač 5) - treite čítanie.\nHlasovanie o …", "Návrh zákona o lesoch"),
        ("Návrh zákona o lesoch. (prvé čítanie)\nHlasovanie o …", "Návrh zákona o lesoch"),
        ("Návrh rozpočtu (tlač 120\nHlasovanie o návrhu uznesenia.", "Návrh rozpočtu"),
        ("Návrh na voľbu (tlač č. 88 a tlač č. 104).", "Návrh na voľbu"),
        (
            "Návrh zákona o lesoch (tlač 5) - prvé čítanie. (Zlúčená rozprava o tlačiach č. 5 a č. 6.)\nHlasovanie o …",
            "Návrh zákona o lesoch",
        ),
        ("Návrh zákona\no lesoch\n(tlač 5) - prvé čítanie.\nHlasovanie o …", "Návrh zákona o lesoch"),
        (
            "Návrh zákona, ktorým sa mení zákon č. 1/2020 Z. z. (tlač 5)\nHlasovanie o …",
            "Návrh zákona, ktorým sa mení zákon č. 1/2020 Z. z.",
        ),
        ("Prezentácia č. 2, NR SR je uznášaniaschopná.", ""),
    ],
)
def test_an_items_title_is_freed_of_number_reading_notes_and_slips(title: str, item: str) -> None:
    assert item_title(title) == item


def test_an_item_and_a_motion_on_one_line_are_told_apart() -> None:
    assert split_title("K schválenému zákonu (tlač 1037) Hlasovanie o požiadavke NR SR") == (
        "K schválenému zákonu (tlač 1037)",
        "Hlasovanie o požiadavke NR SR",
    )
