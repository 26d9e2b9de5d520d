"""The committed table over the committed record: against its twin, against the labels, and in the documents."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.facts.topics import measured
from tests.facts.twins.topics import twin_laws, twin_topics
from votewatch.facts import eu
from votewatch.facts.topics import amended_laws, assign, topics_of_title
from votewatch.ledger import exceptions, files, topics
from votewatch.model.topic import ReasonKind
from votewatch.model.vocabulary import Parliament

ROOT = Path(__file__).parents[3]
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    return measured.titles()


@pytest.mark.slow
def test_the_twin_finds_the_same_laws_and_topics_in_every_title(titles: dict[str, str]) -> None:
    table = topics.load(DATA)
    assert len(titles) == 879
    for decision, title in titles.items():
        assert set(amended_laws(title)) == twin_laws(title), decision
        assert [one.topic for one in topics_of_title(title, table)] == twin_topics(title, table), decision


def test_every_law_that_the_record_amends_twice_is_in_the_table(titles: dict[str, str]) -> None:
    laws = topics.load(DATA).laws
    amended = Counter(number for title in titles.values() for number in amended_laws(title))
    assert [number for number, times in amended.items() if times > 1 and number not in laws] == []


def test_every_topic_name_of_the_european_parliament_has_its_topic() -> None:
    listed = [entry for entry in exceptions.load(DATA) if entry.id.startswith("eu:")]
    decisions = eu.decide(list(files.load(DATA, Parliament.EU)), listed)
    found = assign(decisions, topics.load(DATA))
    named = [d for d in decisions if d.topics]
    assert named
    for decision in named:
        reasons = [r for one in found[decision.id] for r in one.reasons]
        assert {r.value for r in reasons} == set(decision.topics)
        assert {r.kind for r in reasons} == {ReasonKind.SOURCE}


def test_the_halves_of_education_youth_and_culture_are_one_topic() -> None:
    of = {name: topic.slug for topic in topics.load(DATA).topics for name in topic.eu}
    whole = of["Education, youth and culture"]
    assert (of["Education"], of["youth and culture"]) == (whole, whole)


def test_the_labelled_titles_are_the_first_200_of_the_draw_and_use_topics_of_the_table(titles: dict[str, str]) -> None:
    labels = measured.labels()
    assert [label.id for label in labels] == list(titles)[:200]
    assert [label.half for label in labels] == ["develop"] * 100 + ["held"] * 100
    slugs = {topic.slug for topic in topics.load(DATA).topics}
    assert all(label.topics <= slugs and len(label.topics) <= 3 for label in labels)


def test_what_the_method_says_of_the_measure_is_what_is_measured_today() -> None:
    table = measured.lines()
    assert "\n".join(table) in (ROOT / "docs/method.md").read_text(encoding="utf-8")
    numbers = [re.findall(r"\d+(?:\.\d)?", row.split("|", 2)[2]) for row in table[2:]]
    for lang, comma in (("sk", ","), ("en", ".")):
        page = (ROOT / f"site_src/text/method.{lang}.md").read_text(encoding="utf-8")
        block = page.split("<!-- topics measured -->")[1]
        rows = [
            re.findall(r"\d+(?:[.,]\d)?", row.split("|", 2)[2]) for row in block.split("\n") if row.startswith("| ")
        ]
        assert [[one.replace(comma, ".") for one in row] for row in rows[1:]] == numbers, lang
