"""A small record, typed for the tests of the renderer: three decisions of the NR SR and two of the EP."""

from __future__ import annotations

from pathlib import Path

from votewatch.facts import eu, sk
from votewatch.ledger import parties
from votewatch.model.correction import Correction
from votewatch.model.member import Member, Membership
from votewatch.model.prose import Prose, Text
from votewatch.model.roll_call import Procedure, RollCall, Roster, Totals
from votewatch.model.vocabulary import Parliament, Result
from votewatch.render.record import Record

SMALL_DATA = Path(__file__).with_name("small_data")
INDEPENDENTS = "Poslanci, ktorí nie sú členmi poslaneckých klubov"
# Sixteen members for each of the eight letters of a vote below: with fewer than 76 present no vote of the NR SR counts.
EACH = 16
SK_ROSTER = Roster(
    (
        ("Klub A", tuple(range(1, 4 * EACH + 1))),
        ("Klub Č", tuple(range(4 * EACH + 1, 7 * EACH + 1))),
        (INDEPENDENTS, tuple(range(7 * EACH + 1, 8 * EACH + 1))),
    )
)
EU_ROSTER = Roster((("", (50,)), ("EPP", (51, 52, 53)), ("SD", (54, 55))))


CLUBS = parties.load(SMALL_DATA)
# One member of the club A came from Č, one left the parliament; the EP's still sit where they are.
MEMBERSHIPS = {
    Parliament.SK: [
        *(Membership(m, club, "2025-09-10", "2025-09-26") for club, held in SK_ROSTER.clubs for m in held if m > 2),
        Membership(1, "Klub Č", "2025-09-10", "2025-09-10"),
        Membership(1, "Klub A", "2025-09-26", "2025-09-26"),
        Membership(2, "Klub A", "2025-09-10", "2025-09-10"),
    ],
    Parliament.EU: [Membership(m, club, "2024-07-16", None) for club, held in EU_ROSTER.clubs for m in held],
}


def sk_vote(
    number: int, item: str | None, title: str, letters: str, result: Result, day: str = "2025-09-26"
) -> RollCall:
    """A roll call of the NR SR; each letter stands for sixteen members, and the totals are counted from them."""
    letters = "".join(letter * EACH for letter in letters)
    count = letters.count
    return RollCall(
        f"sk:9:v{number}", Parliament.SK, f"{day}T11:{number % 60:02d}", title, result,
        Totals(count("F"), count("A"), count("B"), count("N"), count("0")), "2025-10-01", letters, SK_ROSTER,
        term=9, meeting=40, number=number % 100, item=item,
    )  # fmt: skip


def eu_vote(number: int, reference: str, title: str, letters: str | None, motion: str, main: bool = True) -> RollCall:
    """A roll call of the EP; without letters it is known by its totals."""
    count = (letters or "FFA").count
    return RollCall(
        f"eu:v{number}", Parliament.EU, f"2025-07-08T12:00:{number % 60:02d}", title, Result.PASSED if main else None,
        Totals(count("F"), count("A"), count("B"), did_not_vote=count("D")), "2025-10-02", letters,
        EU_ROSTER if letters else None, motion=motion, is_main=main,
        procedure=Procedure(reference, title, reference[-4:-1], None),
    )  # fmt: skip


ADVERTS = "Vládny návrh zákona, ktorým sa mení a dopĺňa zákon č. 147/2001 Z. z. o reklame <a iných> (tlač 20)"
FORESTS = (
    "Návrh poslancov Národnej rady Slovenskej republiky Jána Prvého a Evy Druhej na vydanie zákona o lesoch (tlač 21)"
)
DEBATE = "Hlasovanie o tom, aby bol návrh zákona prerokovaný v druhom čítaní."
WHOLE = "Hlasovanie o návrhu zákona ako o celku."


