"""The order of Slovak names."""

from __future__ import annotations

from votewatch.model.member import Member
from votewatch.render.alphabet import name_order, word_order


def ordered(*names: str) -> list[str]:
    members = [Member(i, *reversed(name.split(" ", 1))) for i, name in enumerate(names)]
    return [f"{m.last_name} {m.first_name}" for m in sorted(members, key=name_order)]


def test_letters_of_their_own_follow_the_letter_they_are_written_with() -> None:
    names = ["Cabaj Ján", "Czuczor Ján", "Čabaj Ján", "Dej Ján", "Hž Ján", "Chalan Ján", "Ivan Ján", "Sz Ján", "Šali Ján", "Zz Ján", "Žák Ján"]  # fmt: skip # noqa: E501
    assert ordered(*reversed(names)) == names


def test_other_marks_count_only_between_equal_names() -> None:
    assert ordered("Ďurica Ján", "Duriš Ján", "Dúrica Ján", "Durica Ján") == [
        "Durica Ján",
        "Dúrica Ján",
        "Ďurica Ján",
        "Duriš Ján",
    ]


def test_capitals_make_no_difference_and_first_names_come_second() -> None:
    assert ordered("ČÍŽ Miroslav", "Čech Zoltán", "čech Adam") == ["čech Adam", "Čech Zoltán", "ČÍŽ Miroslav"]


def test_words_are_ordered_by_the_alphabet_of_the_page() -> None:
    names = ["Životné prostredie", "Zdravie", "Štát", "Spravodlivosť", "chemikálie", "hudba"]
    assert sorted(names, key=lambda name: word_order(name, "sk")) == [
        "hudba",
        "chemikálie",
        "Spravodlivosť",
        "Štát",
        "Zdravie",
        "Životné prostredie",
    ]
    assert sorted(["Health", "Chemicals"], key=lambda name: word_order(name, "en")) == ["Chemicals", "Health"]
