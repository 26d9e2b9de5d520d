"""The table of clubs: what it must say, and that it covers every club of the committed ledger."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from votewatch.facts.stances import UNAFFILIATED
from votewatch.ledger import files, parties
from votewatch.model.club import ClubTable
from votewatch.model.errors import LedgerError
from votewatch.model.roll_call import RollCall, Roster
from votewatch.model.vocabulary import Parliament

ROOT = Path(__file__).parents[2]
TABLE = parties.load(ROOT / "data")
ENTRY = """
[eu.id]
short = { sk = "ID", en = "ID" }
long = { sk = "Identita a demokracia", en = "Identity and Democracy" }
record = [{ name = "ID", from = "2019-07-02", to = "2024-07-15" }]
aliases = [{ name = "I&D", where = "a newspaper" }]
"""
Read = Callable[[str], ClubTable]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def run(text: str) -> ClubTable:
        (tmp_path / "parties.toml").write_text(text, encoding="utf-8")
        return parties.load(tmp_path)

    return run


def vote(number: int, day: str, *clubs: str) -> RollCall:
    roster = Roster(tuple((club, (i,)) for i, club in enumerate(clubs)))
    return RollCall(
        f"eu:v{number}", Parliament.EU, f"{day}T10:00:00", "", None, None, "", "F" * len(clubs), roster
    )  # fmt: skip


def test_every_club_of_the_committed_ledger_is_covered_on_its_days() -> None:
    assert parties.uncovered(TABLE, files.load(ROOT / "data")) == []


def test_who_belongs_to_no_club_is_the_same_for_the_table_and_for_the_facts() -> None:
    assert {known.name for club in TABLE.clubs if club.unaffiliated for known in club.record} == UNAFFILIATED


def test_every_club_has_a_colour_in_the_style_sheet_and_those_without_a_club_have_none() -> None:
    css = (ROOT / "site_src/css/40-tables.css").read_text(encoding="utf-8")
    assert set(re.findall(r"\.swatch--([\w-]+)", css)) == {c.slug for c in TABLE.clubs if not c.unaffiliated}


def test_addresses_that_were_published_stand() -> None:
    assert {club.slug for club in TABLE.clubs} == {
        "sk-smer-sd", "sk-ps", "sk-hlas-sd", "sk-slovensko", "sk-kdh", "sk-sas", "sk-sns", "sk-none",
        "eu-epp", "eu-sd", "eu-renew", "eu-green-efa", "eu-id", "eu-ecr", "eu-gue-ngl", "eu-pfe", "eu-esn",
        "eu-ni", "eu-none",
    }  # fmt: skip


def test_a_group_is_named_in_the_language_of_the_page() -> None:
    greens, left = TABLE.of(Parliament.EU, "GREEN_EFA"), TABLE.of(Parliament.EU, "GUE_NGL")
    assert [greens.short.of(lang) for lang in ("sk", "en")] == ["Zelení/EFA", "Greens/EFA"]
    assert [left.short.of(lang) for lang in ("sk", "en")] == ["Ľavica", "The Left"]


def test_two_codes_of_one_group_are_one_group() -> None:
    assert TABLE.of(Parliament.EU, "GUE_NGL_1995_0") is TABLE.of(Parliament.EU, "GUE_NGL")


def test_a_club_name_that_no_entry_covers_is_named_with_its_first_vote(read: Read) -> None:
    votes = [vote(3, "2020-03-01", "ID", "Klub X"), vote(2, "2020-02-01", "Klub X"), vote(1, "2020-01-01", "ID")]
    assert parties.uncovered(read(ENTRY), votes) == [
        "eu:v2: the club name 'Klub X' of 2020-02-01 is covered by no entry of data/parties.toml"
    ]
    with pytest.raises(LedgerError, match=r"eu:v2: the club name 'Klub X'"):
        parties.checked(read(ENTRY), votes)


@pytest.mark.parametrize(
    ("day", "breaches"), [("2019-07-01", 1), ("2019-07-02", 0), ("2024-07-15", 0), ("2024-07-16", 1)]
)
def test_a_name_is_covered_between_its_days_alone(read: Read, day: str, breaches: int) -> None:
    assert len(parties.uncovered(read(ENTRY), [vote(1, day, "ID")])) == breaches


def test_a_name_from_elsewhere_covers_no_roster(read: Read) -> None:
    assert len(parties.uncovered(read(ENTRY), [vote(1, "2020-01-01", "I&D")])) == 1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[eu.id]", "[xx.id]", r"\[xx\] is no parliament"),
        ("[eu.id]", "[eu.i--d]", r"\[eu\.i--d\] is no slug"),
        ("aliases", "alias", r"\[eu\.id\] must have aliases, long, record, short"),
        ('sk = "ID", ', "", r"\[eu\.id\] short: must have sk and en and nothing else"),
        ('sk = "ID"', 'sk = " "', r"\[eu\.id\] short sk: must be words"),
        ("2024-07-15", "2024-07-35", r"\[eu\.id\] record: '2024-07-35' is no day"),
        ('name = "ID"', "name = 7", r"\[eu\.id\] record: 7 is no name"),
        ('[{ name = "ID", from = "2019-07-02", to = "2024-07-15" }]', "[]", r"record: has no name of the ledger"),
        ('where = "a newspaper"', 'source = "a newspaper"', r"aliases: each must have name and where"),
        ("record = [", "record = [7, ", r"record: must be a list of tables"),
        ("[eu.id]", "[eu.id", r"parties\.toml: cannot be read"),
    ],
)
def test_a_table_of_another_form_is_refused_by_name(read: Read, before: str, after: str, said: str) -> None:
    assert before in ENTRY
    with pytest.raises(LedgerError, match=said):
        read(ENTRY.replace(before, after, 1))


def test_one_name_under_two_clubs_is_refused(read: Read) -> None:
    other = ENTRY.replace("[eu.id]", "[eu.other]").replace('name = "ID"', 'name = "OTHER"')
    with pytest.raises(LedgerError, match=r"the club name 'I&D' stands under eu-id and eu-other"):
        read(ENTRY + other)
