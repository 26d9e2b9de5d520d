"""How well the table of topics does on titles that were labelled by hand: the tables of docs/method.md.

``PYTHONPATH=build python -m tests.facts.topics.measured`` prints them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from votewatch.facts import sk
from votewatch.facts.topics import amended_laws, holds, subject, topics_of_title
from votewatch.ledger import exceptions, files, topics
from votewatch.model.topic import TopicTable
from votewatch.model.vocabulary import Parliament

DATA = Path(__file__).parents[3] / "data"
LABELS = Path(__file__).with_name("labels.tsv")
LAST_DAY = "2026-01-29"  # of the record that the titles were drawn from


@dataclass(frozen=True, slots=True)
class Label:
    """What a person said that a decision is about; no topic is an answer."""

    half: str
    id: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts over labels and answers of one half: topics in both, in the answer alone, in the label alone."""

    name: str
    titles: int
    both: int
    answer_alone: int
    label_alone: int
    exact: int
    without: int
    labelled_without: int

    def row(self) -> str:
        precision = 100 * self.both / (self.both + self.answer_alone)
        recall = 100 * self.both / (self.both + self.label_alone)
        return (
            f"| {self.name} | {self.titles} | {precision:.1f} % | {recall:.1f} % | {self.exact} "
            f"| {self.without} | {self.labelled_without} |"
        )


def labels() -> list[Label]:
    head, *rows = LABELS.read_text(encoding="utf-8").splitlines()
    assert head == "half\tid\ttopics"
    parts = [row.split("\t") for row in rows]
    return [Label(half, one, frozenset(filter(None, names.split(",")))) for half, one, names in parts]


def titles() -> dict[str, str]:
    """Titles of term 9 by decision id, in the order of the draw: by SHA-256 of the id."""
    record = [r for r in files.load(DATA, Parliament.SK) if r.term == 9 and r.day <= LAST_DAY]
    decided = sk.decide(record, [e for e in exceptions.load(DATA) if e.id.startswith("sk:")])
    return {d.id: d.title for d in sorted(decided, key=lambda d: hashlib.sha256(d.id.encode()).hexdigest())}


def unseen(table: TopicTable, others: Iterable[str]) -> TopicTable:
    """The table as it could have been written from ``others`` alone: laws and stems that none of them has are out."""
    known = {number for title in others for number in amended_laws(title)}
    words = [subject(title) for title in others]
    return TopicTable(
        tuple(
            replace(topic, stems=tuple(s for s in topic.stems if any(holds(one, s) for one in words)))
            for topic in table.topics
        ),
        {number: law for number, law in table.laws.items() if number in known},
    )


def measured(name: str, asked: list[Label], named: Mapping[str, str], table: TopicTable) -> Measured:
    answers = [frozenset(a.topic for a in topics_of_title(named[label.id], table)) for label in asked]
    pairs = list(zip(asked, answers, strict=True))
    return Measured(
        name,
        len(pairs),
        sum(len(label.topics & answer) for label, answer in pairs),
        sum(len(answer - label.topics) for label, answer in pairs),
        sum(len(label.topics - answer) for label, answer in pairs),
        sum(label.topics == answer for label, answer in pairs),
        sum(not answer for _, answer in pairs),
        sum(not label.topics for label, _ in pairs),
    )


def lines() -> list[str]:
    """The table as it stands in docs/method.md."""
    named, table, every = titles(), topics.load(DATA), labels()
    held = [label for label in every if label.half == "held"]
    apart = {label.id for label in held}
    blind = unseen(table, [title for one, title in named.items() if one not in apart])
    rows = (
        measured("developed on", [label for label in every if label.half == "develop"], named, table),
        measured("held out", held, named, table),
        measured("held out, without what only they have", held, named, blind),
    )
    return [
        "| titles | n | precision | recall | all right | no topic | labelled none |",
        "|---|---|---|---|---|---|---|",
        *(row.row() for row in rows),
    ]


if __name__ == "__main__":
    print("\n".join(lines()))
