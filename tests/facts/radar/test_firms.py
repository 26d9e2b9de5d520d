"""One firm, whatever source names it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votewatch.facts.radar.firms import FEEDS, firm_key, once_each
from votewatch.model.posting import Posting, WorkModel


def posting(number: int, ats: str, company: str = "Grafana Labs", title: str = "SRE", place: str = "EMEA") -> Posting:
    """A posting of this source; its id tells it from every other."""
    return Posting(f"{ats}:x:{number}", ats, company, title, (place,), WorkModel.REMOTE, "https://x", "", "")


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Grafana Labs", "Grafana Labs, Inc.", "Grafana", "GRAFANA LABS", "Grafana.com"), "grafana"),
        (("GitLab", "GitLab B.V.", "Gitlab Inc", "GitLab, Inc."), "gitlab"),
        (("Tatra banka", "Tatra banka, a.s.", "TATRA BANKA, a. s."), "tatrabanka"),
        (("Slido", "Slido s.r.o.", "Slido, s. r. o."), "slido"),
        (("Société Générale", "Societe Generale S.A."), "societegenerale"),
        (("SAP", "SAP SE", "SAP AG"), "sap"),
        (("Allegro", "Allegro sp. z o.o."), "allegro"),
        (("monday.com", "Monday", "Monday.com Ltd."), "monday"),
        (("Red Hat", "Redhat", "Red-Hat, LLC"), "redhat"),
        (("Hugging Face", "HuggingFace"), "huggingface"),
        (("Aiven", "Aiven Oy", "Aiven GmbH"), "aiven"),
    ],
)
def test_a_firm_has_one_key_in_all_its_spellings(names: tuple[str, ...], key: str) -> None:
    assert {name: firm_key(name) for name in names} == dict.fromkeys(names, key)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Elastic", "Elastiq"), ("Incode", "Code"), ("Nord Security", "Nord"), ("Sealand", "Land"), ("Scale AI", "Scale")],
)
def test_names_that_differ_in_more_than_a_form_are_two_firms(one: str, other: str) -> None:
    assert firm_key(one) != firm_key(other)


@pytest.mark.parametrize(
    ("name", "key"), [("Labs", "labs"), ("Software AG", "software"), ("SE", "se"), ("日本", "日本")]
)
def test_a_name_of_nothing_but_endings_keeps_them(name: str, key: str) -> None:
    assert firm_key(name) == key


@given(st.text())
def test_every_name_that_says_anything_has_a_key(name: str) -> None:
    assert bool(firm_key(name)) == bool(name.strip())


@given(st.from_regex(r"[a-z]{4,9}( [a-z]{4,9})?", fullmatch=True), st.sampled_from(["Inc.", "s.r.o.", "GmbH", "Ltd"]))
def test_a_legal_form_never_changes_the_key(name: str, form: str) -> None:
    assert firm_key(f"{name.title()}, {form}") == firm_key(name)


def test_a_feeds_copy_of_a_boards_posting_is_dropped() -> None:
    own, copy = posting(1, "greenhouse", "Grafana Labs"), posting(2, "remotive", "Grafana", "sre")
    assert once_each([own, copy]) == [own]


def test_the_board_wins_when_the_feed_comes_first() -> None:
    own, copy = posting(1, "lever"), posting(2, "himalayas")
    assert once_each([copy, own]) == [own]


def test_a_board_keeps_a_title_that_it_repeats() -> None:
    several = [posting(number, "ashby", place=place) for number, place in enumerate(["Berlin", "EMEA", "Canada"])]
    assert once_each(several) == several


def test_of_two_feeds_the_first_is_kept() -> None:
    first, second = posting(1, "remoteok", "Grafana, Inc."), posting(2, "jobicy", "Grafana Labs")
    assert once_each([first, second]) == [first]


def test_another_title_or_another_firm_of_a_feed_stays() -> None:
    own = posting(1, "greenhouse")
    other_title, other_firm = posting(2, "remotive", title="Data engineer"), posting(3, "remotive", "Aiven")
    assert once_each([own, other_title, other_firm]) == [own, other_title, other_firm]


def test_two_boards_of_one_firm_both_stay() -> None:
    both = [posting(1, "greenhouse"), posting(2, "lever", "Grafana")]
    assert once_each(both) == both


ATS = st.sampled_from([*sorted(FEEDS), "greenhouse", "lever"])
ROWS = st.lists(st.tuples(ATS, st.sampled_from(["Aiven", "Aiven Oy", "SAP"]), st.sampled_from(["SRE", "sre", "Dev"])))


@given(ROWS)
def test_no_work_is_lost_and_no_boards_posting_either(rows: list[tuple[str, str, str]]) -> None:
    given_ = [posting(number, *row) for number, row in enumerate(rows)]
    left = once_each(given_)
    assert [one for one in left if one.ats not in FEEDS] == [one for one in given_ if one.ats not in FEEDS]
    assert {(firm_key(p.company), p.title.lower()) for p in left} == {
        (firm_key(p.company), p.title.lower()) for p in given_
    }
    assert once_each(left) == left
