"""Whether a title names work that the owner looks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votewatch.facts.radar.location_gate import Ruling, Verdict
from votewatch.facts.radar.role_gate import RoleGate

GATE = RoleGate(
    ["SRE", "platform engineer", "devops", "machine learning", "programátor"], ["intern", "manager", "sales"]
)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Senior SRE", "sre"),
        ("Platform Engineer (m/f/d)", "platform engineer"),
        ("Staff Platform-Engineer", "platform-engineer"),
        ("DEVOPS Lead", "devops"),
        ("Machine Learning Scientist", "machine learning"),
        ("Java Programátor", "programator"),
        ("Java programator", "programator"),
        ("Engineer – SRE", "sre"),
    ],
)
def test_a_title_with_a_wanted_word_is_kept(title: str, words: str) -> None:
    assert GATE.judge(title) == Ruling(Verdict.KEEP, "title", words)


@pytest.mark.parametrize("title", ["Accountant", "Presrender Artist", "Platform Designer", "Machinelearning", "", "—"])
def test_a_title_without_a_wanted_word_is_dropped_as_it_stands(title: str) -> None:
    assert GATE.judge(title) == Ruling(Verdict.DROP, "title-other", title)


@pytest.mark.parametrize(
    ("title", "words"), [("SRE Manager", "manager"), ("DevOps Intern", "intern"), ("Sales, devops tools", "sales")]
)
def test_an_unwanted_word_wins_over_a_wanted_one(title: str, words: str) -> None:
    assert GATE.judge(title) == Ruling(Verdict.DROP, "title-unwanted", words)


@pytest.mark.parametrize("title", ["Internal Platform Engineer", "International SRE", "Salesforce DevOps"])
def test_an_unwanted_word_inside_of_another_drops_nothing(title: str) -> None:
    assert GATE.judge(title).decision is Verdict.KEEP


def test_with_nothing_wanted_every_title_is_kept_but_the_unwanted() -> None:
    gate = RoleGate([], ["intern"])
    assert gate.judge("Baker") == Ruling(Verdict.KEEP, "title")
    assert gate.judge("Baker, Intern") == Ruling(Verdict.DROP, "title-unwanted", "intern")


def test_with_neither_list_every_title_is_kept() -> None:
    assert RoleGate([], []).judge("") == Ruling(Verdict.KEEP, "title")


@given(st.text())
def test_a_title_alone_is_kept_or_dropped_and_never_in_doubt(title: str) -> None:
    ruling = GATE.judge(title)
    assert (ruling.decision is Verdict.KEEP) == (ruling.reason == "title")
    assert ruling.decision is not Verdict.AMBIGUOUS


@given(st.text(), st.text(alphabet="abc XYZ.,"))
def test_a_wanted_word_beside_any_other_words_keeps_the_title(before: str, after: str) -> None:
    gate = RoleGate(["SRE"], [])
    # A text that is broken as a whole may be mended as a whole; plain letters in front never are.
    assert gate.judge(f"{after} SRE {after}").decision is Verdict.KEEP
    assert gate.judge(f"{before} SRE").decision is Verdict.KEEP