# Slovak alone for the adverts, so that English falls back; both languages for the trade in glass.
PROSE = (
    Prose(
        "sk:9:20",
        sk=Text(
            "Pravidlá pre reklamu", "Návrh mení zákon o reklame. Určuje, čo smie byť v reklame <b>liekov</b>.",
            "Má sa zmeniť zákon o reklame, alebo nie?", "model", "nvidia_nim/meta/llama-3.3-70b-instruct",
            "1", "abc", "1", "2025-10-03",
        ),
    ),
    Prose(
        "eu:2025-0001-COD",
        *(
            Text(headline, summary, question, "editorial", "", "", "", "1", "2025-10-04")
            for headline, summary, question in (
                ("Obchod so sklom", "Návrh určuje pravidlá pre sklo. Platia v EÚ.", "Má sa prijať návrh o skle?"),
                ("Trade in glass", "The proposal sets rules on glass. They hold in the EU.", "Should it pass?"),
            )
        ),
    ),
)  # fmt: skip


def record() -> Record:
    """Five decisions, a loose vote, a correction and a vote that could not be taken in."""
    first = f"prvé čítanie.\n{DEBATE}"
    adverts = [
        sk_vote(101, "20", f"{ADVERTS} - {first}", "FFFFFABF", Result.PASSED, "2025-09-10"),
        sk_vote(102, "20", f"{ADVERTS} - tretie čítanie.\n{WHOLE}", "FFFFAAN0", Result.PASSED),
    ]
    forests = [sk_vote(103, "21", f"{FORESTS} - {first}", "AAAAFFF0", Result.FAILED)]
    loose = [sk_vote(104, None, "Prezentácia.", "FFFFFFF0", Result.PASSED)]
    trade = [
        eu_vote(201, "2025/0001(COD)", "Rules on trade in glass", None, "Am 1", main=False),
        eu_vote(202, "2025/0001(COD)", "Rules on trade in glass", "DFFAFF", "Accord provisoire"),
    ]
    maize = "Objection pursuant to Rule 115(2) and (3): Maize GA21"
    objection = [eu_vote(203, "2025/2002(RSP)", maize, "FFFFAB", "Proposition de résolution")]
    roll_calls = (*adverts, *forests, *loose, *trade, *objection)
    return record_of(roll_calls)


def record_of(roll_calls: tuple[RollCall, ...]) -> Record:
    """The record of these roll calls, decided."""
    first, last = ("Ján", "Eva", "Oľga", "Ďuro"), ("Žiak", "Čierna", "Adam", "Šťastná", "O’Hara & syn", "Ťažký")
    sk_members = {i: Member(i, f"{first[i % 4]} {i}.", last[i % 6]) for i in range(1, 8 * EACH + 1)}
    countries = ["SVK", "SVK", "DEU", "FRA", "SVK", "CZE"]
    eu_members = {50 + i: Member(50 + i, f"Meno{i}", f"PRIEZVISKO{i}", c) for i, c in enumerate(countries)}
    return Record(
        roll_calls=roll_calls,
        decisions=(*sk.decide(roll_calls, []), *eu.decide(roll_calls, [])),
        sk_members=sk_members,
        eu_members=eu_members,
        eu_groups={"EPP": ("European People’s Party", "EPP"), "SD": ("Socialists and Democrats", "S&D")},
        corrections=(
            Correction(
                "sk:9:v103", "title", FORESTS, "The page had another title.", "https://www.nrsr.sk/", "2025-10-03"
            ),
        ),
        skipped=(("sk:9:v105", "https://www.nrsr.sk/105", "unknown letter 'X'", "2025-10-01"),),
        prose={prose.id: prose for prose in PROSE},
        clubs=CLUBS,
        memberships=MEMBERSHIPS,
    )


def changed(before: Record) -> Record:
    """The same record in which sixteen members vote otherwise on the adverts."""
    return record_of(
        tuple(
            sk_vote(102, "20", r.title, "FFFFAAF0", Result.PASSED) if r.id == "sk:9:v102" else r
            for r in before.roll_calls
        )
    )
