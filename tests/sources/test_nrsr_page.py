"""The page of one vote becomes exactly the roll call that it shows, or an error that names vote and address."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.nrsr_documents import BASE, FETCHED, named, vote_page
from votewatch.ledger import files
from votewatch.ledger.importing import import_sk
from votewatch.model.errors import SourceError
from votewatch.model.member import Member
from votewatch.model.roll_call import RollCall, Roster, Totals
from votewatch.model.vocabulary import Parliament, Result
from votewatch.sources import nrsr_page
from votewatch.sources.document import Document, UnreadableDocument
from votewatch.sources.nrsr_index import page_url
from votewatch.sources.selecting import UnexpectedMatches

NONE = "Poslanci, ktorí nie sú členmi poslaneckých klubov"
ROSTER = Roster((("Klub PS", (13,)), ("Klub SNS", (11, 12, 14)), (NONE, (15,))))


def test_a_page_becomes_a_roll_call() -> None:
    assert nrsr_page.parse(vote_page(101), "28") == RollCall(
        id="sk:9:v101",
        parliament=Parliament.SK,
        when="2023-10-25T09:05",
        title="Návrh vlády o dôchodku – prvé čítanie (tlač 28).\nHlasovanie o návrhu.",
        result=Result.FAILED,
        totals=Totals(1, 1, 1, 1, 3),
        read="2026-01-24",
        positions="NABF0",
        roster=ROSTER,
        term=9,
        meeting=1,
        number=1,
        item="28",
    )


def test_the_import_of_a_record_of_the_same_vote_gives_the_same_roll_call(tmp_path: Path) -> None:
    record = (
        '{"vote_id":101,"term_id":9,"meeting_nr":1,"cpt_id":28,"fetched_at_utc":"2026-01-24T09:30:00+00:00","summary":'
        '{"Dátum a čas":"25. 10. 2023 9:05","Schôdza":"Schôdza č. 1","Výsledok hlasovania":"Návrh neprešiel",'
        '"Názov hlasovania":"Návrh  vlády o dôchodku – prvé čítanie (tlač 28).\\n Hlasovanie o návrhu.",'
        '"Číslo hlasovania":1},"stats":{"[Z] Za":1,"[P] Proti":1,"[?] Zdr":1,"[N] Neh":1,"[0] Nep":3},"mp_votes":['
        '{"mp_id":14,"mp_name":"Štvrtý, Ján","club":"Klub SNS","vote_code":"Z"},'
        '{"mp_id":11,"mp_name":"Prvá, Anna","club":"Klub SNS","vote_code":"P"},'
        '{"mp_id":12,"mp_name":"Druhý, Peter","club":"Klub SNS","vote_code":"?"},'
        '{"mp_id":13,"mp_name":"Tretia, Eva","club":"Klub PS","vote_code":"N"},'
        f'{{"mp_id":15,"mp_name":"Piata Nová, Mária","club":"{NONE}","vote_code":"0"}}]}}'
    )
    (tmp_path / "votes.jsonl").write_text(record, encoding="utf-8")
    import_sk(tmp_path / "votes.jsonl", tmp_path)
    assert files.load(tmp_path) == [nrsr_page.parse(vote_page(101), "28")]


def test_members_are_named_as_the_page_spells_them() -> None:
    members = nrsr_page.read(vote_page(101)).members
    assert members[0] == Member(14, "Ján", "Štvrtý")
    assert members[-1] == Member(15, "Mária", "Piata Nová")


def test_a_seat_not_sworn_in_and_rows_left_out_because_they_are_zero() -> None:
    vote = nrsr_page.parse(vote_page(102))
    assert (vote.positions, vote.totals, vote.item) == ("0FFF-", Totals(3, 0, 0, 0, 0), None)


def test_a_secret_ballot_has_neither_result_nor_totals_nor_positions() -> None:
    vote = nrsr_page.parse(vote_page(103), "6")
    assert (vote.when, vote.result, vote.totals, vote.positions) == ("2023-10-26T00:00", None, None, None)


def test_missing_quorum_is_a_result_of_its_own() -> None:
    assert nrsr_page.parse(vote_page(104)).result is Result.NO_QUORUM


def test_a_line_break_of_the_markup_parts_item_and_motion() -> None:
    assert nrsr_page.parse(vote_page(105)).title.splitlines()[1] == "Hlasovanie o návrhu zákona ako o celku."


def test_the_print_that_the_page_itself_links_stands_over_the_index() -> None:
    link = '<a href="Default.aspx?sid=zakony/cpt&amp;ZakZborID=13&amp;CisObdobia=9&amp;ID=733">733</a>'
    page = vote_page(101, ("25. 10. 2023 9:05&nbsp;", f"25. 10. 2023 9:05 {link}"))
    with pytest.raises(nrsr_page.UnreadableField):  # a link inside of the date is not the shape we know
        nrsr_page.parse(page)
    page = vote_page(101, ('<div class="clear">', f'<div>{link}</div><div class="clear">'))
    assert nrsr_page.parse(page, "28").item == "733"


def test_a_wrong_count_of_absent_members_is_no_reason_to_refuse() -> None:
    page = vote_page(101, ("<strong>[0] Neprítomní</strong>\n<span>3", "<strong>[0] Neprítomní</strong>\n<span>99"))
    assert nrsr_page.parse(page).totals == Totals(1, 1, 1, 1, 99)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ([("[P] <a", "[Q] <a")], nrsr_page.UnknownLetter),
        ([("[P] <a", "<a")], nrsr_page.UnknownLetter),
        ([("[P] Proti", "[X] Proti")], nrsr_page.UnknownLetter),
        ([("Návrh neprešiel", "Návrh odložený")], nrsr_page.UnknownResult),
        ([("[P] <a", "[Z] <a")], nrsr_page.TotalsDisagree),
        ([("PoslanecID=12", "PoslanecID=11")], nrsr_page.DuplicateMember),
        ([("Návrh  vlády o dôchodku – prvé čítanie (tlač 28).\n Hlasovanie o návrhu.", " ")], nrsr_page.TitleMissing),
        ([("<strong>Názov hlasovania</strong>", "<strong>Meno</strong>")], nrsr_page.TitleMissing),
        ([("25. 10. 2023", "25th of October")], nrsr_page.UnreadableField),
        ([("PoslanecID=12", "PoslanecID=x")], nrsr_page.UnreadableField),
        ([("CisSchodze=1", "CisSchodze=")], nrsr_page.UnreadableField),
        ([("hpo_result_block_title", "other")], nrsr_page.UnknownLetter),
        ([("Číslo hlasovania", "Názov hlasovania")], nrsr_page.UnreadableField),
        ([('id="_sectionLayoutContainer_ctl01_ctl00__resultsTablePanel"', "")], nrsr_page.TotalsDisagree),
        ([('<span>1&nbsp;</span></div>\n<div class="grid_12', '</div>\n<div class="grid_12')], UnexpectedMatches),
        ([("voting_stats_summary_full", "summary")], nrsr_page.NotAVote),
    ],
)
def test_what_does_not_add_up_is_refused_naming_vote_and_address(
    changes: list[tuple[str, str]], error: type[SourceError]
) -> None:
    with pytest.raises(error) as caught:
        nrsr_page.parse(vote_page(101, *changes))
    assert type(caught.value) is error
    assert "vote 101" in str(caught.value)
    assert page_url(BASE, 101) in str(caught.value)


def test_the_doctored_page_of_the_stand_in_is_refused() -> None:
    with pytest.raises(nrsr_page.TotalsDisagree, match=r"vote 106: .* \(3, 1, 1, 0\), the page prints \(5, 0, 0, 0\)"):
        nrsr_page.parse(vote_page(106))


def test_a_page_without_a_vote_is_said_to_be_none() -> None:
    with pytest.raises(nrsr_page.NotAVote, match="vote 999"):
        nrsr_page.parse(named("hlasklub-none.html", page_url(BASE, 999)))


def test_an_empty_answer_is_said_to_be_no_vote() -> None:
    with pytest.raises(nrsr_page.NotAVote):
        nrsr_page.parse(Document(page_url(BASE, 5), 200, b"", "text/html", FETCHED))


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="ID=5"):
        nrsr_page.parse(Document(page_url(BASE, 5), 200, "tlač".encode("cp1250"), "text/html", FETCHED))
