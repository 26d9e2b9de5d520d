from __future__ import annotations

from collections import Counter

import pytest

from votewatch.facts.sk.motions import Motion, motion_of
from votewatch.model.roll_call import RollCall

ITEM = "Vládny návrh zákona o pozmeňujúcich návrhoch a vrátených peniazoch (tlač 1) - druhé čítanie.\n"


@pytest.mark.parametrize(
    ("line", "motion"),
    [
        ("Hlasovanie o návrhu zákona ako o celku.", Motion.WHOLE),
        ("Hlasovanie o vrátenom zákone ako o celku.", Motion.WHOLE),
        ("Hlasovanie o vrátenom návrhu zákona ako o celku.", Motion.WHOLE),
        ("Hlasovanie o ústavnom zákone ako o celku.", Motion.WHOLE),
        ("Hlasovanie o programe 33. schôdze NR SR ako o celku.", Motion.AGENDA),
        ("Hlasovanie o návrhu uznesenia ako o celku.", Motion.RESOLUTION),
        ("Hlasovanie o tom, aby bol návrh zákona prerokovaný v druhom čítaní.", Motion.SECOND_READING),
        ("Hlasovanie o návrhu na opakované druhé čítanie - posl. Zahorčák.", Motion.REPEAT_SECOND_READING),
        ("Hlasovanie o návrhu posl. Dostál. vrátiť návrh zákona na dopracovanie.", Motion.RETURN),
        ("Hlasovanie o návrhu posl. Dostál - nepokračovať v rokovaní o návrhu zákona.", Motion.STOP),
        ("Hlasovanie o skrátení lehoty na doručenie prednesených pozmeňovacích návrhov.", Motion.DEADLINE),
        ("Hlasovanie o pozmeňujúcom návrhu k návrhu uznesenia - pos. Hargaš.", Motion.AMENDMENT),
        ("Hlasovanie o pozmeňujúcom návrhu uvedenom v časti 3. informácie - 1 bod.", Motion.AMENDMENT),
        ("Hlasovanie o pripomienkach prezidenta SR - 1 až 4. pripomienka.", Motion.PRESIDENTS_COMMENTS),
        ("Návrh na prerokovanie zákona v skrátenom legislatívnom konaní.", Motion.FAST_TRACK),
        ("Hlasovanie o tom, aby sa hlasovanie uskutočnilo tajne.", Motion.SECRECY),
        ("Návrh nového znenia uznesenia - posl. Dostál.", Motion.RESOLUTION),
        ("NR SR nie je uznášaniaschopná.", Motion.PRESENCE),
        ("Hlasovanie o čomsi, čo tu ešte nebolo.", Motion.UNKNOWN),
    ],
)
def test_the_last_line_says_what_was_voted_on(line: str, motion: Motion) -> None:
    assert motion_of(ITEM + line) is motion


@pytest.mark.parametrize(
    ("line", "motion"),
    [
        ("Hlasovanie o námetke posl. Krajčí.", Motion.OBJECTION),
        ("Hlasovanie o námiestke poslankýň Jurík a Plavákovej.", Motion.OBJECTION),
        ("Hlasovanie o pozmeňujúcich a doplňujúcich návrhoch z rozpIravy – posl. I. Matovič.", Motion.AMENDMENT),
        ("Hlasovanie o bodoch z inofrmácie - body 1 - 3 a 5 - 12", Motion.AMENDMENT),
        ("Prezentácia č 1.", Motion.PRESENCE),
        ("Hlasovanie o 2. návhru podpredsedu NR SR P. Žigu.", Motion.PROCEDURAL),
    ],
)
def test_mistyped_words_are_known_by_their_stems(line: str, motion: Motion) -> None:
    assert motion_of(ITEM + line) is motion


@pytest.mark.parametrize(
    "title", ["Hlasovanie", "Zrušené.", "Neplatné hlasovanie.", "Zmätočné hlasovanie", ITEM + "Neplatné hlasovanie."]
)
def test_a_void_vote_is_void_wherever_the_words_stand(title: str) -> None:
    assert motion_of(title) is Motion.VOID


def test_words_of_the_items_own_title_are_not_taken_for_the_motion() -> None:
    assert motion_of("Návrh na voľbu člena Súdnej rady Slovenskej republiky (tlač 202).") is Motion.ITEM


def test_seventeen_votes_of_term_nine_are_void(record: list[RollCall]) -> None:
    void = {r.source_id for r in record if motion_of(r.title) is Motion.VOID}
    assert void == {
        *(52831, 52867, 52872, 52966, 54551, 55073, 55140, 55283, 55418),
        *(55456, 55875, 55890, 55933, 56261, 56316, 56979, 57349),
    }


def test_every_motion_of_term_nine_is_known(record: list[RollCall]) -> None:
    counted = Counter(motion_of(r.title) for r in record)
    assert counted[Motion.UNKNOWN] == 0
    assert counted[Motion.WHOLE] == 271
    assert counted[Motion.SECOND_READING] == 528
