"""What may stand in data/topics.toml, and how a wrong entry is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from votewatch.ledger import topics
from votewatch.model.errors import LedgerError
from votewatch.model.topic import Law, TopicTable

HEALTH = (
    '[topics.health]\nsk = "Zdravie"\nen = "Health"\nscope_sk = "lieky"\nscope_en = "medicines"\n'
    'eu = ["Health"]\nstems = ["liek", "dan="]\n'
)
WORK = HEALTH.replace("topics.health", "topics.work").replace('"Health"]', '"Work"]')
LAWS = '[laws]\n"300/2005" = { names = ["Trestný zákon"], topics = ["health"] }\n'


def load(folder: Path, text: str) -> TopicTable:
    (folder / "topics.toml").write_text(text, encoding="utf-8")
    return topics.load(folder)


def test_a_table_is_read_in_its_own_order(tmp_path: Path) -> None:
    table = load(tmp_path, WORK + HEALTH + LAWS)
    assert [topic.slug for topic in table.topics] == ["work", "health"]
    assert table.topics[1].names == {"sk": "Zdravie", "en": "Health"}
    assert table.topics[1].scope == {"sk": "lieky", "en": "medicines"}
    assert (table.topics[1].eu, table.topics[1].stems) == (("Health",), ("liek", "dan="))
    assert table.laws == {"300/2005": Law("300/2005", ("Trestný zákon",), ("health",))}


def test_without_a_file_there_are_no_topics(tmp_path: Path) -> None:
    assert topics.load(tmp_path) == TopicTable()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[topics", "cannot be read"),
        (LAWS, r"\[topics\] is missing"),
        (HEALTH, r"\[laws\] is missing"),
        (HEALTH + LAWS + "[others]\n", r"\[others\] is neither topics nor laws"),
        (HEALTH.replace("topics.health", "topics.Health") + LAWS, r"\[topics\.Health\] is no slug"),
        (HEALTH.replace("topics.health", "topics.table") + LAWS, r"\[topics\.table\] is no slug"),
        (HEALTH.replace('en = "Health"\n', "") + LAWS, r"\[topics\.health\] must have en, eu, scope_en"),
        (HEALTH.replace('"Zdravie"', '" "') + LAWS, r"\[topics\.health\] sk: must be words"),
        (HEALTH.replace('"liek"', '"Liek"') + LAWS, r"stems: 'Liek' has other signs"),
        (HEALTH.replace('"liek"', '"liek", "liekov"') + LAWS, r"'liekov' finds nothing that 'liek' does not find"),
        (HEALTH.replace('"liek"', '"liek", "liek"') + LAWS, r"stems: 'liek' stands twice"),
        (HEALTH.replace('["Health"]', '"Health"') + LAWS, r"eu: must be a list of words"),
        (HEALTH + WORK.replace('"Work"]', '"Health"]') + LAWS, r"\[topics\.work\] eu: 'Health' is a name of health"),
        (HEALTH + LAWS.replace("300/2005", "300-2005"), r'"300-2005" is no number of a law'),
        (HEALTH + LAWS.replace("Trestný zákon", " "), r'"300/2005" names: must be a list of words'),
        (HEALTH + LAWS.replace('["Trestný zákon"]', "[]"), r'"300/2005" has no name'),
        (HEALTH + LAWS.replace('["health"]', '["crime"]'), r"\"300/2005\" topics: 'crime' is no topic of the table"),
        (HEALTH + LAWS.replace("topics =", "about ="), r'"300/2005" must have names and topics'),
    ],
)
def test_a_wrong_table_is_refused_and_its_entry_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(LedgerError, match=named):
        load(tmp_path, text)


def test_a_whole_word_and_a_longer_phrase_are_no_needless_stems(tmp_path: Path) -> None:
    table = load(tmp_path, HEALTH.replace('"liek", "dan="', '"dan=", "danov", "liek pre"') + LAWS)
    assert table.topics[0].stems == ("dan=", "danov", "liek pre")
